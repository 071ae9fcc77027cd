import type { EvidenceKnowledge } from '../knowledge/types.ts';

/** A certificate as `certutil -store` or `Get-ChildItem Cert:` prints it. */
export interface Certificate {
  readonly subject: string;
  readonly thumbprint: string | null;
  /** Milliseconds since the epoch; null where the output does not tell. */
  readonly notAfter: number | null;
}

export interface AgentCertificate {
  readonly kind: 'vault-credentials' | 'agent';
  readonly subject: string;
  readonly notAfter: number | null;
  readonly state: 'valid' | 'expired' | 'unknown';
}

export interface CertificateResult {
  readonly certificates: readonly Certificate[];
  readonly agent: readonly AgentCertificate[];
  /** Roots of the published list: present, or missing from what was pasted. Empty when no root store was pasted. */
  readonly roots: readonly { readonly name: string; readonly present: boolean }[];
  /** Roots that are off the list by now. */
  readonly removed: readonly string[];
}

/** Names of the fields in both languages, in small letters. */
const SUBJECTS: ReadonlySet<string> = new Set(['subject', 'サブジェクト', '件名']);
const HASHES: ReadonlySet<string> = new Set([
  'cert hash(sha1)',
  '証明書ハッシュ(sha1)',
  '証明書ハッシュ (sha1)',
  'thumbprint',
  '拇印',
]);
const ENDS: ReadonlySet<string> = new Set(['notafter', '有効期限の終了日', '有効期間の終了']);
/** A row of `Get-ChildItem Cert:`: thumbprint and subject side by side. */
const TABLE_ROW = /^([0-9a-f]{40})\s{1,20}(\S.{0,500})$/iu;
/** The agent's own certificate ends in a dot, an underscore and 18 digits. */
const AGENT_END = /\._\d{18}$/u;
const LEAST_ROOTS = 3;

/** Reads what was pasted and compares it with the published list and the reader's clock. */
export function readCertificates(text: string, now: number, { certificates }: EvidenceKnowledge): CertificateResult {
  const found = parse(text);
  const thumbprints = new Set(found.flatMap(({ thumbprint }) => (thumbprint === null ? [] : [thumbprint])));
  const agent = found.flatMap(({ subject, notAfter }): AgentCertificate[] => {
    const kind = kindOf(subject);
    if (kind === null) return [];
    const state = notAfter === null ? 'unknown' : notAfter < now ? 'expired' : 'valid';
    return [{ kind, subject, notAfter, state }];
  });
  const isRootStore =
    certificates.roots.some(({ thumbprint }) => thumbprints.has(thumbprint)) ||
    (agent.length === 0 && found.length >= LEAST_ROOTS);
  return {
    certificates: found,
    agent,
    roots: isRootStore
      ? certificates.roots.map(({ name, thumbprint }) => ({ name, present: thumbprints.has(thumbprint) }))
      : [],
    removed: certificates.removed.filter(({ thumbprint }) => thumbprints.has(thumbprint)).map(({ name }) => name),
  };
}

function kindOf(subject: string): AgentCertificate['kind'] | null {
  const start = subject.indexOf('CB_');
  const [name = ''] = start < 0 ? [] : subject.slice(start).split(',', 1);
  if (name.toLowerCase().endsWith('-vaultcredentials')) return 'vault-credentials';
  return AGENT_END.test(name.trim()) ? 'agent' : null;
}

function parse(text: string): Certificate[] {
  const found: Certificate[] = [];
  let subject: string | null = null;
  let thumbprint: string | null = null;
  let notAfter: number | null = null;
  const finish = (): void => {
    if (subject !== null || thumbprint !== null) found.push({ subject: subject ?? '', thumbprint, notAfter });
    [subject, thumbprint, notAfter] = [null, null, null];
  };
  for (const line of text.slice(0, 1_000_000).split(/\r\n|\r|\n/u)) {
    const row = TABLE_ROW.exec(line.trim());
    if (row !== null) {
      finish();
      [thumbprint, subject] = [(row[1] ?? '').toUpperCase(), (row[2] ?? '').trim()];
      finish();
      continue;
    }
    // certutil heads each certificate with a line of equals signs
    if (/^={8,}/u.test(line)) finish();
    const colon = line.indexOf(':');
    const field = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const named = SUBJECTS.has(field) ? value : undefined;
    const hash = HASHES.has(field) ? value : undefined;
    const date = ENDS.has(field) ? value : undefined;
    if (named !== undefined) {
      if (subject !== null) finish();
      subject = named;
    }
    if (hash !== undefined) {
      if (thumbprint !== null) finish();
      thumbprint = hash.replaceAll(' ', '').toUpperCase();
    }
    if (date !== undefined) notAfter = readDate(date);
  }
  finish();
  return found;
}

/** Dates as Japanese and English Windows print them: 2026/11/20 10:15, 11/20/2026 10:15 AM. */
function readDate(text: string): number | null {
  const parts = /(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?)?/iu.exec(text);
  if (parts === null) return null;
  const [, a = '', b = '', c = '', hour = '0', minute = '0', second = '0', half = ''] = parts;
  const yearFirst = a.length === 4;
  const year = Number(yearFirst ? a : c);
  const month = Number(yearFirst ? b : a);
  const day = Number(yearFirst ? c : b);
  const hours = (Number(hour) % (half === '' ? 24 : 12)) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const time = new Date(year, month - 1, day, hours, Number(minute), Number(second)).getTime();
  return Number.isNaN(time) ? null : time;
}
