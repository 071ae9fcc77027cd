import type { EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { toTsv, tsvCell } from '../text/cells.ts';
import { BUNDLE_MASK, removedSecrets } from '#locale/mask.ts';
import { STAND_INS } from '../mask/book.ts';
import type { Masking } from '../model/report.ts';
import { normalPath } from './entries.ts';
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
  const normal = normalPath(clean);
  const item = itemsOf(scenario, knowledge.scenarios).find(({ match }) =>
    match.some((source) => new RegExp(source, 'u').test(normal)),
  );
  return `${item?.id ?? 'other'}/${clean}`;
}

/** A name that is not taken yet: the second of two files of the same name gets a number. */
export function freeName(path: string, taken: ReadonlySet<string>): string {
  const dot = path.lastIndexOf('.');
  const [stem, end] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? path : `${stem}-${n}${end}`;
    if (!taken.has(name)) return name;
  }
}

/** What was hidden, file by file: the stand-ins with their numbers, never what they stand for. */
export function maskingLog(
  files: readonly { readonly path: string; readonly text: string | null }[],
  { names, secrets }: Masking,
): string {
  const lines = files.map(({ path, text }) => {
    const name = tsvCell(path);
    if (text === null) return `${name}\t${names ? BUNDLE_MASK.notText : BUNDLE_MASK.notTextSecrets}`;
    const counts = new Map<string, number>();
    for (const [standIn] of text.matchAll(STAND_INS)) counts.set(standIn, (counts.get(standIn) ?? 0) + 1);
    const told = [...counts].map(([standIn, count]) => `${standIn} (${count})`).join(' ');
    return `${name}\t${told === '' ? (names ? BUNDLE_MASK.nothing : BUNDLE_MASK.noSecrets) : told}`;
  });
  const head = [names ? BUNDLE_MASK.same : null, removedSecrets(secrets)].filter((line) => line !== null);
  return `${[...head, ...lines].join('\n')}\n`;
}

/** The list of an archive's files with their sizes and sums. */
export function manifestOf(files: readonly Placed[]): string {
  const rows = files.map(({ path, size, sha256 }) => [path, String(size), sha256]);
  return `${toTsv([['path', 'size', 'sha256'], ...rows])}\n`;
}
