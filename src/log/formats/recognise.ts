import type { FormatDefinition } from '../../knowledge/types.ts';
import type { Span } from '../../model/probe.ts';
import { Pattern, prefixAt } from '../../signatures/pattern.ts';
import { append } from '../../text/lists.ts';

export interface Recognition {
  readonly format: FormatDefinition | null;
  readonly because: readonly Span[];
  readonly complete: boolean;
}

interface Mark {
  readonly format: FormatDefinition;
  readonly pattern: Pattern;
}

const NONE: readonly Mark[] = [];
/** Length of the prefixes by which marks are found. */
const PREFIX = 8;

/** Tells by the marks in its lines which script wrote a log. The heavier the marks found, the surer the format. */
export class FormatRecogniser {
  readonly #marks = new Map<string, Mark[]>();
  /** First characters of marks, and of the lines with which scripts end: rule out most lines at once. */
  readonly #heads = new Set<number>();
  readonly #endHeads: ReadonlySet<number>;
  readonly formats: readonly FormatDefinition[];

  constructor(formats: readonly FormatDefinition[]) {
    this.formats = formats;
    this.#endHeads = new Set(formats.flatMap(({ endMark }) => (endMark === null ? [] : [endMark.charCodeAt(0)])));
    for (const format of formats) {
      for (const source of format.marks) {
        const pattern = new Pattern(source);
        const key = pattern.prefix.slice(0, PREFIX);
        this.#heads.add(key.charCodeAt(0));
        if (key.length < PREFIX)
          throw new Error(`the mark of a format begins with ${PREFIX} literal characters: ${source}`);
        append(this.#marks, key, { format, pattern });
      }
    }
  }

  /** `lines` are the lines outside the probes, and the first announcement of a probe. */
  recognise(lines: Iterable<{ readonly line: number; readonly text: string }>): Recognition {
    const found = new Map<Mark, Span>();
    const ended = new Set<FormatDefinition>();
    for (const { line, text } of lines) {
      const head = text.charCodeAt(0);
      if (this.#endHeads.has(head)) {
        for (const format of this.formats) {
          if (format.endMark !== null && text.startsWith(format.endMark)) ended.add(format);
        }
      }
      if (!this.#heads.has(head)) continue;
      for (const mark of this.#marks.get(prefixAt(text, 0, PREFIX)) ?? NONE) {
        if (found.has(mark)) continue;
        const match = mark.pattern.matchAt(text, 0);
        if (match === null || match === 'nowhere') continue;
        found.set(mark, { line, start: match.start, end: match.end });
      }
    }
    const format = best(found);
    const because = [...found].filter(([mark]) => mark.format === format).map(([, span]) => span);
    return { format, because, complete: format === null || format.endMark === null || ended.has(format) };
  }
}

/** The format with the heaviest marks; of two alike, where scripts share their lines, the one that misses fewer marks. */
function best(found: ReadonlyMap<Mark, Span>): FormatDefinition | null {
  const weights = new Map<FormatDefinition, number>();
  for (const { format, pattern } of found.keys()) weights.set(format, (weights.get(format) ?? 0) + pattern.weight);
  let top: FormatDefinition | null = null;
  for (const [format, weight] of weights) {
    const lead = top === null ? 1 : weight - (weights.get(top) ?? 0);
    if (lead > 0 || (lead === 0 && format.marks.length < (top?.marks.length ?? 0))) top = format;
  }
  return top;
}
