import type { EventValue, Moment, WindowsEvent } from '../../model/event.ts';
import type { XmlSink } from './fill.ts';
import { momentOf, momentText } from '../../text/moment.ts';

/** Elements of `System` that an event is made of, and their attributes. */
const SYSTEM: ReadonlyMap<string, readonly string[]> = new Map([
  ['Provider', ['Name', 'EventSourceName']],
  ['EventID', ['Qualifiers']],
  ['Level', []],
  ['TimeCreated', ['SystemTime']],
  ['Channel', []],
  ['Computer', []],
]);
const NO_NAMES: readonly string[] = [];
const WHOLE_NUMBER = /^\d{1,9}$/u;
/** Elements around those of `System` and `EventData`; `UserData` holds one more, whose name is no part of a value's. */
const AROUND = 2;

/** An element of the values that has begun. */
interface Open {
  /** Its name behind those of the elements around it. */
  readonly path: string;
  /** The name that the log gives it: the attribute `Name` of `Data`. Null where it can have none. */
  name: string | null;
  /** Null as long as nothing filled it, not even an empty text. */
  text: string | null;
  list: readonly string[] | null;
  isLeaf: boolean;
  hasAttributes: boolean;
}

/** Makes an event of its XML: `Event` with `System` and either `EventData` or `UserData`. */
export class EventBuilder implements XmlSink {
  #depth = 0;
  #isSystem = false;
  /** Elements around the first value. */
  #around = AROUND;
  /** The element of `System` that has begun, its attributes and its text. */
  #element = '';
  #attributes = NO_NAMES;
  #text = '';
  #id: number | null = null;
  #qualifiers: number | null = null;
  #level = 0;
  #provider = '';
  #source: string | null = null;
  #time: Moment | null = null;
  #computer = '';
  #channel = '';
  readonly #open: Open[] = [];
  readonly #values: EventValue[] = [];

  /** The event; null where its XML says no id, so that it is none. `written` is the time of its record. */
  event(record: number, written: Moment): WindowsEvent | null {
    if (this.#id === null) return null;
    return {
      record,
      time: this.#time ?? written,
      written,
      id: this.#id,
      qualifiers: this.#qualifiers,
      level: this.#level,
      provider: this.#provider,
      source: this.#source,
      computer: this.#computer,
      channel: this.#channel,
      values: this.#values,
    };
  }

  open(name: string): boolean {
    if (this.#depth === 1) {
      this.#isSystem = name === 'System';
      this.#around = name === 'UserData' ? AROUND + 1 : AROUND;
    } else if (this.#isSystem && this.#depth === AROUND) {
      const attributes = SYSTEM.get(name);
      if (attributes === undefined) return false;
      this.#element = name;
      this.#attributes = attributes;
      this.#text = '';
    } else if (!this.#isSystem && this.#depth >= this.#around) this.#begin(name);
    this.#depth += 1;
    return true;
  }

  #begin(name: string): void {
    const around = this.#open.at(-1);
    if (around !== undefined) around.isLeaf = false;
    const path = around === undefined ? name : `${around.name ?? around.path}/${name}`;
    const isData = around === undefined && name === 'Data';
    this.#open.push({ path, name: isData ? '' : null, text: null, list: null, isLeaf: true, hasAttributes: false });
  }

  wants(attribute: string): boolean {
    if (this.#isSystem) return this.#attributes.includes(attribute);
    return this.#open.length > 0 && attribute !== 'xmlns';
  }

  attribute(name: string, text: string): void {
    if (this.#isSystem) {
      if (name === 'Name') this.#provider = text;
      else if (name === 'EventSourceName') this.#source = text;
      else if (name === 'Qualifiers') this.#qualifiers = numberOf(text);
      else if (name === 'SystemTime') this.#time = momentOf(text);
      return;
    }
    const open = this.#open.at(-1);
    if (open === undefined) return;
    if (open.name !== null && name === 'Name') open.name = text;
    else {
      open.hasAttributes = true;
      this.#values.push({ name: `${open.path}@${name}`, text });
    }
  }

  moment(name: string, moment: Moment): void {
    if (this.#isSystem && name === 'SystemTime') this.#time = moment;
    else this.attribute(name, momentText(moment));
  }

  text(text: string): void {
    if (this.#isSystem) {
      this.#text += text;
      return;
    }
    const open = this.#open.at(-1);
    if (open !== undefined) open.text = open.text === null ? text : open.text + text;
  }

  list(texts: readonly string[]): void {
    const open = this.#open.at(-1);
    if (this.#isSystem || open === undefined) this.text(texts.join(' '));
    else open.list = texts;
  }

  close(): void {
    this.#depth -= 1;
    if (this.#isSystem) this.#endSystem();
    else if (this.#depth >= this.#around) this.#end();
  }

  #endSystem(): void {
    if (this.#depth !== AROUND) return;
    if (this.#element === 'EventID') this.#id = numberOf(this.#text);
    else if (this.#element === 'Level') this.#level = numberOf(this.#text) ?? 0;
    else if (this.#element === 'Channel') this.#channel = this.#text;
    else if (this.#element === 'Computer') this.#computer = this.#text;
    this.#attributes = NO_NAMES;
  }

  #end(): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    const { list, text } = open;
    const name = open.name ?? open.path;
    if (list !== null) for (const one of list) this.#values.push({ name, text: one });
    else if (isSaid(open)) this.#values.push({ name, text: text ?? '' });
  }
}

function numberOf(text: string): number | null {
  return WHOLE_NUMBER.test(text) ? Number(text) : null;
}

/** A name says something without a text; a place that stands for any number of texts, and bytes that are none, do not. */
function isSaid({ path, name, text, isLeaf, hasAttributes }: Open): boolean {
  if (text !== null && text !== '') return true;
  if (name === '') return text !== null;
  return path !== 'Binary' && isLeaf && !hasAttributes;
}
