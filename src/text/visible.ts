/**
 * Characters that steer a terminal, a spreadsheet or the direction of a line rather than being read: controls (ESC among
 * them), formats (marks of direction and byte order, blanks of no width) and separators of lines.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A value as JSON that a terminal shows: what steers it stands escaped, as JSON.stringify alone does below U+0020. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(STEERING, (letters) =>
    Array.from({ length: letters.length }, (_, at) => escapeOf(letters.charCodeAt(at))).join(''),
  );
}

/** Levels of lists and objects that are written piece by piece, and values that are written at once. */
const DEEPEST = 5;
const MOST_AT_ONCE = 1000;

/** The same in pieces: a report of very many probes is longer than the longest string. */
export function* visibleJsonPieces(value: unknown, indent = '', level = 0): Generator<string> {
  if (level === DEEPEST || valuesIn(value, MOST_AT_ONCE) <= MOST_AT_ONCE) {
    yield visibleJson(value).replaceAll('\n', `\n${indent}`);
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value as object).filter(([, one]) => isList || one !== undefined);
  const [open, close] = isList ? '[]' : '{}';
  if (entries.length === 0) {
    yield `${open}${close}`;
    return;
  }
  const inner = `${indent}  `;
  for (const [index, [key, one]] of entries.entries()) {
    yield `${index === 0 ? open : ','}\n${inner}${isList ? '' : `${visibleJson(key)}: `}`;
    yield* visibleJsonPieces(one ?? null, inner, level + 1);
  }
  yield `\n${indent}${close}`;
}

/** How many values a value holds, itself among them; beyond `most` it is not counted any further. */
function valuesIn(value: unknown, most: number): number {
  let count = 1;
  if (typeof value !== 'object' || value === null) return count;
  for (const one of Object.values(value)) {
    if (count > most) break;
    count += valuesIn(one, most - count);
  }
  return count;
}

const STEERING = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** A stranger's text as one line that shows all that it says: what cannot be seen becomes a blank. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, ' ');
}
