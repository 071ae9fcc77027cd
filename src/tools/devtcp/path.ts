/** `/dev/tcp/HOST/PORT`, written out; an error message quotes it behind a colon. */
const PATH = /(?<!: )\/dev\/tcp\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})\/(\d{1,5})(?!\d)/u;
const PATHS = new RegExp(PATH, 'gu');
const LONGEST = 4096;

/** Connections of bash as commands: the host, and the port. */
export function equivalents(text: string): readonly (readonly string[])[] {
  if (text.length > LONGEST || !text.includes('/dev/tcp/')) return [];
  return [...text.matchAll(PATHS)].map(([, host = '', port = '']) => ['devtcp', host, port]);
}

/** What a command line prints of its connection. */
export interface Printed {
  /** The line when it came about, and when it did not; null where it prints none, or the line does not tell which. */
  readonly open: string | null;
  readonly closed: string | null;
  /** It prints its exit code: `; echo $?`. */
  readonly code: boolean;
  /** Nothing stands behind the connection, so that the next command may print its exit code. */
  readonly bare: boolean;
  /** `timeout` ends it after a while, with the exit code 124. */
  readonly timed: boolean;
}

const NOTHING: Printed = { open: null, closed: null, code: false, bare: false, timed: false };

/** Redirections, quotes and parentheses behind the path. */
const REST = /^(?:["')}\s]|\d?>{1,2}&\d|&?\d?[<>]{1,2}&?-?\s{0,2}(?:\/dev\/null)?){0,24}/u;
/** `&& echo …`, and what `if … ; then echo …; fi` runs. */
const THEN = /^(?:&&|;\s{0,4}then\b)\s{0,8}[{(]?\s{0,8}echo\s{1,4}(?:-[neE]{1,3}\s{1,4})?([^&|;(){}<>]{1,120})/u;
const ELSE =
  /^\s{0,4}[})]?\s{0,4}(?:\|\||;\s{0,4}else\b)\s{0,8}[{(]?\s{0,8}echo\s{1,4}(?:-[neE]{1,3}\s{1,4})?([^&|;(){}<>]{1,120})/u;
const CODE = /^;\s{0,8}echo\s{1,4}["']?\$\?["']?\s{0,8}$/u;
/** The sense of the result is turned round, or another command may stand for it. */
const TURNED = /(?:^|[\s;(])!\s|\|/u;

/** What a line with one such path prints when it connected, and when it did not. */
export function printedBy(text: string): Printed {
  const found = text.length > LONGEST ? null : PATH.exec(text);
  if (found === null) return NOTHING;
  const before = text.slice(0, found.index);
  if (TURNED.test(before)) return NOTHING;
  const behind = text.slice(found.index + found[0].length);
  const rest = behind.slice(REST.exec(behind)?.[0].length ?? 0);
  const timed = /\btimeout\s/u.test(before);
  const then = THEN.exec(rest);
  const closed = ELSE.exec(then === null ? rest : rest.slice(then[0].length));
  return {
    open: wordsOf(then?.[1]),
    closed: wordsOf(closed?.[1]),
    code: CODE.test(rest),
    bare: rest === '',
    timed,
  };
}

/** What `echo` prints of its words; null where a variable stands in them. */
function wordsOf(written: string | undefined): string | null {
  const words = (written ?? '')
    .trim()
    .replaceAll(/["']/gu, '')
    .replaceAll(/\s{1,120}/gu, ' ');
  return words === '' || /[$`*]/u.test(words) ? null : words;
}
