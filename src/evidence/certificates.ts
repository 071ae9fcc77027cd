import type { CertificateText, EvidenceKnowledge } from '../knowledge/types.ts';
import { parseCertificates, type Certificate } from './certificate-text.ts';
import { onceFor } from '../text/once.ts';

type AgentKind = 'vault-credentials' | 'agent';

export interface AgentCertificate {
  readonly kind: AgentKind;
  readonly subject: string;
  readonly notAfter: number | null;
  readonly state: 'valid' | 'soon' | 'expired' | 'unknown';
}

interface RootCertificate {
  readonly name: string;
  /** `different`: one of that name is there, with another thumbprint. */
  readonly state: 'present' | 'missing' | 'different';
}

export interface CertificateResult {
  readonly certificates: readonly Certificate[];
  readonly agent: readonly AgentCertificate[];
  /** Kinds that the personal store should hold and does not; empty when another store was pasted. */
  readonly missing: readonly AgentKind[];
  /** Roots of the published list. Empty when no root store was pasted. */
  readonly roots: readonly RootCertificate[];
  /** Roots that are off the list by now. */
  readonly removed: readonly string[];
  /** How many of the root store are not on the list; they do no harm. */
  readonly others: number;
}

const KINDS: readonly AgentKind[] = ['vault-credentials', 'agent'];
const LEAST_ROOTS = 3;
const SOON = 30 * 24 * 60 * 60 * 1000;

/** Reads what was pasted and compares it with the published list and the reader's clock. */
export function readCertificates(
  text: string,
  now: number,
  { certificates, certificateText }: EvidenceKnowledge,
): CertificateResult {
  const { stores } = certificateText;
  const shows = (store: string): boolean => new RegExp(store, 'imu').test(text);
  const found = parseCertificates(text, certificateText);
  const thumbprints = new Set(found.flatMap(({ thumbprint }) => thumbprint ?? []));
  const agent = found.flatMap(({ subject, notAfter }): AgentCertificate[] => {
    const kind = kindOf(subject, certificateText);
    return kind === null ? [] : [{ kind, subject, notAfter, state: stateOf(notAfter, now) }];
  });
  const isRootStore =
    shows(stores.root) ||
    certificates.roots.some(({ thumbprint }) => thumbprints.has(thumbprint)) ||
    (agent.length === 0 && found.length >= LEAST_ROOTS && !shows(stores.personal));
  const isPersonal = agent.length > 0 || shows(stores.personal) || (found.length > 0 && !isRootStore);
  const known = new Set([...certificates.roots, ...certificates.removed].map(({ thumbprint }) => thumbprint));
  return {
    certificates: found,
    agent,
    missing: isPersonal ? KINDS.filter((kind) => !agent.some((one) => one.kind === kind)) : [],
    roots: isRootStore
      ? certificates.roots.map(({ name, thumbprint }) => ({
          name,
          state: thumbprints.has(thumbprint)
            ? 'present'
            : found.some(({ subject }) => commonName(subject) === name.toLowerCase())
              ? 'different'
              : 'missing',
        }))
      : [],
    removed: certificates.removed.filter(({ thumbprint }) => thumbprints.has(thumbprint)).map(({ name }) => name),
    others: isRootStore ? [...thumbprints].filter((thumbprint) => !known.has(thumbprint)).length - agent.length : 0,
  };
}

function stateOf(notAfter: number | null, now: number): AgentCertificate['state'] {
  if (notAfter === null) return 'unknown';
  if (notAfter < now) return 'expired';
  return notAfter < now + SOON ? 'soon' : 'valid';
}

/** The ends of the agent's names, made ready once. */
const endsOf = onceFor(({ agent }: CertificateText) => ({
  vaultCredentials: new RegExp(agent.vaultCredentials, 'iu'),
  agent: new RegExp(agent.agent, 'u'),
}));

function kindOf(subject: string, text: CertificateText): AgentKind | null {
  const { agent } = text;
  const ends = endsOf(text);
  const start = subject.indexOf(agent.begins);
  const [name = ''] = start < 0 ? [] : subject.slice(start).split(',', 1);
  if (ends.vaultCredentials.test(name.trim())) return 'vault-credentials';
  return ends.agent.test(name.trim()) ? 'agent' : null;
}

/** The name that a subject stands for, in small letters. */
function commonName(subject: string): string {
  const start = subject.indexOf('CN=');
  const [name = ''] = subject.slice(start < 0 ? 0 : start + 3).split(',', 1);
  return name.trim().toLowerCase();
}
