import type { EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { itemsOf } from './scenarios.ts';

/** A file of the archive that is made, with what is listed of it. */
export interface Placed {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal SHA-256. */
  readonly sha256: string;
}

/** Where a file goes: under the item that asks for it, so that the list finds it again; else under `other`. */
export function placeOf(path: string, scenario: EvidenceScenario, knowledge: EvidenceKnowledge): string {
  const clean = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/iu.test(part))
    .join('/');
  const lower = clean.toLowerCase();
  const item = itemsOf(scenario, knowledge.scenarios).find(({ match }) =>
    match.some((source) => new RegExp(source, 'u').test(lower)),
  );
  return `${item?.id ?? 'other'}/${clean}`;
}

/** The list of an archive's files with their sizes and sums. */
export function manifestOf(files: readonly Placed[]): string {
  return ['path\tsize\tsha256', ...files.map(({ path, size, sha256 }) => `${path}\t${size}\t${sha256}`), ''].join('\n');
}
