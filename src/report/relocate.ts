import type { LogReport } from '../model/report.ts';
import type { Unfolded } from '../text/unfold.ts';

/** Fields of a report with a number of a line, and with several. */
const LINE = 'line';
const LINES = 'lines';

/**
 * A report of lines that stood folded in others, with every place where it stood in the reader's own text.
 * @param shift lines of the source before the log
 */
export function relocated(report: LogReport, unfolded: Unfolded, lines: number, shift: number): LogReport {
  const moved = new Relocation(unfolded, shift).of(report) as LogReport;
  return { ...moved, source: { ...moved.source, lines } };
}

class Relocation {
  readonly #unfolded: Unfolded;
  readonly #shift: number;

  constructor(unfolded: Unfolded, shift: number) {
    this.#unfolded = unfolded;
    this.#shift = shift;
  }

  of(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.of(one));
    if (typeof value !== 'object' || value === null) return value;
    const fields: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(value)) fields[name] = this.#field(name, field);
    const { line, start, end } = value as { line?: unknown; start?: unknown; end?: unknown };
    if (typeof line === 'number' && typeof start === 'number' && typeof end === 'number') {
      const [from, to] = [this.#place(line, start), this.#place(line, end)];
      // a message that stands in several lines is pointed at in the first of them
      const length = this.#unfolded.lengthOf(from.line);
      Object.assign(fields, { start: from.offset, end: to.line === from.line ? to.offset : length });
    }
    return fields;
  }

  #field(name: string, field: unknown): unknown {
    if (name === LINE && typeof field === 'number') return this.#line(field);
    if (name === LINES && Array.isArray(field))
      return field.map((line: unknown) => (typeof line === 'number' ? this.#line(line) : line));
    return this.of(field);
  }

  #line(line: number): number {
    return this.#place(line, 0).line + this.#shift;
  }

  #place(line: number, offset: number): { readonly line: number; readonly offset: number } {
    return this.#unfolded.originOf(line - this.#shift, offset);
  }
}
