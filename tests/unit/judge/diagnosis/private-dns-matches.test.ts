import { expect, test } from 'vitest';
import { privateDnsMatches } from '../../../../src/judge/diagnosis/private-dns-matches.ts';
import { anEndpoint, aPrivateName, someFacts } from '../../../support/facts.ts';

const right = aPrivateName({ probe: 3 });
const open = aPrivateName({ name: 'w.privatelink.jpe.backup.windowsazure.com', state: 'open', probe: null });

test('all names lead where the list says', () => {
  const endpoint = anEndpoint({ host: right.name });
  expect(privateDnsMatches(someFacts({ privateNames: [right], endpoints: [endpoint] }))).toStrictEqual([
    {
      id: 'private-dns-matches',
      confidence: 'certain',
      endpoints: [endpoint],
      because: [3],
      params: { of: 'all', all: 1, right: 1, open: 0, host: right.name },
      rank: 'state',
      weight: 0.5,
    },
  ]);
});

test.each([
  ['part', [right, open], { right: 1, open: 1, host: open.name }],
  ['none', [open], { right: 0, open: 1, host: open.name }],
  ['other', [{ ...right, asked: 'azure' as const }], { right: 1, open: 0 }],
  ['other', [right, { ...right, asked: 'named' as const }], { right: 2 }],
])('not sure: %s', (of, privateNames, params) => {
  expect(privateDnsMatches(someFacts({ privateNames }))).toMatchObject([
    { confidence: 'possible', params: { of, ...params } },
  ]);
});

test('not where one is wrong, and not without a list', () => {
  expect(privateDnsMatches(someFacts({ privateNames: [right, aPrivateName({ state: 'differs' })] }))).toEqual([]);
  expect(privateDnsMatches(someFacts({}))).toEqual([]);
});

test('a name that no probe is known of rests on none', () => {
  const privateNames = [{ ...right, probe: null }, right];
  expect(privateDnsMatches(someFacts({ privateNames }))).toMatchObject([{ because: [3], params: { right: 2 } }]);
});
