import type { Line } from '../line.ts';
import type { Namer } from './namer.ts';

/** `vm01:/tmp # ls`, `vm01:~> ls`: the prompt of SUSE, of containers. */
const HOST_AND_FOLDER =
  /^((?:\([^)\s]{1,32}\) )?)([\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}):(?:~|\/)[^\s:#$>]{0,200} ?[#$>%](?:\s|$)/u;
/** `[vm01]: PS C:\>`: a session on another machine. */
const REMOTE = /^(\[)([^\]\s]{1,253})\]: ?(?:PS|P:)/u;
/** `vm01#`, `router1>`: a device. */
const DEVICE = /^()([\p{L}][\p{L}\p{N}_.-]{1,62})(?:\([\w-]{1,32}\))?[#>$%](?:\s|$)/u;
/** `[root@vm01 ~]#` is read as `user@host`; `vm01 login: taro`. */
const LOGIN = /^(?!Last )()([\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}) login: ?(\S{0,64})/u;
/** The head of a line of syslog: time, host, program. */
const SYSLOG =
  /^((?:<\d{1,3}>)?(?:\d )?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]{0,10}(?:Z|[+-]\d\d:?\d\d)?) )([\p{L}\p{N}_.-]{1,253}) [\w./()@-]{1,64}(?:\[\d{1,10}\])?:/u;

/** A line of `traceroute`: `3  gw01 (10.20.5.1)`. */
const HOP = /^( {0,3}\d{1,2} {1,3})([\p{L}\p{N}][\p{L}\p{N}_.-]{0,252}) \([\da-fA-F:.]{3,45}\)/u;
/** The head of a line of syslog behind something else: the end of its time, host, program with its number. */
const CLOCK = /:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? /gu;
const HOST_AND_PROGRAM = /^([\p{L}\p{N}][\p{L}\p{N}_.-]{0,252}) [\w./()@-]{1,64}\[\d{1,10}\]:/u;

/** Hides the machine of a prompt and of a log's head; the prompt's own signs stay. */
export function hidePrompts(line: Line, namer: Namer): void {
  const { text } = line;
  // a mail's quote marks stand before it
  const from = /^(?:> ?){0,8}/u.exec(text)?.[0].length ?? 0;
  const head = text.slice(from, from + 400);
  for (const [shape, sure, mark] of SHAPES) {
    if (!mark.test(head)) continue;
    const found = shape.exec(head);
    const name = found?.[2];
    if (found === null || name === undefined) continue;
    const start = from + (found[1]?.length ?? 0);
    namer.host(line, start, start + name.length, sure);
    const user = found[3] ?? '';
    const end = from + found[0].length;
    if (user !== '') namer.user(line, end - user.length, end, true);
    return;
  }
  if (text.includes(']:')) hideLoggers(line, namer);
}

/** Heads of syslog's lines that do not begin the line. */
function hideLoggers(line: Line, namer: Namer): void {
  const { text } = line;
  for (const { index, 0: clock } of text.matchAll(CLOCK)) {
    const start = index + clock.length;
    const name = HOST_AND_PROGRAM.exec(text.slice(start, start + 340))?.[1];
    if (name !== undefined) namer.host(line, start, start + name.length, false);
  }
}

/** Shapes of lines, whether their name is one whatever it looks like, and what shows quickly that a line is none. */
const SHAPES: readonly (readonly [RegExp, boolean, RegExp])[] = [
  [HOST_AND_FOLDER, true, /:[~/]/u],
  [REMOTE, true, /^\[[^\]]{1,253}\]: ?P/u],
  [SYSLOG, false, /^(?:<\d|\d{4}-|\d |[A-Z][a-z]{2} [ \d]\d )/u],
  [HOP, true, /^ {0,3}\d/u],
  [LOGIN, true, / login:/u],
  [DEVICE, false, /^[^\s#>$%]{2,100}[#>$%](?:\s|$)/u],
];
