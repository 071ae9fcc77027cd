import { describe, expect, test } from 'vitest';
import { firewall } from '../../../../src/judge/diagnosis/firewall.ts';
import { anEndpoint, someFacts, unconnected } from '../../../support/facts.ts';

const disk = (host: string, decidedBy: number | null = null) =>
  unconnected('timeout', { host, service: 'ilr', port: 3260, decidedBy });
const web = (service: string, port = 443) => unconnected('timeout', { host: `${service}.example`, service, port });
const works = (port: number, service = 'backup') => anEndpoint({ service, port });
const ids = (facts: Parameters<typeof someFacts>[0]) => firewall(someFacts(facts)).map(({ id }) => id);

describe('nothing answers on a port', () => {
  test('likely where another port is open', () => {
    const endpoints = [disk('a', 3), disk('b', 2)];
    expect(firewall(someFacts({ endpoints: [...endpoints, works(443)] }))).toStrictEqual([
      {
        id: 'firewall-blocks-port',
        confidence: 'likely',
        endpoints,
        because: [2, 3],
        rank: 'failure',
        weight: 2,
        params: { port: 3260, how: 'silent' },
      },
    ]);
  });

  test('possible where nothing is open', () => {
    expect(firewall(someFacts({ endpoints: [disk('a')] }))).toMatchObject([{ confidence: 'possible' }]);
  });

  test('behind a proxy the direct way is closed on purpose: whatever else fails comes first', () => {
    expect(firewall(someFacts({ endpoints: [disk('a'), disk('b')], proxied: true }))).toMatchObject([{ weight: 0.5 }]);
  });

  test('each port has a finding of its own', () => {
    const [one, two] = [disk('a'), unconnected('timeout', { host: 'b', port: 9443 })];
    expect(firewall(someFacts({ endpoints: [one, two, works(443)] }))).toMatchObject([
      { endpoints: [one], params: { port: 3260 } },
      { endpoints: [two], params: { port: 9443 } },
    ]);
  });
});

describe('it yields to the service', () => {
  test('where the port is open elsewhere', () => {
    expect(ids({ endpoints: [disk('a'), works(3260)] })).toEqual(['firewall-blocks-service']);
  });

  test.each([80, 443])('on port %i, unless several services fail and another port is open', (port) => {
    const several = [web('backup', port), web('storage', port)];
    expect(ids({ endpoints: [...several, works(3260, 'ilr')] })).toEqual(['firewall-blocks-port']);
    const bothServices = ['firewall-blocks-service', 'firewall-blocks-service'];
    expect(ids({ endpoints: several })).toEqual(bothServices);
    expect(ids({ endpoints: [...several, works(3260, 'ilr')], proxied: true })).toEqual(bothServices);
    expect(ids({ endpoints: [web('backup', port), web('backup', port), works(3260, 'ilr')] })).toEqual([
      'firewall-blocks-service',
    ]);
  });

  test('where a scan of ports would give too many of them', () => {
    const scan = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        unconnected('timeout', { host: 'a', service: 'other', port: 9000 + at }),
      );
    expect(ids({ endpoints: scan(16) })).toHaveLength(16);
    expect(ids({ endpoints: scan(17) })).toEqual(['firewall-blocks-service']);
  });
});
