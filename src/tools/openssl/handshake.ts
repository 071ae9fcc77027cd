import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { attributesOf } from '../../gateways/names.ts';

/** Something that a line says. */
interface Said {
  readonly value: string;
  readonly line: number;
}

/** What `s_client` prints of a connection; lines within the log. */
export interface Handshake {
  /** TCP came about, to the proxy where there is one. */
  readonly connected: number | null;
  /** Cipher and version, as the summary has them; it prints them after a handshake that the client broke off as well. */
  readonly cipher: Said | null;
  readonly version: string | null;
  /** A certificate came, for which the summary says that it has none where the client refused it. */
  readonly subject: Said | null;
  readonly issuer: Said | null;
  /** The summary says that no certificate came. */
  readonly bare: boolean;
  /** Verification: what failed, by its number, or that nothing did. */
  readonly errors: readonly { readonly code: number; readonly line: number }[];
  readonly verified: boolean;
}

/** Lines that are looked at: a chain of certificates with `-showcerts` has some hundred. */
const MOST_LINES = 2000;

const CONNECTED = /(?:^|[^A-Za-z0-9])CONNECTED\([0-9A-Fa-f]{8,16}\)/u;
const CIPHER = ', Cipher is ';
const BRIEF_CIPHER = /(?:^|\s)Ciphersuite: ([^\s]{1,80})/u;
const BRIEF_VERSION = /(?:^|\s)Protocol version: ([^\s]{1,20})/u;
const VERIFY_ERROR = /verify error:num=(\d{1,4}):/u;
const RETURN_CODE = /Verify return code: (\d{1,4}) \(/u;
/** What stands before the subject and the issuer of the destination's own certificate: in the chain, the summary, with `-brief`. */
const SUBJECT = ['0 s:', 'subject=', 'Peer certificate: '];
const ISSUER = ['i:', 'issuer='];

/** Reads what a run printed. */
export function readHandshake({ command, first, last }: RawProbe, text: CleanLines): Handshake {
  let connected: number | null = null;
  let cipher: Said | null = null;
  let version: string | null = null;
  let subject: Said | null = null;
  let issuer: Said | null = null;
  let bare = false;
  let verified = false;
  const errors: { code: number; line: number }[] = [];
  const end = Math.min(last, first + MOST_LINES);
  for (let line = command === null ? first : first + 1; line <= end; line += 1) {
    const own = text.at(line);
    if (own.length > 1000) continue;
    if (CONNECTED.test(own) || own.includes('CONNECTION ESTABLISHED')) connected ??= line;
    const [protocol, suite] = summaryIn(own);
    const value = suite ?? BRIEF_CIPHER.exec(own)?.[1];
    if (value !== undefined && value !== '(NONE)') cipher ??= { value, line };
    version ??= (protocol?.startsWith('(') === true ? null : protocol) ?? BRIEF_VERSION.exec(own)?.[1] ?? null;
    if (own.includes('no peer certificate available')) bare = true;
    const code = VERIFY_ERROR.exec(own)?.[1] ?? RETURN_CODE.exec(own)?.[1];
    if (code === '0' || own.includes('Verification: OK')) verified = true;
    else if (code !== undefined) errors.push({ code: Number(code), line });
    const owner = behind(own, SUBJECT);
    if (owner !== undefined) subject ??= { value: owner, line };
    const signer = behind(own, ISSUER);
    // the first of a chain is that of the destination's certificate; the summary names it again
    if (signer !== undefined && (issuer === null || (signer === issuer.value && own.includes('issuer='))))
      issuer = { value: signer, line };
  }
  return { connected, cipher, version, subject, issuer, bare, errors, verified };
}

/** A line that names whose certificate it is, or who signed it. */
export function namesOwner(line: string): boolean {
  return behind(line.trimStart(), [...SUBJECT, ...ISSUER]) !== undefined;
}

/** `New, TLSv1.3, Cipher is …`: version and cipher. */
function summaryIn(line: string): readonly (string | undefined)[] {
  const at = line.indexOf(CIPHER);
  if (at < 0) return [];
  const [state, protocol] = line.slice(0, at).split(' ').slice(-2);
  if (state !== 'New,' && state !== 'Reused,') return [];
  return [protocol, line.slice(at + CIPHER.length).split(' ', 1)[0]];
}

/** What stands behind one of several words that begin the line or follow a blank; undefined where none does. */
function behind(line: string, words: readonly string[]): string | undefined {
  for (const word of words) {
    const at = line.indexOf(word);
    if (at < 0 || (at > 0 && line.charAt(at - 1).trim() !== '')) continue;
    const value = line.slice(at + word.length).trim();
    if (value !== '') return value;
  }
  return undefined;
}

/** The name for which a certificate was issued, without the wildcard; null where none is written. */
export function commonName(subject: string): string | null {
  const name = attributesOf(subject)
    .findLast(({ key }) => key.toUpperCase() === 'CN')
    ?.value.toLowerCase();
  if (name === undefined) return null;
  return name.startsWith('*.') ? name.slice(2) : name;
}
