import type { EvidenceItem, EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { allowsMinimum, itemsOf } from './scenarios.ts';

/** A file or folder of a bundle. */
export interface BundleEntry {
  /** As the archive writes it, with forward slashes. */
  readonly path: string;
  readonly size: number;
  /** Bytes in the archive; null where it does not tell. */
  readonly packed: number | null;
  /** Milliseconds since the epoch; null where the archive does not tell. */
  readonly time: number | null;
  readonly encrypted: boolean;
  readonly directory: boolean;
}

export type ItemStatus = 'found' | 'missing' | 'empty' | 'suspicious';

export interface ItemResult {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly scope: EvidenceItem['scope'];
  readonly status: ItemStatus;
  /** Why it is suspicious, for people. */
  readonly reason: string | null;
  readonly paths: readonly string[];
  readonly size: number;
  readonly newest: number | null;
}

export interface BundleResult {
  readonly scenario: string;
  /** Every item that the scenario's rule asks for is there. */
  readonly complete: boolean;
  readonly candidates: readonly { readonly id: string; readonly found: number; readonly items: number }[];
  readonly items: readonly ItemResult[];
  readonly sensitive: readonly { readonly path: string; readonly reason: string }[];
  /** Entries that are not looked at, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  readonly encrypted: readonly string[];
  /** Files that no item of the scenario asks for. */
  readonly superfluous: readonly string[];
  /** Logs and captures inside that can be diagnosed. */
  readonly readable: readonly string[];
  readonly entries: number;
}

export interface CheckOptions {
  readonly scenario?: string | undefined;
  /** When the failure happened, in milliseconds since the epoch. */
  readonly failedAt?: number | undefined;
}

/** A log of fewer bytes says nothing. */
const SMALLEST_LOG = 64;
/** Archives with more entries are not looked at. */
const MOST_ENTRIES = 200_000;
/** A file that unpacks to more than this times its size, and is large, is a bomb. */
const LARGEST_RATIO = 1000;
const LARGE = 100 * 1024 * 1024;
const MOST_LISTED = 200;
const LONGEST_PATH = 1000;
/** Files that are empty in a good bundle. */
const EMPTY_IS_NORMAL = /(?:^|\/)lshw1\.xml$/u;
const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/u;

interface Compiled {
  readonly item: EvidenceItem;
  readonly match: readonly RegExp[];
  readonly contains: readonly RegExp[];
}

/** A file with the path under which it is looked for. */
interface Known {
  readonly entry: BundleEntry;
  readonly path: string;
}

/** Compares a bundle with what a scenario asks for; without a scenario with the one that fits best. */
export function checkBundle(
  entries: readonly BundleEntry[],
  knowledge: EvidenceKnowledge,
  options: CheckOptions = {},
): BundleResult {
  const { accepted, refused } = accept(entries);
  const files: Known[] = accepted.map((entry) => ({ entry, path: normal(entry.path) }));
  const ranked = knowledge.scenarios
    .map((scenario) => {
      const compiled = compile(scenario, knowledge);
      const results = compiled.map((one) => resultOf(one, files, options));
      const found = results.filter(({ status, required }) => required && status !== 'missing').length;
      const wanted = results.filter(({ required }) => required).length;
      return { scenario, compiled, results, found, wanted };
    })
    .sort((a, b) => share(b) - share(a) || b.found - a.found);
  const chosen = ranked.find(({ scenario }) => scenario.id === options.scenario) ?? ranked[0];
  if (chosen === undefined) throw new Error('no scenarios');
  const asked = chosen.compiled.flatMap(({ match, contains }) => [...match, ...contains]);
  const sensitive = knowledge.sensitive.map(({ match, reason }) => ({ match: new RegExp(match, 'u'), reason }));
  const plain = files.filter(({ entry }) => !entry.directory);
  return {
    scenario: chosen.scenario.id,
    complete: isComplete(chosen.scenario, chosen.results, chosen.compiled, knowledge),
    candidates: ranked
      .filter(({ found }) => found > 0)
      .map(({ scenario, found, wanted }) => ({ id: scenario.id, found, items: wanted })),
    items: chosen.results,
    sensitive: plain.flatMap(({ entry, path }) => {
      const rule = sensitive.find(({ match }) => match.test(path));
      return rule === undefined ? [] : [{ path: entry.path, reason: rule.reason }];
    }),
    refused,
    encrypted: plain.filter(({ entry }) => entry.encrypted).map(({ entry }) => entry.path),
    superfluous: plain
      .filter(({ path }) => !asked.some((expression) => expression.test(path)))
      .slice(0, MOST_LISTED)
      .map(({ entry }) => entry.path),
    readable: plain.filter(({ path, entry }) => isReadable(path) && !entry.encrypted).map(({ entry }) => entry.path),
    entries: entries.length,
  };
}

/** The logs of the check scripts, and captures. */
function isReadable(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    CAPTURE.test(name) || (name.endsWith('.log') && (name.includes('check_nw') || name.startsWith('checknwresult')))
  );
}

function share({ found, wanted }: { readonly found: number; readonly wanted: number }): number {
  return wanted === 0 ? 0 : found / wanted;
}

/** Small letters and forward slashes: Windows and Linux write the same folder differently. */
function normal(path: string): string {
  return path.replaceAll('\\', '/').replaceAll('//', '/').toLowerCase();
}

/** Names that leave the bundle's folder and sizes that cannot be true are refused. */
function accept(entries: readonly BundleEntry[]): {
  readonly accepted: BundleEntry[];
  readonly refused: { path: string; reason: string }[];
} {
  const accepted: BundleEntry[] = [];
  const refused: { path: string; reason: string }[] = [];
  for (const [index, entry] of entries.entries()) {
    const reason = index >= MOST_ENTRIES ? `ファイルが多すぎます (上限 ${MOST_ENTRIES} 個)` : reasonToRefuse(entry);
    if (reason === null) accepted.push(entry);
    else if (refused.length < MOST_LISTED) refused.push({ path: entry.path.slice(0, LONGEST_PATH), reason });
  }
  return { accepted, refused };
}

function reasonToRefuse({ path, size, packed }: BundleEntry): string | null {
  const parts = path.replaceAll('\\', '/').split('/');
  if (parts.includes('..')) return '上のフォルダーを指す名前 (..) です';
  if (path.startsWith('/') || path.startsWith('\\') || /^[a-z]:/iu.test(path)) return '絶対パスの名前です';
  if (path.length > LONGEST_PATH || path.includes('\0')) return '名前が正しくありません';
  if (packed !== null && size > LARGE && size > packed * LARGEST_RATIO)
    return '展開後の大きさが異常です (圧縮爆弾の疑い)';
  return null;
}

function compile(scenario: EvidenceScenario, { scenarios }: EvidenceKnowledge): Compiled[] {
  return itemsOf(scenario, scenarios)
    .filter(({ match }) => match.length > 0)
    .map((item) => ({
      item,
      match: item.match.map((source) => new RegExp(source, 'u')),
      contains: item.contains.map((source) => new RegExp(source, 'u')),
    }));
}

function resultOf(
  { item, match, contains }: Compiled,
  files: readonly Known[],
  { failedAt }: CheckOptions,
): ItemResult {
  const hits = files.filter(({ entry, path }) => !entry.directory && match.some((expression) => expression.test(path)));
  const folders = files.filter(
    ({ entry, path }) => entry.directory && match.some((expression) => expression.test(path)),
  );
  const size = hits.reduce((sum, { entry }) => sum + entry.size, 0);
  const times = hits.flatMap(({ entry }) => (entry.time === null ? [] : [entry.time]));
  const newest = times.length === 0 ? null : times.reduce((latest, time) => Math.max(latest, time), 0);
  const said = (status: ItemStatus, reason: string | null): ItemResult => ({
    id: item.id,
    title: item.title,
    required: item.required,
    scope: item.scope,
    status,
    reason,
    paths: hits.slice(0, MOST_LISTED).map(({ entry }) => entry.path),
    size,
    newest,
  });
  if (hits.length === 0)
    return folders.length > 0 ? said('empty', 'フォルダーにファイルがありません') : said('missing', null);
  if (size === 0 && !hits.every(({ path }) => EMPTY_IS_NORMAL.test(path)))
    return said('empty', 'ファイルの中身が空です');
  const lacking = [...(item.every ? match : []), ...contains].filter(
    (expression) => !files.some(({ entry, path }) => !entry.directory && expression.test(path)),
  );
  if (lacking.length > 0) return said('suspicious', '含まれるはずのファイルの一部がありません');
  if (hits.length < item.count) return said('suspicious', `${item.count} 個以上が必要です`);
  if (size < SMALLEST_LOG && item.kind !== 'screenshot') return said('suspicious', 'ファイルが小さすぎます');
  if (failedAt !== undefined && newest !== null && newest < failedAt)
    return said('suspicious', '障害の時刻より前のファイルしかありません');
  return said('found', null);
}

/** Required items, by the scenario's own rule; where it serves both systems, those of one of them. */
function isComplete(
  scenario: EvidenceScenario,
  results: readonly ItemResult[],
  compiled: readonly Compiled[],
  { scenarios }: EvidenceKnowledge,
): boolean {
  const ok = (kept: readonly ItemResult[]): boolean =>
    kept.length > 0 && kept.every(({ status }) => status === 'found');
  const required = results.filter((result) => result.required);
  if (scenario.os === 'any') {
    return ['windows', 'linux'].some((os) =>
      ok(required.filter((result) => compiled.some(({ item }) => item.id === result.id && item.os === os))),
    );
  }
  if (!allowsMinimum(scenario, scenarios)) return ok(required);
  // a full set holds the minimum as well: a part of it is not yet the whole
  const full = scenarios
    .filter(({ rule }) => rule === 'full-or-minimum')
    .flatMap(({ items }) => items.filter(({ scope }) => scope === 'full').map(({ id }) => id));
  return ok(required.filter(({ id }) => !full.includes(id)));
}
