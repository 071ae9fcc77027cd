import type { Shell } from '../text/shell-words.ts';

/** A prompt at the beginning of a line. */
export interface Prompt {
  /** Where the command begins. */
  readonly end: number;
  /** Nothing but a shell writes it, so it ends what came before, whatever command follows. */
  readonly sure: boolean;
  readonly shell: Shell;
  /** The machine that it names; absent where it names none. */
  readonly machine?: string;
  /** The user is root, or is not; absent where it does not tell. */
  readonly root?: boolean;
}

/** A prompt ends within so many characters. */
const LONGEST = 160;

/** `[root@vm01 ~]`, whose sign may stand right before the command. */
const BRACKETS = /^\s{0,8}\[[\w.-]{1,64}@[\w.-]{1,64} [^\][]{1,80}\]$/u;
/** What PowerShell writes before the prompt of a remote session. */
const REMOTE = /^\[([\w.-]{1,64})\]: /u;
/** `PS C:\work>`, `PS>`, `PS /home/me>`. */
const POWERSHELL = /^(?:\([\w.-]{1,40}\) )?PS(?: [A-Za-z\/~\\][^>]{0,260})?>(?: |$)/u;
/** `C:\Users\me>` of cmd, with the command right behind it. */
const DRIVE = /^[A-Za-z]:\\[^<>|"]{0,260}>/u;
/** `user@host`, which most prompts of Linux hold. */
const USER = /(?:^|[ [(])([\w.-]{1,64})@([\w.-]{1,64})/u;
/** The prompt of SUSE: `vm-hana:/tmp # `. */
const HOST_AND_FOLDER = /^([A-Za-z0-9._-]{1,64}):[\/~]\S{0,120} ?$/u;
/** `bash-5.1$ `, `sh-4.4# `. */
const SHELL = /^(?:ba|z|k|da)?sh(?:-[\d.]{1,8})?$/u;
/** `vm-linux01% ` of zsh, `dnstools# `. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/u;
/** Signs of decorated prompts. */
const DECORATED = /^(?:❯|λ|»|❱|▶) {1,2}/u;
/** The default prompt of oh-my-zsh: `➜  ~ `, `➜  work git:(main) ✗ `. */
const OH_MY_ZSH = /^➜ {1,2}(?:(?:~|[\w./-]{1,120})(?: git:\([^()]{1,80}\))?(?: ✗)? (?=\S|$))?/u;
/** A prompt behind output that did not end its line: `</Error>[root@vm01 ~]# curl …`. */
const BEHIND = /\[([\w.-]{1,64})@([\w.-]{1,64}) [^\][]{1,80}\][#$] /u;

/** The prompt of a line; null when there is none. A `>`, `#` or `%` alone may be one: it is not `sure`. */
export function promptOf(line: string): Prompt | null {
  const session = REMOTE.exec(line);
  const remote = session?.[0].length ?? 0;
  const end = remote + windowsEnd(remote === 0 ? line : line.slice(remote));
  if (end > remote) {
    const windows = { end, sure: true, shell: 'windows' as const };
    return session?.[1] === undefined ? windows : { ...windows, machine: session[1].toLowerCase() };
  }
  if (line.charCodeAt(0) > 127) {
    const decorated = (line.startsWith('➜') ? OH_MY_ZSH : DECORATED).exec(line)?.[0].length;
    if (decorated !== undefined) return { end: decorated, sure: true, shell: 'posix' };
  }
  return signOf(line) ?? behind(line);
}

/** Where the prompt of PowerShell or cmd ends; 0 when there is none. */
function windowsEnd(line: string): number {
  const c = line.charCodeAt(0);
  if (c === 80 || c === 40) {
    const end = POWERSHELL.exec(line)?.[0].length;
    if (end !== undefined) return end;
  }
  return line.charCodeAt(1) === 58 ? (DRIVE.exec(line)?.[0].length ?? 0) : 0;
}

/** A prompt that ends in a sign and a blank: `[root@vm01 ~]# `, `user@host:~$ `, `$ `. */
function signOf(line: string): Prompt | null {
  const last = Math.min(line.length, LONGEST);
  for (let at = 0; at < last; at += 1) {
    const c = line.charCodeAt(at);
    if (c !== 36 && c !== 35 && c !== 62 && c !== 37) continue;
    const glued = at + 1 < line.length && line.charCodeAt(at + 1) !== 32;
    if (glued && !BRACKETS.test(line.slice(0, at))) continue;
    const found = before(line.slice(0, at).trimStart(), c);
    if (found !== null) return { end: glued ? at + 1 : at + 2, shell: 'posix', ...found };
  }
  return null;
}

type Owner = Pick<Prompt, 'sure' | 'machine' | 'root'>;

const ROOT_SIGN = 35;
const USER_SIGN = 36;

/** What stands before the sign of a prompt; null when the sign ends none. */
function before(text: string, sign: number): Owner | null {
  const bySign = sign === ROOT_SIGN ? { root: true } : sign === USER_SIGN ? { root: false } : {};
  if (text === '') return { sure: sign === USER_SIGN, ...bySign };
  const trimmed = text.trimEnd();
  const user = USER.exec(trimmed);
  if (user !== null) {
    if (trimmed.split(' ').length > MOST_WORDS) return null;
    return { sure: true, machine: (user[2] ?? '').toLowerCase(), root: user[1] === 'root' };
  }
  const host = HOST_AND_FOLDER.exec(text)?.[1];
  if (host !== undefined) return { sure: true, machine: host.toLowerCase(), ...bySign };
  if (SHELL.test(trimmed)) return { sure: true, ...bySign };
  if (trimmed.endsWith(']') && trimmed.includes('[')) return { sure: false };
  if (trimmed.endsWith(')') || trimmed.endsWith('~') || trimmed.endsWith('\\')) return { sure: false };
  return NAME.test(text) ? { sure: false, machine: text.toLowerCase() } : null;
}

/** Words of a prompt, with a time before it and a branch in it. */
const MOST_WORDS = 6;

/** What stands before a prompt that follows output without an end of its line; empty where no such prompt is there. */
export function outputBefore(line: string): string {
  const found = line.includes(']# ') || line.includes(']$ ') ? BEHIND.exec(line) : null;
  return found === null ? '' : line.slice(0, found.index);
}

function behind(line: string): Prompt | null {
  if (!line.includes(']# ') && !line.includes(']$ ')) return null;
  const found = BEHIND.exec(line);
  if (found === null) return null;
  const [prompt, user, machine = ''] = found;
  return {
    end: found.index + prompt.length,
    sure: true,
    shell: 'posix',
    machine: machine.toLowerCase(),
    root: user === 'root',
  };
}
