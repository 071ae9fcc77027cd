import { KINDS, plant, Values } from './mask-kinds.ts';

/** The notations of all kinds. */
export const FORMS: readonly string[] = KINDS.flatMap(([, ...forms]) => forms);

/** What is planted in a log, and where; the numbers are taken modulo what there is. */
export interface Planting {
  readonly form: string;
  readonly seed: number;
  readonly line: number;
  readonly word: number;
}

/** A line that is being planted: its words, of which a planted text is one. */
interface Row {
  readonly words: string[];
  /** A planted line of its own, as prompts are: nothing may stand beside it. */
  readonly alone: boolean;
}

/**
 * A log with texts planted between its words, and the pieces of them that must not survive. Nothing is planted inside
 * of a planted text: cut in two it is not of its kind any more.
 */
export function planted(log: readonly string[], plantings: readonly Planting[]): { text: string; pieces: string[] } {
  const rows: Row[] = log.map((line) => ({ words: [line], alone: false }));
  const pieces: string[] = [];
  for (const { form, seed, line, word } of plantings) {
    const { text, pieces: own, alone } = plant(form, new Values(seed));
    pieces.push(...own);
    const at = line % rows.length;
    const row = alone ? undefined : rowFrom(rows, at);
    if (row === undefined) {
      rows.splice(at, 0, { words: [text], alone: true });
      continue;
    }
    const [first = ''] = row.words;
    if (row.words.length === 1) row.words.splice(0, 1, ...first.replace(/\r$/u, '').split(' '));
    row.words.splice(word % (row.words.length + 1), 0, text);
  }
  return { text: rows.map(({ words }) => words.join(' ')).join('\n'), pieces };
}

/** The first line from a place on, round the end, that may be planted in. */
function rowFrom(rows: readonly Row[], at: number): Row | undefined {
  return [...rows.slice(at), ...rows.slice(0, at)].find(({ alone }) => !alone);
}
