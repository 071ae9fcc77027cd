import { bundleReaders } from '../../src/analyze/bundle-readers.ts';
import type { BundleEntry } from '../../src/model/evidence.ts';
import { itemsOf } from '../../src/evidence/scenarios.ts';
import { loadEvidence } from '../../src/knowledge/load-files.ts';
import type { EvidenceItem, EvidenceScenario } from '../../src/knowledge/types.ts';
import { analyzer, knowledge } from './analyzer.ts';

export const evidence = loadEvidence();

/** What really reads the files of a bundle. */
export const readers = bundleReaders(analyzer, { ...knowledge, peers: [] });
export const NOW = Date.UTC(2026, 10, 20);

export function entry(path: string, size = 5000, more: Partial<BundleEntry> = {}): BundleEntry {
  return { path, size, packed: null, time: NOW, encrypted: false, kind: 'file', ...more };
}

/** A path that an expression of an evidence list matches. Knows only the forms that the lists use. */
function sample(expression: string): string {
  let out = '';
  let at = 0;
  const unit = (): string => {
    const c = expression[at] ?? '';
    if (c === '\\') {
      at += 2;
      const escaped = expression[at - 1] ?? '';
      return escaped === 'd' ? '1' : escaped;
    }
    if (c === '[') {
      const end = expression.indexOf(']', at);
      const set = expression.slice(at + 1, end);
      at = end + 1;
      return set.startsWith('^') || set.startsWith('a') ? 'a' : (set[0] ?? '');
    }
    if (c === '(') {
      const end = closing(expression, at);
      const first = alternatives(expression.slice(at + 1, end))[0] ?? '';
      at = end + 1;
      return sample(first);
    }
    at += 1;
    return c === '^' || c === '$' ? '' : c === '.' ? 'a' : c;
  };
  while (at < expression.length) {
    const text = unit();
    const count = /^\{(\d+)(?:,\d+)?\}/u.exec(expression.slice(at));
    if (count !== null) {
      at += count[0].length;
      out += text.repeat(Number(count[1]));
    } else if ('*+?'.includes(expression[at] ?? ' ')) {
      out += expression[at] === '?' ? '' : text;
      at += 1;
    } else out += text;
  }
  return out;
}

function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && (depth -= 1) === 0) return at;
  }
  return text.length;
}

function alternatives(text: string): string[] {
  return text.startsWith('?:') ? alternatives(text.slice(2)) : text.split('|');
}

/** Files of one item, as many as it asks for. */
function filesOf({ match, every, contains, count }: EvidenceItem): BundleEntry[] {
  const wanted = [...(every ? match : match.slice(0, 1)), ...contains].map((expression) => {
    const path = sample(expression);
    return entry(path.endsWith('/') ? `${path}file.log` : path);
  });
  return Array.from({ length: count }, (_, n) => wanted.map((one) => ({ ...one, path: `${n}/${one.path}` }))).flat();
}

/** Every required item of a scenario that can be recognised, with its files. */
export function requiredOf(scenario: EvidenceScenario): { item: EvidenceItem; files: BundleEntry[] }[] {
  return itemsOf(scenario, evidence.scenarios)
    .filter(({ required, match }) => required && match.length > 0)
    .map((item) => ({ item, files: filesOf(item) }));
}
