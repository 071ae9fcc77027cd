import { describe, expect, test } from 'vitest';
import { privateEndpoint } from '../../../../src/judge/diagnosis/private-endpoint.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

const PRIVATE = { status: 'resolved', addresses: ['10.1.2.3'], private: true } as const;

describe('names of Azure lead to private addresses', () => {
  const shown = anEndpoint({ host: 'a', decidedBy: 6, dns: { ...PRIVATE, probe: 4 } });

  test('a state, and likely, where nothing fails; it rests on the lookups as well', () => {
    const own = anEndpoint({ host: 'own.example', service: 'other', dns: PRIVATE });
    expect(privateEndpoint(someFacts({ endpoints: [shown, own, anEndpoint({})] }))).toStrictEqual([
      {
        id: 'private-endpoint',
        confidence: 'likely',
        endpoints: [shown],
        because: [6, 4],
        params: {},
        rank: 'state',
        weight: 3,
      },
    ]);
  });

  test('a lookup that is not known is not named, and each probe once', () => {
    const both = anEndpoint({ decidedBy: 4, dns: { ...PRIVATE, probe: 4 } });
    const neither = anEndpoint({ dns: PRIVATE });
    expect(privateEndpoint(someFacts({ endpoints: [both, neither] }))).toMatchObject([{ because: [4] }]);
  });

  test('a failure where all that fails is private', () => {
    const fails = failing('timeout', { decidedBy: 3, dns: PRIVATE });
    expect(privateEndpoint(someFacts({ endpoints: [shown, fails] }))).toStrictEqual([
      { id: 'private-endpoint', confidence: 'likely', endpoints: [fails], because: [3], rank: 'failure', weight: 1.5 },
    ]);
  });

  test.each([
    ['public', failing('timeout')],
    ['of no service', failing('timeout', { service: 'other', dns: PRIVATE })],
  ])('a remark where something %s fails as well', (_, other) => {
    const fails = failing('timeout', { dns: PRIVATE });
    expect(privateEndpoint(someFacts({ endpoints: [fails, other] }))).toMatchObject([
      { rank: 'remark', confidence: 'likely', endpoints: [fails] },
    ]);
  });
});

describe('a name in a zone of private endpoints with a public address', () => {
  const knowledge = {
    privateZones: [
      { pattern: '*.privatelink.blob.core.windows.net', service: 'storage' },
      { pattern: '*.privatelink.jpe.backup.windowsazure.com', service: 'backup' },
    ],
  };
  const alias = (cname: string) => [
    aProbe(4, { tool: 'nslookup', detail: { cnames: ['x.example', cname] } }),
    aProbe(5, { tool: 'nslookup' }),
  ];
  const open = anEndpoint({ dns: { status: 'resolved', addresses: ['20.1.1.1', '20.1.1.2'], probe: 4 } });
  const IN_ZONE = 'a.privatelink.jpe.backup.windowsazure.com';

  test('is a possible remark that names the address', () => {
    expect(privateEndpoint(someFacts({ endpoints: [open], probes: alias(IN_ZONE), knowledge }))).toStrictEqual([
      {
        id: 'private-endpoint',
        confidence: 'possible',
        endpoints: [open],
        because: [4],
        params: { publicAnswer: '20.1.1.1' },
        rank: 'remark',
        weight: 3,
      },
    ]);
  });

  test.each([
    ['the address is private', anEndpoint({ service: 'other', dns: { ...PRIVATE, probe: 4 } }), IN_ZONE],
    [
      'the name does not resolve',
      anEndpoint({ dns: { status: 'failed', addresses: ['20.1.1.1'], probe: 4 } }),
      IN_ZONE,
    ],
    ['no address is shown', anEndpoint({ dns: { status: 'resolved', probe: 4 } }), IN_ZONE],
    ['nobody looked it up', anEndpoint({ dns: { status: 'resolved', addresses: ['20.1.1.1'] } }), IN_ZONE],
    [
      'the lookup shows no alias',
      anEndpoint({ dns: { status: 'resolved', addresses: ['20.1.1.1'], probe: 5 } }),
      IN_ZONE,
    ],
    ['the alias is in no such zone', open, 'a.jpe.backup.windowsazure.com'],
  ])('not where %s', (_, endpoint, cname) => {
    expect(privateEndpoint(someFacts({ endpoints: [endpoint], probes: alias(cname), knowledge }))).toStrictEqual([]);
  });
});

test('not without such an address', () => {
  expect(privateEndpoint(someFacts({ endpoints: [anEndpoint({}), failing('timeout')] }))).toStrictEqual([]);
});
