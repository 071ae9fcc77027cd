import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';

/** A status that `-w` printed: `000` where no answer came. */
export interface Printed {
  readonly status: number;
  readonly line: number;
}

/** The line of the format that has the status in it. */
interface Form {
  /** What stands right before and behind the status. */
  readonly before: string;
  readonly after: string;
  /** Nothing but text stands before it in its line, and it is the first line. */
  readonly leads: boolean;
  readonly first: boolean;
  /** Nothing follows it, not even the end of the line. */
  readonly open: boolean;
  /** The format is the status alone. */
  readonly alone: boolean;
}

const STATUS = /%\{(?:http_code|response_code)\}/u;
/** A format is no longer. */
const LONGEST = 400;
/** What may stand right behind a status whose line is not ended: the prompt, or curl's error. */
const BEHIND = /^(?:\[?[\w.-]{1,64}@|[$#%] |PS |[A-Za-z]:\\|curl: \()/u;
/** What the trace of a shell (`bash -x`) shows of a command whose output a variable takes. */
const TRACED = /^\++ [A-Za-z_]\w{0,60}='?(\d{3})'?$/u;

/**
 * The status that a run printed by its `-w '%{http_code}'`; null where the format asks for none, or where no line shows it
 * without doubt. Where the output does not end its line, the prompt stands behind it: that line is the next command's.
 */
export function printedStatus({ command, first, last }: RawProbe, text: CleanLines): Printed | null {
  const format = command?.prints;
  const form = format === undefined ? null : formOf(format);
  if (command === null || form === null) return null;
  const hidden = command.discards === true;
  const traced = form.alone && text.at(first).startsWith('++ ');
  const glued = form.open && form.leads && form.first ? last + 1 : last;
  for (let line = glued; line > first; line -= 1) {
    const own = text.at(line);
    const found =
      line > last ? gluedTo(own, form) : (statusIn(own, form, hidden) ?? (traced ? TRACED.exec(own)?.[1] : null));
    if (found != null) return { status: Number(found), line };
  }
  return null;
}

/** In a batch file a percent sign is written twice; the ends of lines stand as `\n`. */
function formOf(format: string): Form | null {
  if (format.length > LONGEST) return null;
  const lines = format.replaceAll('%%{', '%{').split(/\\r\\n|\\n|\\r|\r?\n/u);
  const at = lines.findIndex((line) => STATUS.test(line));
  const found = STATUS.exec(lines[at] ?? '');
  if (found === null) return null;
  const line = found.input.replaceAll('\\t', '\t');
  const begin = line.search(STATUS);
  const head = line.slice(0, begin);
  const tail = line.slice(begin + found[0].length);
  const variable = head.lastIndexOf('}');
  const next = tail.indexOf('%{');
  const earlier = lines.slice(0, at).every((one) => one === '');
  return {
    before: head.slice(variable + 1),
    after: next < 0 ? tail.trimEnd() : tail.slice(0, next),
    leads: !head.includes('%{'),
    first: at === 0,
    open: tail === '' && at === lines.length - 1,
    alone: head === '' && tail === '' && earlier && lines.slice(at + 1).every((one) => one === ''),
  };
}

/** The status in a line of the run; what is not hidden may hold anything, also behind a page that does not end its line. */
function statusIn(own: string, form: Form, hidden: boolean): string | null {
  const line = own.trimEnd();
  const { before, after, leads, first } = form;
  const leading = leads && line.startsWith(before) ? statusAt(line, before.length, form) : null;
  if (leading !== null || (leads && (hidden || !first))) return leading;
  if (before.trim() === '' && !hidden)
    return leads && before === '' && after === '' ? (/[>}\]](\d{3})$/u.exec(line)?.[1] ?? null) : null;
  return before === '' ? null : onlyStatus(line, form);
}

/** The status behind its words, unless they stand in more than one place. */
function onlyStatus(line: string, form: Form): string | null {
  let found: string | null = null;
  for (let at = line.indexOf(form.before); at >= 0; at = line.indexOf(form.before, at + 1)) {
    const status = statusAt(line, at + form.before.length, form);
    if (status === null) continue;
    if (found !== null) return null;
    found = status;
  }
  return found;
}

/** Three digits at a place, with what the format has behind them. */
function statusAt(line: string, at: number, { after, open }: Form): string | null {
  const digits = line.slice(at, at + 3);
  if (!/^\d{3}$/u.test(digits)) return null;
  const rest = line.slice(at + 3);
  if (after !== '') return rest.startsWith(after) ? digits : null;
  return rest === '' || (open && BEHIND.test(rest)) ? digits : null;
}

function gluedTo(own: string, form: Form): string | null {
  const at = form.before.length;
  return own.startsWith(form.before) && BEHIND.test(own.slice(at + 3)) ? statusAt(own, at, form) : null;
}
