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

/**
 * Reads the binary value as the check script prints it: one character for each byte. Layout as the community describes
 * it: byte 0 is 0x46, bytes 4–7 count changes, bytes 8–11 are flags, then follow proxy, exceptions and script address.
 * Editors and mails drop or replace the control characters; then only an address that is still legible counts.
 * @returns null when the value says nothing any more
 */
export function readConnectionSettings(raw: string): ConnectionSettings | null {
  const scriptUrl = /https?:\/\/[\w.:/?&=%~-]{1,300}/u.exec(raw)?.[0] ?? null;
  if (raw.charCodeAt(0) === 0x46 && raw.startsWith('\0\0\0', 1)) {
    const flags = raw.charCodeAt(FLAGS);
    if (flags > 0 && flags < 16)
      return {
        manualProxy: (flags & MANUAL) !== 0,
        script: (flags & SCRIPT) !== 0,
        autoDetect: (flags & AUTO_DETECT) !== 0,
        scriptUrl: (flags & SCRIPT) !== 0 ? scriptUrl : null,
      };
  }
  const isScript = scriptUrl !== null && /\.(?:pac|dat|js)\b|wpad|proxy/iu.test(scriptUrl);
  return isScript ? { manualProxy: false, script: true, autoDetect: false, scriptUrl } : null;
}
