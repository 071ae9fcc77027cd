import type { EventRule, Signature } from '../knowledge/types.ts';
import type { EventValue, WindowsEvent } from '../model/event.ts';
import { append } from '../text/lists.ts';
import { momentOf } from '../text/moment.ts';
import { wildcard } from '../text/wildcard.ts';

/** An event as a condition sees it: its values, or the text that was copied of it. */
type Seen = Pick<WindowsEvent, 'values'> | { readonly text: string };

interface Rule<T> {
  readonly signature: T;
  readonly conditions: readonly ((event: Seen) => boolean)[];
}

/** What most providers of Windows begin with in their logs, and not in Event Viewer. */
const PREFIX = 'microsoft-windows-';
const PLACE = /^[1-9]\d?$/u;

/** Knows which signatures say what an event says, whatever the language of its text is: that stands in no log. */
export class EventSignatures<T extends Pick<Signature, 'events'> = Signature> {
  readonly #rules = new Map<string, Rule<T>[]>();

  constructor(signatures: readonly T[]) {
    for (const signature of signatures)
      for (const rule of signature.events ?? []) {
        const conditions = conditionsOf(rule);
        for (const id of [rule.id].flat()) append(this.#rules, keyOf(rule.provider, id), { signature, conditions });
      }
  }

  /** Some signature knows events of this provider, or classic source, with this number. */
  has(provider: string, id: number): boolean {
    return this.#rules.has(keyOf(provider, id));
  }

  /** The signatures of an event: of those whose conditions hold, the ones with most of them. Empty for an event that none knows. */
  find(event: WindowsEvent): readonly T[] {
    const { provider, source, id } = event;
    const key = keyOf(provider, id);
    return this.#holding(this.#rules.has(key) || source === null ? key : keyOf(source, id), event);
  }

  /**
   * The same for the text of an event, as Event Viewer and commands write it.
   * @param provider as it stands there, with or without `Microsoft-Windows-`
   */
  findText(provider: string, id: number, text: string): readonly T[] {
    return this.#holding(keyOf(provider, id), { text: text.toLowerCase() });
  }

  #holding(key: string, event: Seen): readonly T[] {
    const holding = (this.#rules.get(key) ?? []).filter(({ conditions }) => conditions.every((holds) => holds(event)));
    const most = Math.max(...holding.map(({ conditions }) => conditions.length));
    return [...new Set(holding.filter(({ conditions }) => conditions.length === most).map((one) => one.signature))];
  }
}

function keyOf(provider: string, id: number): string {
  const own = provider.trim().toLowerCase();
  return `${id} ${own.startsWith(PREFIX) ? own.slice(PREFIX.length) : own}`;
}

function conditionsOf({ values = {}, holds, apart }: EventRule): ((event: Seen) => boolean)[] {
  const conditions = Object.entries(values).map(([name, texts]) => {
    const wanted = texts.map((text) => text.toLowerCase());
    const matches = wanted.map(wildcard);
    return (event: Seen): boolean => {
      // a copied text does not tell which value is which
      if ('text' in event) return wanted.some((one) => event.text.includes(one.replaceAll('*', '')));
      return valuesOf(event, name).some(({ text }) => matches.some((fits) => fits(text.toLowerCase())));
    };
  });
  if (holds !== undefined) {
    const wanted = holds.map((text) => text.toLowerCase());
    conditions.push((event) => {
      const texts = 'text' in event ? [event.text] : event.values.map(({ text }) => text.toLowerCase());
      return texts.some((text) => wanted.some((one) => text.includes(one)));
    });
  }
  if (apart !== undefined) {
    const { from, to, seconds } = apart;
    conditions.push(
      (event) => !('text' in event) && secondsBetween(valuesOf(event, from)[0], valuesOf(event, to)[0]) >= seconds,
    );
  }
  return conditions;
}

/** The values of this name, or the one at this place: bytes that follow the texts of a message have none. */
function valuesOf({ values }: Pick<WindowsEvent, 'values'>, name: string): readonly EventValue[] {
  if (!PLACE.test(name)) return values.filter((value) => value.name === name);
  const value = values.filter((one) => one.name !== 'Binary')[Number(name) - 1];
  return value === undefined ? [] : [value];
}

/** Less than nothing where one of them is no time. */
function secondsBetween(from: EventValue | undefined, to: EventValue | undefined): number {
  const [before, after] = [momentOf(from?.text ?? ''), momentOf(to?.text ?? '')];
  return before === null || after === null ? -1 : Math.abs(after.ms - before.ms) / 1000;
}
