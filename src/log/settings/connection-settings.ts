/** What the registry value DefaultConnectionSettings says, as far as its bytes are still there. */
export interface ConnectionSettings {
  readonly manualProxy: boolean;
  readonly script: boolean;
  readonly autoDetect: boolean;
  /** Address of the configuration script (PAC); null when there is none or it is not legible. */
  readonly scriptUrl: string | null;
}

const MANUAL = 0x02;
const SCRIPT = 0x04;
const AUTO_DETECT = 0x08;
/** Position of the flags: `F`, three zeros and a counter of four bytes stand before. */
const FLAGS = 8;

/** A longer value is none: Windows keeps two lists and an address in it. */
const LONGEST_VALUE = 16_384;

/** Position of the proxy's own text: behind the flags (four bytes) and its length (four bytes). */
const PROXY = 16;
/** Behind the last byte of a length, which is zero. */
const ADDRESS = /\0((?:https?|file):\/\/[\w.:/?&=%~-]{1,300})/gu;
/** What is legible as a script without the lengths: a proxy's address ends with its port, and what follows is not its path. */
const SCRIPT_ADDRESS = /(?:https?|file):\/\/[\w.-]{0,255}(?::\d{0,5})?\/[\w./?&=%~-]{0,300}/gu;
const SCRIPT_NAME = /\.(?:pac|dat|js)\b|wpad/iu;

/** What the registry value WinHttpSettings says. */
export interface WinHttpSettings {
  readonly server: string | null;
  readonly bypass: readonly string[];
}

/**
 * Reads the binary value of WinHTTP, one character for each byte. Layout as the community describes it: a version of four bytes,
 * a counter, flags (1: direct, 3: a server), then the server and the list of exceptions, each behind its length.
 * @returns null when the bytes are not laid out so
 */
export function readWinHttpSettings(bytes: string): WinHttpSettings | null {
  const flags = bytes.charCodeAt(FLAGS);
  if (!WIN_HTTP.has(bytes.charCodeAt(0)) || !bytes.startsWith('\0\0\0', 1)) return null;
  if (flags !== 1 && flags !== 3) return null;
  if (flags === 1) return { server: null, bypass: [] };
  const server = textAt(bytes, PROXY - 4);
  const list = server === null ? null : textAt(bytes, PROXY + server.length);
  if (server === null || server === '' || list === null) return null;
  return { server, bypass: list.split(';').filter((entry) => entry !== '') };
}

/** Versions of the value. */
const WIN_HTTP: ReadonlySet<number> = new Set([0x18, 0x28]);

/** The text behind a length of four bytes; null where it is not there. */
function textAt(bytes: string, at: number): string | null {
  const length = bytes.charCodeAt(at) + bytes.charCodeAt(at + 1) * 256;
  const text = bytes.slice(at + 4, at + 4 + length);
  return text.length === length ? text : null;
}

/**
 * Reads the binary value as the check script prints it: one character for each byte. Layout as the community describes
 * it: byte 0 is 0x46, bytes 4–7 count changes, bytes 8–11 are flags, then follow proxy, exceptions and script address,
 * each behind its length. Editors and mails drop or replace the control characters; then only an address that is still
 * legible counts.
 * @returns null when the value says nothing any more
 */
export function readConnectionSettings(value: string): ConnectionSettings | null {
  const raw = value.slice(0, LONGEST_VALUE);
  // some copies show zeros as blanks
  const bytes = raw.startsWith('   ', 1) ? raw.replaceAll(' ', '\0') : raw;
  if (bytes.charCodeAt(0) === 0x46 && bytes.startsWith('\0\0\0', 1)) {
    const flags = bytes.charCodeAt(FLAGS);
    if (flags > 0 && flags < 16) {
      const script = (flags & SCRIPT) !== 0;
      const last = [...bytes.matchAll(ADDRESS)].filter(({ index }) => index + 1 !== PROXY).at(-1);
      return {
        manualProxy: (flags & MANUAL) !== 0,
        script,
        autoDetect: (flags & AUTO_DETECT) !== 0,
        scriptUrl: script ? (last?.[1] ?? null) : null,
      };
    }
  }
  const scriptUrl = [...raw.matchAll(SCRIPT_ADDRESS)]
    .map(([address]) => address)
    .findLast((address) => SCRIPT_NAME.test(address));
  return scriptUrl === undefined ? null : { manualProxy: false, script: true, autoDetect: false, scriptUrl };
}
