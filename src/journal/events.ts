import type { EventRule, Signature } from '../knowledge/types.ts';
import type { EventValue, WindowsEvent } from '../model/event.ts';
import { wildcard, type Wildcard } from '../text/wildcard.ts';
import { momentOf } from './evtx/moment.ts';

interface Rule {
  /** The signature. */
  readonly id: string;
  readonly conditions: readonly ((event: WindowsEvent) => boolean)[];
}

const PLACE = /^[1-9]\d?$/u;

/** Knows which signatures say what an event says. Their texts stand in files of the machine that wrote the log, not in the log. */
export class EventSignatures {
  readonly #rules = new Map<string, Rule[]>();

  constructor(signatures: readonly Pick<Signature, 'id' | 'events'>[]) {
    for (const { id, events = [] } of signatures)
      for (const rule of events) {
        const key = keyOf(rule.provider, rule.id);
        const rules = this.#rules.get(key) ?? [];
        rules.push({ id, conditions: conditionsOf(rule) });
        this.#rules.set(key, rules);
      }
  }

  /** Ids of the signatures of an event: of those whose conditions hold, the ones with most of them. Empty for an event that none knows. */
  find(event: WindowsEvent): readonly string[] {
    const rules =
      this.#rules.get(keyOf(event.provider, event.id)) ??
      (event.source === null ? undefined : this.#rules.get(keyOf(event.source, event.id)));
    if (rules === undefined) return [];
    const holding = rules.filter(({ conditions }) => conditions.every((holds) => holds(event)));
    const most = Math.max(...holding.map(({ conditions }) => conditions.length));
    const found = holding.filter(({ conditions }) => conditions.length === most).map(({ id }) => id);
    return [...new Set(found)];
  }
}

function keyOf(provider: string, id: number): string {
  return `${id} ${provider.toLowerCase()}`;
}

function conditionsOf({ values = {}, apart }: EventRule): ((event: WindowsEvent) => boolean)[] {
  const conditions = Object.entries(values).map(([name, texts]) => {
    const wanted: Wildcard[] = texts.map((text) => wildcard(text.toLowerCase()));
    return (event: WindowsEvent): boolean =>
      valuesOf(event, name).some(({ text }) => wanted.some((matches) => matches(text.toLowerCase())));
  });
  if (apart === undefined) return conditions;
  const { from, to, seconds } = apart;
  return [...conditions, (event) => secondsBetween(valuesOf(event, from)[0], valuesOf(event, to)[0]) >= seconds];
}

/** The values of this name, or the one at this place: bytes that follow the texts of a message have none. */
function valuesOf({ values }: WindowsEvent, name: string): readonly EventValue[] {
  if (!PLACE.test(name)) return values.filter((value) => value.name === name);
  const value = values.filter((one) => one.name !== 'Binary')[Number(name) - 1];
  return value === undefined ? [] : [value];
}

/** Less than nothing where one of them is no time. */
function secondsBetween(from: EventValue | undefined, to: EventValue | undefined): number {
  const [before, after] = [momentOf(from?.text ?? ''), momentOf(to?.text ?? '')];
  return before === null || after === null ? -1 : Math.abs(after.ms - before.ms) / 1000;
}
