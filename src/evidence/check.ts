import type { BundleResult, ItemResult, ItemStatus, BundleEntry, Flaw, Remark } from '../model/evidence.ts';
import type { EvidenceItem, EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { BUNDLES } from '../limits.ts';
import { acceptEntries, archiveOf, normalPath } from './entries.ts';
import { isAskedFor, isOwnFile, stampOf } from './files.ts';
import { flawOf, indexOf, type Contents, type FileIndex, type Known } from './match.ts';
import { itemsOf, setsOf } from './scenarios.ts';

export interface CheckOptions {
  readonly scenario?: string | undefined;
  /** When the failure happened, in milliseconds since the epoch. */
  readonly failedAt?: number | undefined;
  /**
   * What was found in the files, by path. A check log that is not there was not read and counts for nothing; left out,
   * only names and sizes are compared.
   */
  readonly contents?: Contents;
  /** Files that were diagnosed; left out: those that can be, as far as their names tell. */
  readonly read?: ReadonlySet<string>;
}

/** One line of a log, with its time, takes more bytes than that. */
const SMALLEST_LOG = 32;
const MOST_LISTED = BUNDLES.listed;
/** A check further away from the failure says little of it; clocks in other time zones are nearer than that. */
const FAR = 24 * 60 * 60 * 1000;
interface Judged {
  readonly scenario: EvidenceScenario;
  readonly items: readonly ItemResult[];
  /** The set of items that lacks least, and what it lacks. */
  readonly set: readonly string[];
  readonly lacking: readonly string[];
  readonly score: number;
}

/** Compares a bundle with what a scenario asks for; without a scenario with the one that fits best. */
export function checkBundle(
  entries: readonly BundleEntry[],
  knowledge: EvidenceKnowledge,
  options: CheckOptions = {},
): BundleResult {
  const { accepted, refused } = acceptEntries(entries);
  const index = indexOf(accepted);
  const tools = toolArchives(index, knowledge);
  const ranked = knowledge.scenarios
    .map((scenario) => judge(scenario, knowledge, { index, tools, options }))
    .sort((a, b) => b.score - a.score);
  // screenshots have any name, so they speak for no scenario
  const images = new Set(
    knowledge.scenarios.flatMap(({ items }) => items.filter(({ kind }) => kind === 'screenshot')).map(({ id }) => id),
  );
  const likely = ranked.filter(({ items }) => items.some(({ id, status }) => status !== 'missing' && !images.has(id)));
  const chosen =
    options.scenario === undefined ? likely[0] : ranked.find(({ scenario }) => scenario.id === options.scenario);
  const rules = knowledge.sensitive.map(({ match, reason }) => ({ match: new RegExp(match, 'u'), reason }));
  const sensitive = index.files.flatMap(({ entry, path }) => {
    const rule = rules.find(({ match }) => match.test(path));
    return rule === undefined ? [] : [{ path: entry.path, reason: rule.reason }];
  });
  const encrypted = index.files.filter(({ entry }) => entry.encrypted).map(({ entry }) => entry.path);
  const named = accepted
    .filter(({ flaw }) => flaw === 'names-only')
    .map(({ path, size, time }) => ({ path, size, time }));
  const superfluous = superfluousOf(index, chosen === undefined ? [] : itemsOf(chosen.scenario, knowledge.scenarios));
  const readable = accepted
    .filter((entry) => options.read?.has(entry.path) ?? isAskedFor(entry))
    .map(({ path }) => path);
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, MOST_LISTED);
  return {
    scenario: chosen?.scenario.id ?? null,
    complete: chosen !== undefined && chosen.lacking.length === 0,
    proven: options.scenario !== undefined || (chosen !== undefined && isProven(chosen, options.contents)),
    candidates: likely.map(({ scenario, set, items }) => ({
      id: scenario.id,
      found: items.filter(({ id, status }) => set.includes(id) && status === 'found').length,
      items: set.length,
    })),
    items: chosen?.items ?? [],
    lacking: chosen?.lacking ?? [],
    sensitive: first(sensitive),
    refused: first(refused),
    encrypted: first(encrypted),
    named: first(named),
    superfluous: first(superfluous),
    readable: first(readable),
    entries: entries.length,
    totals: {
      sensitive: sensitive.length,
      refused: refused.length,
      encrypted: encrypted.length,
      named: named.length,
      superfluous: superfluous.length,
      readable: readable.length,
    },
  };
}

interface Context {
  readonly index: FileIndex;
  readonly tools: ReadonlySet<string>;
  readonly options: CheckOptions;
}

/** What an item that is not there as asked takes from a scenario, and what a file that only its bundles have adds. */
const LACK = 0.5;
const SIGN = 2;

function judge(
  scenario: EvidenceScenario,
  { scenarios }: EvidenceKnowledge,
  { index, tools, options }: Context,
): Judged {
  const wanted = itemsOf(scenario, scenarios);
  const items = wanted
    .map((item) => resultOf(item, index, options))
    .map((result) =>
      result.status === 'missing' ? { ...result, reason: exceptionOf(scenario, result.id) ?? result.reason } : result,
    );
  const statuses = new Map(items.map(({ id, status }) => [id, status]));
  // what a file is meant for shows in its name, also when its content cannot be read
  const there = new Set(items.filter(({ status, flaw }) => status === 'found' || flaw !== null).map(({ id }) => id));
  const points = (set: readonly string[]): number => set.reduce((sum, id) => sum + (there.has(id) ? 1 : -LACK), 0);
  const lackingOf = (set: readonly string[]): string[] => set.filter((id) => statuses.get(id) !== 'found');
  const sets = setsOf(scenario, scenarios);
  const [set = []] = sets.toSorted((a, b) => points(b) - points(a) || lackingOf(a).length - lackingOf(b).length);
  const complete = sets.find((one) => one.length > 0 && lackingOf(one).length === 0);
  const signs = scenario.signs.filter((sign) =>
    index.matching(sign).some(({ path }) => !tools.has(archiveOf(path) ?? '')),
  ).length;
  return {
    scenario,
    items,
    set: complete ?? set,
    lacking: complete === undefined ? lackingOf(set) : [],
    score: points(complete ?? set) + SIGN * signs,
  };
}

/** What a list says of an item that is missing. */
function exceptionOf({ exceptions }: EvidenceScenario, item: string): Remark | null {
  const text = exceptions[item];
  return text === undefined ? null : { kind: 'exception', text };
}

/** True where a required item holds a file that was read and recognised: then its content, no mere name, speaks for the list. */
function isProven({ items, set }: Judged, contents: Contents): boolean {
  const required = items.filter(({ id, required: is, status }) => is && status === 'found' && set.includes(id));
  return required.some(({ paths }) => paths.some((path) => typeof contents?.get(path) === 'object'));
}

/** Archives that a tool of support wrote: what they hold says nothing of the scenario. */
function toolArchives(index: FileIndex, { scenarios }: EvidenceKnowledge): ReadonlySet<string> {
  const matches = new Set(scenarios.flatMap(({ items }) => items.flatMap(({ match }) => match)));
  return new Set([...matches].flatMap((match) => index.matching(match).map(({ path }) => path)));
}

function resultOf(item: EvidenceItem, index: FileIndex, options: CheckOptions): ItemResult {
  const hits = index.hitsOf(item, options.contents);
  const times = hits.flatMap(({ entry }) => (entry.time === null ? [] : [entry.time]));
  const newest = times.length === 0 ? null : times.reduce((latest, time) => Math.max(latest, time), 0);
  const sound: Known[] = [];
  const flaws: Flaw[] = [];
  for (const known of hits) {
    const flaw = flawOf(known, item, options.contents);
    if (flaw === null) sound.push(known);
    else flaws.push(flaw);
  }
  const flaw = sound.length === 0 ? (flaws[0] ?? null) : null;
  const { status, reason } =
    flaw === null
      ? judgeItem(item, { hits, sound, flaws, newest }, index, options)
      : said('suspicious', { kind: 'flawed', flaw });
  return {
    id: item.id,
    title: item.title,
    required: item.required,
    scope: item.scope,
    status,
    reason,
    paths: hits.slice(0, MOST_LISTED).map(({ entry }) => entry.path),
    files: hits.length,
    size: sizeOf(hits),
    newest,
    flaw,
  };
}

type Saying = Pick<ItemResult, 'status' | 'reason'>;

function said(status: ItemStatus, reason: Remark | null): Saying {
  return { status, reason };
}

interface Files {
  readonly hits: readonly Known[];
  /** Those whose content counts, and why that of the others does not. */
  readonly sound: readonly Known[];
  readonly flaws: readonly Flaw[];
  readonly newest: number | null;
}

function judgeItem(
  item: EvidenceItem,
  { hits, sound, flaws, newest }: Files,
  index: FileIndex,
  { failedAt, contents }: CheckOptions,
): Saying {
  if (item.match.length === 0) return said('missing', { kind: 'nameless' });
  if (hits.length === 0) return index.hasHollow(item) ? said('empty', { kind: 'hollow' }) : said('missing', null);
  const isSound = (known: Known): boolean => flawOf(known, item, contents) === null;
  const [flaw] = flaws;
  const remark: Remark | null = flaw === undefined ? null : { kind: 'some-flawed', count: flaws.length, flaw };
  const isByName = item.every && item.formats.length === 0;
  const parts = isByName ? item.match.map((match) => index.matching(match).filter(isSound)) : [sound];
  if (parts.some((files) => files.length > 0 && sizeOf(files) === 0)) return said('empty', { kind: 'empty' });
  if (parts.some((files) => files.length === 0) || item.contains.some((match) => !index.matching(match).some(isSound)))
    return said('suspicious', remark ?? { kind: 'part-missing' });
  const without = item.each === null ? [] : index.without(item.each, sound);
  if (without.length > 0) return said('suspicious', { kind: 'folders-without', folders: without });
  if (sound.length < item.count) return said('suspicious', { kind: 'too-few', needed: item.count });
  if (item.kind !== 'screenshot' && parts.some((files) => sizeOf(files) < SMALLEST_LOG))
    return said('suspicious', { kind: 'too-small' });
  const isCut = sound.some(({ entry }) => {
    const log = contents?.get(entry.path);
    return typeof log === 'object' && item.formats.includes(log.format) && !log.complete;
  });
  if (isCut) return said('suspicious', { kind: 'log-cut' });
  if (failedAt !== undefined && !item.timeless) {
    const stamps = item.formats.length === 0 ? [] : sound.flatMap(({ path }) => stampOf(path) ?? []);
    if (stamps.length > 0 && stamps.every((stamp) => Math.abs(stamp - failedAt) > FAR))
      return said('suspicious', { kind: 'other-day' });
    if (newest !== null && newest < failedAt) return said('suspicious', { kind: 'older' });
  }
  return said('found', remark);
}

function sizeOf(files: readonly Known[]): number {
  return files.reduce((sum, { entry }) => sum + entry.size, 0);
}

/** Files that neither an item's expressions nor its folders ask for. */
function superfluousOf(index: FileIndex, items: readonly EvidenceItem[]): string[] {
  const asked = new Set(
    items
      .flatMap(({ match, contains, paths, minimum }) => [
        ...match,
        ...contains,
        ...[...paths, ...minimum].flatMap(folderExpression),
      ])
      .flatMap((expression) => index.matching(expression).map(({ path }) => path)),
  );
  const opened = new Set(index.files.map(({ path }) => archiveOf(path)));
  return index.files
    .filter(
      ({ path }) => !asked.has(path) && !opened.has(path) && !asked.has(archiveOf(path) ?? '') && !isOwnFile(path),
    )
    .map(({ entry }) => entry.path);
}

/** Everything below a folder of the list: told by its last two parts, as bundles start at any depth. */
function folderExpression(path: string): string[] {
  const parts = normalPath(path)
    .split('/')
    .filter((part) => part !== '');
  const last = parts.slice(-2);
  if (last.length < 2 || last.some((part) => /[<>{}%:]/u.test(part))) return [];
  const escaped = last.map((part) => part.replaceAll(/[.*+?^$()[\]\\|]/gu, (c) => (c === '*' ? '[^/]*' : `\\${c}`)));
  return [`(^|/)${escaped.join('/')}(/|$)`];
}
