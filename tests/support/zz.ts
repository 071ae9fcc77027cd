import { JAPANESE } from '../../eslint/no-japanese.js';

/** Strings by which something is recognised, or that are written by others: they are the same in any language. */
const RECOGNITION: ReadonlySet<string> = new Set([
  'certificateText',
  'gateways',
  'match',
  'marks',
  'announce',
  'headings',
  'ends',
  'startMarks',
  'endMark',
  'patterns',
  'platforms',
  'record',
  'secrets',
  'settings',
  'settingsCommands',
  'states',
  'systemErrors',
]);

type Any = (...given: unknown[]) => unknown;

/**
 * A value of the Japanese locale with a name in brackets in place of each sentence; what holds no Japanese is no sentence.
 * @public the modules that zz-locale.ts makes import it
 */
export function strange(name: string, value: unknown): unknown {
  if (typeof value === 'function')
    return (...given: unknown[]): unknown =>
      strange(`${name}(${given.map(word).join(', ')})`, (value as Any)(...given));
  return inBrackets(name, value, new Set(), strange);
}

/** Knowledge with a name in brackets in place of each text that a reader sees; its `{slots}` stay. */
export function strangeKnowledge<T>(name: string, value: T): T {
  return inBrackets(name, value, RECOGNITION, strangeKnowledge) as T;
}

function inBrackets(
  name: string,
  value: unknown,
  kept: ReadonlySet<string>,
  deep: (name: string, value: unknown) => unknown,
): unknown {
  if (typeof value === 'string') {
    if (!JAPANESE.test(value)) return value;
    const slots = kept.size > 0 ? (value.match(/\{[a-zA-Z]{1,20}\}/gu) ?? []) : [];
    return `[${[name, ...slots].join(' ')}]`;
  }
  if (Array.isArray(value)) return value.map((one: unknown, at) => deep(`${name}.${idOf(one) ?? at}`, one));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      kept.has(key) ? one : deep(`${name}.${key}`, one),
    ]),
  );
}

function idOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null;
}

function word(given: unknown): string {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : '…';
}

/** The Japanese that stands in a text, with what is around it; none in a text without a sentence of ours. */
export function japaneseIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.search(JAPANESE); at >= 0;) {
    found.push(text.slice(Math.max(0, at - 30), at + 30));
    const next = text.slice(at + 30).search(JAPANESE);
    at = next < 0 ? -1 : at + 30 + next;
  }
  return found;
}
