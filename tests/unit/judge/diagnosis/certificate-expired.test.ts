import { expect, test } from 'vitest';
import { certificateExpired } from '../../../../src/judge/diagnosis/certificate-expired.ts';
import { tlsInspection } from '../../../../src/judge/diagnosis/tls-inspection.ts';
import type { Knowledge } from '../../../../src/knowledge/types.ts';
import type { MessageFinding } from '../../../../src/model/finding.ts';
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

const message = (signature: string, params: MessageFinding['params']): MessageFinding => ({
  signature,
  verdict: 'informational',
  line: 1,
  start: 0,
  end: 1,
  count: 1,
  firstAt: null,
  lastAt: null,
  params,
});

test('a list of certificates shows one that is over', () => {
  const facts = someFacts({
    findings: [message('says-more', {}), message('says-so', { word: 'CB_VM01', text: '2026-03-01' })],
    knowledge: { signatures },
  });
  expect(certificateExpired(facts)).toMatchObject([
    {
      id: 'certificate-expired',
      confidence: 'likely',
      endpoints: [],
      params: { by: 'message', certificate: 'CB_VM01', until: '2026-03-01' },
    },
  ]);
  const unnamed = someFacts({ findings: [message('says-so', {})], knowledge: { signatures } });
  expect(certificateExpired(unnamed)[0]?.params).toEqual({ by: 'message' });
  const dated = someFacts({ findings: [message('says-so', { text: '2026-03-01' })], knowledge: { signatures } });
  expect(certificateExpired(dated)[0]?.params).toEqual({ by: 'message', certificate: '', until: '2026-03-01' });
});

test('where an endpoint fails for it, that comes first', () => {
  const findings = [message('says-so', { word: 'CB_VM01', text: '2026-03-01' })];
  const facts = someFacts({ endpoints: [expired], probes, findings, knowledge: { signatures } });
  expect(certificateExpired(facts).map(({ endpoints }) => endpoints)).toEqual([[expired]]);
});
