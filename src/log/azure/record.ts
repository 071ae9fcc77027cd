import type { LooseObject, LooseValue } from '../../text/loose-json.ts';

/** One rule or route as an output lists it, in whichever form. */
export interface NetworkRecord {
  readonly line: number;
  /** All of it was there. */
  readonly whole: boolean;
  /** Names of its fields, in small letters without blanks. */
  has(name: string): boolean;
  /** The value of the first of these fields that is there; empty where none is. */
  text(...names: readonly string[]): string;
  /** The values of these fields one by one. */
  list(...names: readonly string[]): readonly string[];
}

const NOTHING: ReadonlySet<string> = new Set(['', 'none', 'null', '-', '{}', '[]']);
/** Fields of an object in which an answer of the management API holds all others. */
const NESTED = 'properties';

/** A record of JSON. */
export function recordOfObject(object: LooseObject): NetworkRecord {
  const nested = object.fields.get(NESTED);
  const inside = isObject(nested) ? nested : null;
  const get = (name: string): LooseValue | undefined => object.fields.get(name) ?? inside?.fields.get(name);
  return {
    line: object.line,
    whole: object.whole,
    has: (name) => object.fields.has(name) || inside?.fields.has(name) === true,
    text: (...names) => {
      for (const name of names) {
        const [first] = textsOf(get(name));
        if (first !== undefined) return first;
      }
      return '';
    },
    list: (...names) => names.flatMap((name) => textsOf(get(name)).flatMap(partsOf)),
  };
}

/** A row of a table, or a list of fields, by names in small letters. */
export function recordOfFields(
  fields: ReadonlyMap<string, string>,
  place: { readonly line: number; readonly whole: boolean },
): NetworkRecord {
  return {
    ...place,
    has: (name) => fields.has(name),
    text: (...names) => names.map((name) => fields.get(name)?.trim() ?? '').find((value) => value !== '') ?? '',
    list: (...names) => names.flatMap((name) => partsOf(fields.get(name) ?? '')),
  };
}

export function isObject(value: LooseValue | undefined): value is LooseObject {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

/** Ids of resources stand for what they name. */
function textsOf(value: LooseValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  if (value.kind === 'list') return value.items.flatMap(textsOf);
  return textsOf(value.fields.get('id'));
}

/** Several values in one text: blanks or commas between them, braces around them. */
function partsOf(text: string): string[] {
  return text
    .replaceAll(/[{}[\]",;]/gu, ' ')
    .split(/\s+/u)
    .filter((part) => !NOTHING.has(part.toLowerCase()));
}

/** What a text of a list shows that goes on: PowerShell cuts it so. */
export function goesOn(parts: readonly string[]): boolean {
  return parts.some((part) => part.endsWith('...') || part.endsWith('…'));
}

/** Name of a resource in its id, behind a word such as `networkSecurityGroups`; null where it does not stand there. */
export function nameInId(id: string, kind: string): string | null {
  const parts = id.split('/');
  const at = parts.findIndex((part) => part.toLowerCase() === kind);
  const name = at < 0 ? '' : (parts[at + 1] ?? '');
  return name === '' ? null : name;
}
