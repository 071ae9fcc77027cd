import type { EvidenceKnowledge } from '../knowledge/types.ts';
import { parseCertificates, type Certificate } from './certificate-text.ts';

export type AgentKind = 'vault-credentials' | 'agent';

export interface AgentCertificate {
  readonly kind: AgentKind;
  readonly subject: string;
  readonly notAfter: number | null;
  readonly state: 'valid' | 'soon' | 'expired' | 'unknown';
}

export interface RootCertificate {
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
/** The agent's own certificate ends in a dot, an underscore and 18 digits; a table may cut them. */
const AGENT_END = /\._\d{6,18}(?:\.{3}|…)?$/u;
const VAULT_END = /-\d{1,2}-\d{1,2}-\d{4}-v[a-z]{0,15}(?:\.{3}|…)?$/iu;
/** Headings of the stores, as certutil and PowerShell write them. */
const ROOT_STORE = /^ {0,4}root "|certificate::(?:localmachine|currentuser)\\(?:auth)?root\b/imu;
const PERSONAL_STORE = /^ {0,4}my "|certificate::(?:localmachine|currentuser)\\my\b/imu;
const LEAST_ROOTS = 3;
const SOON = 30 * 24 * 60 * 60 * 1000;

/** Reads what was pasted and compares it with the published list and the reader's clock. */
export function readCertificates(text: string, now: number, { certificates }: EvidenceKnowledge): CertificateResult {
  const found = parseCertificates(text);
  const thumbprints = new Set(found.flatMap(({ thumbprint }) => thumbprint ?? []));
  const agent = found.flatMap(({ subject, notAfter }): AgentCertificate[] => {
    const kind = kindOf(subject);
    return kind === null ? [] : [{ kind, subject, notAfter, state: stateOf(notAfter, now) }];
  });
  const isRootStore =
    ROOT_STORE.test(text) ||
    certificates.roots.some(({ thumbprint }) => thumbprints.has(thumbprint)) ||
    (agent.length === 0 && found.length >= LEAST_ROOTS && !PERSONAL_STORE.test(text));
  const isPersonal = agent.length > 0 || PERSONAL_STORE.test(text) || (found.length > 0 && !isRootStore);
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

function kindOf(subject: string): AgentKind | null {
  const start = subject.indexOf('CB_');
  const [name = ''] = start < 0 ? [] : subject.slice(start).split(',', 1);
  if (VAULT_END.test(name.trim())) return 'vault-credentials';
  return AGENT_END.test(name.trim()) ? 'agent' : null;
}

/** The name that a subject stands for, in small letters. */
function commonName(subject: string): string {
  const start = subject.indexOf('CN=');
  const [name = ''] = subject.slice(start < 0 ? 0 : start + 3).split(',', 1);
  return name.trim().toLowerCase();
}
