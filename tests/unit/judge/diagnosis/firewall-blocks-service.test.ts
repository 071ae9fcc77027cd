import { describe, expect, test } from 'vitest';
import { firewall } from '../../../../src/judge/diagnosis/firewall.ts';
import { anEndpoint, someFacts, unconnected } from '../../../support/facts.ts';

const silent = (host: string, decidedBy: number | null = null, service = 'storage') =>
  unconnected('timeout', { host, service, decidedBy });
const works = anEndpoint({ host: 'w' });

describe('nothing of a service answers', () => {
  test('likely where all of its endpoints fail, there are several, and another service answers', () => {
    const endpoints = [silent('a', 3), silent('b', 2)];
    expect(firewall(someFacts({ endpoints: [...endpoints, works] }))).toStrictEqual([
      {
        id: 'firewall-blocks-service',
        confidence: 'likely',
        endpoints,
        because: [2, 3],
        rank: 'failure',
        weight: 2,
        params: { how: 'silent' },
      },
    ]);
  });

  test.each([
    ['one of its endpoints answers', [silent('a'), silent('b'), anEndpoint({ host: 'c', service: 'storage' })]],
    ['it has one endpoint', [silent('a'), works]],
    ['nothing answers', [silent('a'), silent('b')]],
  ])('possible where %s', (_, endpoints) => {
    expect(firewall(someFacts({ endpoints }))).toMatchObject([{ confidence: 'possible' }]);
  });

  test('each service has a finding of its own', () => {
    const [one, two, three] = [silent('a'), silent('b', null, 'entra'), silent('c')];
    expect(firewall(someFacts({ endpoints: [one, two, three, works] }))).toMatchObject([
      { endpoints: [one, three], confidence: 'likely' },
      { endpoints: [two], confidence: 'possible' },
    ]);
  });

  test('what a closed port explains is not told again', () => {
    const disk = unconnected('timeout', { host: 'd', service: 'storage', port: 3260 });
    expect(firewall(someFacts({ endpoints: [disk, silent('a'), works] }))).toMatchObject([
      { id: 'firewall-blocks-port', endpoints: [disk] },
      { id: 'firewall-blocks-service', endpoints: [{ host: 'a' }], confidence: 'possible' },
    ]);
  });
});

test('not where it answers', () => {
  expect(firewall(someFacts({ endpoints: [works] }))).toStrictEqual([]);
});
