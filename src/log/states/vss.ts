import type { StateRules } from '../../knowledge/types.ts';
import type { NumberedLine } from '../../text/lines.ts';
import type { FoundState } from './state.ts';

type Rules = StateRules['vss'];
type Field = keyof Rules['labels'];

/** A field of an output: its name, a colon, its value. */
const FIELD = /^([^:\uFF1A]{2,40})[:\uFF1A](.{0,400})$/u;
/** The number of a state stands before its word. */
const STATE = /^\[(\d{1,2})\]/u;
const QUOTES = /^['"‘’]|['"‘’]$/gu;

/** What of `vssadmin list writers` and `list providers` is worth a finding: writers that failed, providers of another maker. */
export function readVss(lines: readonly NumberedLine[], rules: Rules): FoundState[] {
  const labels = new Map(
    (Object.keys(rules.labels) as Field[]).flatMap((field) =>
      rules.labels[field].map((label) => [label, field] as const),
    ),
  );
  const found: FoundState[] = [];
  let writer = new Writer();
  const close = (): void => {
    const state = writer.told(rules);
    if (state !== null) found.push(state);
    writer = new Writer();
  };
  for (const line of lines) {
    const [, label = '', rest = ''] = FIELD.exec(line.text.trim()) ?? [];
    const field = labels.get(label.trim().toLowerCase());
    if (field === undefined) continue;
    const value = rest.trim().replaceAll(QUOTES, '');
    if (field === 'provider') {
      close();
      if (value !== '' && !isOwn(value, rules))
        found.push({ signature: rules.signatures.provider, lines: [line], params: { word: value } });
    } else if (writer.has(field) || (field === 'writer' && writer.begun)) {
      close();
      writer.set(field, line, value);
    } else writer.set(field, line, value);
  }
  close();
  return found;
}

function isOwn(name: string, { own }: Rules): boolean {
  const small = name.toLowerCase();
  return own.some((maker) => small.startsWith(maker));
}

/** One writer, as far as its lines are read. */
class Writer {
  readonly #fields = new Map<Field, { readonly line: NumberedLine; readonly value: string }>();

  get begun(): boolean {
    return this.#fields.size > 0;
  }

  has(field: Field): boolean {
    return this.#fields.has(field);
  }

  set(field: Field, line: NumberedLine, value: string): void {
    // a state is one of vssadmin only with its number: other outputs have a state as well
    if (field === 'state' && !STATE.test(value)) return;
    this.#fields.set(field, { line, value });
  }

  /** The finding that it is; null for a writer that did not fail. */
  told({ failed, errors, signatures }: Rules): FoundState | null {
    const state = this.#fields.get('state');
    const error = this.#fields.get('error');
    const number = STATE.exec(state?.value ?? '')?.[1];
    const isError = error !== undefined && errors.includes(error.value.toLowerCase());
    if (!(number !== undefined && failed.includes(Number(number))) && !(isError && this.#isVss())) return null;
    const [first, ...others] = [state, error].flatMap((one) => (one === undefined ? [] : [one.line]));
    if (first === undefined) return null;
    const params = { word: this.#fields.get('writer')?.value ?? '', n: number ?? '', text: error?.value ?? '' };
    return {
      signature: signatures.writer,
      lines: [first, ...others],
      params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== '')),
    };
  }

  /** `Last error:` alone may be of any program. */
  #isVss(): boolean {
    return this.#fields.has('writer') || this.#fields.has('state');
  }
}
