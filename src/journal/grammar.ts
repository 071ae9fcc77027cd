import type { FormatDefinition, RecordForm } from '../knowledge/types.ts';
import { Template, type Fields, type Vocabulary } from './template.ts';
import { TimeForm, type Halves } from './time.ts';

const HALVES: Halves = { am: ['am'], pm: ['pm'] };

/** One way in which a format writes its records, compiled. */
export class Grammar {
  readonly continues: RecordForm['continues'];
  /** It tells no log by itself. */
  readonly generic: boolean;
  /** A record begins where one of its fields comes again. */
  readonly isBlock: boolean;
  readonly #begins: readonly Template[];
  readonly #fields: readonly Template[];
  readonly #context: readonly Template[];

  constructor({ begins, fields, context, continues, generic }: RecordForm, words: Vocabulary) {
    const compiled = (sources: readonly string[]): Template[] => sources.map((source) => new Template(source, words));
    this.continues = continues;
    this.generic = generic;
    this.isBlock = begins.length === 0;
    this.#begins = compiled(begins);
    this.#fields = compiled(fields);
    this.#context = compiled(context);
  }

  /** What the first line of a record says; null for another line. */
  beginOf(line: string): Fields | null {
    for (const template of this.#begins) {
      const found = template.read(line);
      if (found !== null) return this.isBlock ? found : { ...this.#allFields(line), ...found };
    }
    return null;
  }

  /** What a further line of a record says, and by which of its fields; null where it says nothing. */
  fieldOf(line: string): { readonly fields: Fields; readonly name: string } | null {
    const from = line.length - line.trimStart().length;
    for (const template of this.#fields) {
      const fields = template.read(line, from);
      if (fields === null) continue;
      // of a block each line is one field; of XML one line holds many
      if (this.isBlock) return { fields, name: nameOf(fields) ?? template.source };
      return { fields: this.#allFields(line), name: '' };
    }
    return null;
  }

  /** What a line says for all records behind it; null for another line. */
  contextOf(line: string): Fields | null {
    const from = line.length - line.trimStart().length;
    for (const template of this.#context) {
      const found = template.read(line, from);
      if (found !== null) return found;
    }
    return null;
  }

  #allFields(line: string): Fields {
    let all: Fields = {};
    for (const template of this.#fields) all = { ...template.read(line), ...all };
    return all;
  }
}

/** What a field of a block tells; null where nobody needs it. */
function nameOf(fields: Fields): string | null {
  return Object.keys(fields)[0] ?? null;
}

/** The grammars of a format; none where it is the log of a script. */
export function grammarsOf({ record = [], levels, halves = HALVES }: FormatDefinition): Grammar[] {
  return record.map((form) => {
    const times = form.times.map((source) => new TimeForm(source, form.zone === 'utc' ? 'Z' : '', halves));
    return new Grammar(form, { times, levels: wordsOf(form.levels ?? levels) });
  });
}

/** Words of levels, the longest first: one may begin as another one does. */
function wordsOf(levels: FormatDefinition['levels']): Vocabulary['levels'] {
  if (levels === undefined) return [];
  return (['error', 'warning', 'info'] as const)
    .flatMap((level) => levels[level].map((word) => [word, level] as const))
    .sort(([a], [b]) => b.length - a.length);
}
