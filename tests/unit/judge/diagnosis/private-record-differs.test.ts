import { expect, test } from 'vitest';
import { privateRecordDiffers } from '../../../../src/judge/diagnosis/private-record-differs.ts';
import { anEndpoint, aPrivateName, someFacts } from '../../../support/facts.ts';

const stale = aPrivateName({ state: 'differs', answered: ['10.9.9.9'], addresses: ['10.0.0.4', '10.0.0.5'], probe: 3 });
const named = (name: string, more: Parameters<typeof aPrivateName>[0]) =>
  aPrivateName({ name: `${name}.privatelink.jpe.backup.windowsazure.com`, ...more });

test('a stale record names both addresses', () => {
  const endpoint = anEndpoint({ host: stale.name });
  expect(
    privateRecordDiffers(someFacts({ privateNames: [stale], endpoints: [endpoint, anEndpoint({})] })),
  ).toStrictEqual([
    {
      id: 'private-record-differs',
      confidence: 'likely',
      endpoints: [endpoint],
      because: [3],
      rank: 'failure',
      weight: 1.5,
      params: {
        state: 'differs',
        zone: stale.zone,
        host: stale.name,
        count: 1,
        expected: '10.0.0.4、10.0.0.5',
        answer: '10.9.9.9',
      },
    },
  ]);
});

test('what is missing and what differs are told apart; the surest name decides', () => {
  const privateNames = [
    named('a', { state: 'absent', answered: [], probe: 4, server: '10.0.0.54' }),
    named('b', { state: 'absent', answered: [], probe: 5 }),
    named('c', { state: 'public', answered: ['20.1.1.1'], probe: null }),
    stale,
  ];
  const found = privateRecordDiffers(someFacts({ privateNames }));
  expect(
    found.map(({ params, confidence, because }) => [params?.['state'], params?.['count'], confidence, because]),
  ).toEqual([
    ['absent', 2, 'certain', [4, 5]],
    ['public', 1, 'likely', []],
    ['differs', 1, 'likely', [3]],
  ]);
  expect(found[0]?.params).not.toHaveProperty('answer');
});

test('not where the zone is not seen, nor where all is right', () => {
  expect(privateRecordDiffers(someFacts({ privateNames: [aPrivateName({ state: 'public' })] }))).toEqual([]);
  expect(privateRecordDiffers(someFacts({ privateNames: [aPrivateName()] }))).toEqual([]);
});
