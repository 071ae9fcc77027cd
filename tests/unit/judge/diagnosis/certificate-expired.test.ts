import { expect, test } from 'vitest';
import { certificateExpired } from '../../../../src/judge/diagnosis/certificate-expired.ts';
import { tlsInspection } from '../../../../src/judge/diagnosis/tls-inspection.ts';
import type { Knowledge } from '../../../../src/knowledge/types.ts';
import { aProbe, failing, someFacts } from '../../../support/facts.ts';

const signatures = [
  { id: 'says-so', rootCause: 'certificate-expired' },
  { id: 'says-more', rootCause: undefined },
] as unknown as Knowledge['signatures'];
const probes = [aProbe(1, { signature: 'says-so' }), aProbe(2, { signature: 'says-more' })];
const expired = failing('tls_untrusted', { decidedBy: 1 });

test('a message says that the certificate is not valid at this time', () => {
  const facts = someFacts({ endpoints: [expired, failing('timeout')], probes, knowledge: { signatures } });
  expect(certificateExpired(facts)).toStrictEqual([
    {
      id: 'certificate-expired',
      confidence: 'likely',
      endpoints: [expired],
      because: [1],
      rank: 'failure',
      weight: 1,
    },
  ]);
});

test('what it explains is no TLS inspection', () => {
  const other = failing('tls_untrusted', { decidedBy: 2 });
  const facts = someFacts({ endpoints: [expired, other], probes, knowledge: { signatures } });
  expect(tlsInspection(facts).map(({ endpoints }) => endpoints)).toEqual([[other]]);
});

test.each([
  ['a message that does not say so', failing('tls_untrusted', { decidedBy: 2 })],
  ['another cause', failing('tls_handshake', { decidedBy: 1 })],
  ['the certificate of another issuer', failing('tls_untrusted', { decidedBy: 1, tls: { status: 'intercepted' } })],
  ['no probe', failing('tls_untrusted')],
])('not for %s', (_, endpoint) => {
  const facts = someFacts({ endpoints: [endpoint], probes, knowledge: { signatures } });
  expect(certificateExpired(facts)).toStrictEqual([]);
});
