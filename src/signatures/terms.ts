import type { Term } from '../knowledge/types.ts';
import { Pattern } from './pattern.ts';
import { append } from '../text/lists.ts';

/** A term in a line, with what it means. */
export interface TermMark {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly text: string;
}

/** Terms that every tool's output may hold. */
const EVERYWHERE = 'script';

/** Finds the terms of a line that have an explanation; they never overlap, the earlier and longer one stays. */
export class TermFinder {
  readonly #byTool = new Map<string, { readonly term: Term; readonly pattern: Pattern }[]>();

  constructor(terms: readonly Term[]) {
    for (const term of terms) {
      append(this.#byTool, term.tool, { term, pattern: new Pattern(term.pattern) });
    }
  }

  find(line: string, tool: string): TermMark[] {
    if (line.length > 400) return [];
    const found: TermMark[] = [];
    for (const { term, pattern } of [...(this.#byTool.get(tool) ?? []), ...(this.#byTool.get(EVERYWHERE) ?? [])]) {
      for (let at = 0; at < line.length; at += 1) {
        if (pattern.head !== '') {
          at = line.indexOf(pattern.head, at);
          if (at < 0) break;
        }
        const match = pattern.matchAt(line, at);
        if (match === null || match === 'nowhere') continue;
        found.push({ start: match.start, end: match.end, label: term.label, text: term.text });
        break;
      }
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    let end = 0;
    return found.filter((mark) => {
      if (mark.start < end) return false;
      ({ end } = mark);
      return true;
    });
  }
}
