import type { AzureNetworkRules } from '../../knowledge/types.ts';
import type { CleanLines } from '../../text/clean.ts';
import type { LineSource } from '../../text/lines.ts';
import { looseJson, type LooseList, type LooseObject, type LooseValue } from '../../text/loose-json.ts';
import { isObject, nameInId, recordOfObject, type NetworkRecord } from './record.ts';
import { isInEffect, isRoute, routeOf, tableOf, type RouteSet } from './routes.ts';
import { groupOf, isEffective, isRule, resourceGroupOf, ruleSet, type RuleSet } from './rules.ts';
import { listsIn, tablesIn, type RecordGroup } from './tables.ts';

/** What a text lists of the rules and routes of an Azure network; lines within the log. */
export interface AzureListings {
  readonly rules: readonly RuleSet[];
  readonly routes: readonly RouteSet[];
  /** Something was cut off, so that there may be further groups or routes. */
  readonly cut: boolean;
}

/** Words of which one stands in every listing. */
const ROUTE_WORDS = ['extHopType', 'ext Hop Type'];
const RULE_WORDS = ['irection', 'bound'];
/** Longer texts are no listing that somebody copied. */
const LONGEST = 8_000_000;
const ENTITY = /&(?:quot|#34|amp|lt|gt|nbsp|#39|apos);/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&#39;': "'",
  '&apos;': "'",
};

/** Reads the rules and routes that a text lists: as JSON, as a table, as objects of PowerShell. Null where there are none. */
export function readAzureNetwork(clean: CleanLines, known: AzureNetworkRules): AzureListings | null {
  const { text: raw, count } = clean.lines;
  if (raw.length > LONGEST) return null;
  const has = (word: string): boolean => raw.includes(word);
  if (!ROUTE_WORDS.some(has) && !RULE_WORDS.every(has)) return null;
  const text = Array.from({ length: count }, (_, at) => plain(clean.at(at + 1)));
  const found = new Collection(known);
  found.addJson(text.join('\n'));
  const source: LineSource = { count: text.length, at: (line) => text[line - 1] ?? '' };
  const isAny = (record: NetworkRecord): boolean => isRule(record) || isRoute(record);
  for (const group of [...tablesIn(source, isAny), ...listsIn(source, isAny)]) found.addGroup(group);
  return found.listings();
}

/** What was copied from the source of a page has its quotes as entities. */
function plain(line: string): string {
  return line.includes('&') ? line.replaceAll(ENTITY, (entity) => ENTITIES[entity] ?? entity) : line;
}

/** Whose rules follow, as PowerShell writes it before them. */
interface Owner {
  nsg: string | null;
  resourceGroup: string | null;
  level: RuleSet['level'];
}

/** Names of the fields that hold rules of a group. */
const OF_GROUP = ['securityrules', 'defaultsecurityrules'];
const EFFECTIVE = 'effectivesecurityrules';

class Collection {
  readonly #known: AzureNetworkRules;
  readonly #rules: RuleSet[] = [];
  readonly #routes: RouteSet[] = [];
  #cut = false;

  constructor(known: AzureNetworkRules) {
    this.#known = known;
  }

  listings(): AzureListings | null {
    if (this.#rules.length === 0 && this.#routes.length === 0) return null;
    return { rules: this.#rules, routes: this.#routes, cut: this.#cut };
  }

  addJson(text: string): void {
    let owner: Owner = { nsg: null, resourceGroup: null, level: null };
    const alone: LooseObject[] = [];
    for (const { label, value } of looseJson(text)) {
      const before = this.#rules.length + this.#routes.length;
      if (value.kind === 'object') {
        owner = { ...owner, ...ownerOf(value) };
        if (isRecord(value)) alone.push(value);
        else this.#object(value, 0);
      } else if (label === EFFECTIVE) {
        this.#effective(value, owner);
        owner = { nsg: null, resourceGroup: null, level: null };
      } else this.#list(value, value.whole, 0);
      this.#cut ||= !value.whole && this.#rules.length + this.#routes.length > before;
    }
    // records without the list around them: its beginning is missing, or it is one of them
    if (alone.length > 0) {
      this.#records(alone, false);
      this.#cut = true;
    }
  }

  addGroup({ line, records, complete }: RecordGroup): void {
    if (records.length > 0) this.#group(records, { line, whole: complete });
    this.#cut ||= !complete;
  }

  #object(object: LooseObject, depth: number): void {
    if (depth > 8) return;
    const { fields } = object;
    const list = fields.get(EFFECTIVE);
    if (isList(list)) {
      this.#effective(list, ownerOf(object));
      return;
    }
    const nested = fields.get('properties');
    const inside = isObject(nested) ? nested.fields : fields;
    const own = OF_GROUP.flatMap((name) => {
      const found = fields.get(name) ?? inside.get(name);
      return isList(found) ? [found] : [];
    });
    if (own.length > 0) {
      this.#ofGroup(object, own);
      return;
    }
    for (const value of fields.values()) this.#value(value, depth + 1);
  }

  #value(value: LooseValue, depth: number): void {
    if (isObject(value)) this.#object(value, depth);
    else if (isList(value)) this.#list(value, value.whole, depth);
  }

  #list(list: LooseList, whole: boolean, depth: number): void {
    const records = list.items.filter(isObject).filter(isRecord);
    if (records.length > 0) this.#records(records, whole);
    else for (const item of list.items) this.#value(item, depth + 1);
  }

  #records(objects: readonly LooseObject[], whole: boolean): void {
    const [first] = objects;
    if (first !== undefined) this.#group(objects.map(recordOfObject), { line: first.line, whole });
  }

  /** Records that stand together: the rules of each group of them, and the routes of each table. */
  #group(records: readonly NetworkRecord[], { line, whole }: { readonly line: number; readonly whole: boolean }): void {
    for (const [nsg, own] of groupedBy(records.filter(isRule), groupName())) {
      const [first] = own;
      if (first === undefined) continue;
      this.#rules.push(
        ruleSet(
          {
            line: first.line,
            kind: own.some(isEffective) ? 'effective-rules' : 'own-rules',
            nsg,
            resourceGroup: own.map(resourceGroupOf).find((name) => name !== null) ?? null,
            level: levelOf(first),
            complete: whole,
            records: own,
          },
          this.#known,
        ),
      );
    }
    for (const [name, own] of groupedBy(records.filter(isRoute), tableOf)) {
      this.#routes.push({
        line: own[0]?.line ?? line,
        kind: own.some(isInEffect) ? 'effective-routes' : 'route-table',
        name,
        resourceGroup: own.map(resourceGroupOf).find((one) => one !== null) ?? null,
        complete: whole && own.every((record) => record.whole),
        routes: own.map((record) => routeOf(record, this.#known)),
      });
    }
  }

  #effective(list: LooseList, { nsg, resourceGroup, level }: Partial<Owner>): void {
    const records = list.items.filter(isObject).map(recordOfObject);
    const rules = records.filter(isRule);
    this.#rules.push(
      ruleSet(
        {
          line: list.line,
          kind: 'effective-rules',
          nsg: nsg ?? null,
          resourceGroup: resourceGroup ?? null,
          level: level ?? null,
          complete: list.whole && rules.length === list.items.length && rules.length > 0,
          records: rules,
        },
        this.#known,
      ),
    );
  }

  /** A group with its rules, as `az network nsg show` and templates have it. */
  #ofGroup(object: LooseObject, lists: readonly LooseList[]): void {
    const record = recordOfObject(object);
    const records = lists.flatMap(({ items }) => items.filter(isObject).map(recordOfObject)).filter(isRule);
    this.#rules.push(
      ruleSet(
        {
          line: object.line,
          kind: 'own-rules',
          nsg: record.text('name') || groupOf(record),
          resourceGroup: resourceGroupOf(record),
          level: null,
          complete: object.whole,
          records,
        },
        this.#known,
      ),
    );
  }
}

function isRecord(object: LooseObject): boolean {
  const record = recordOfObject(object);
  return isRule(record) || isRoute(record);
}

function isList(value: LooseValue | undefined): value is LooseList {
  return typeof value === 'object' && value !== null && value.kind === 'list';
}

/** The group, and what it stands at, that an object names; what it does not name is absent. */
function ownerOf(object: LooseObject): Partial<Owner> {
  const record = recordOfObject(object);
  const id = record.text('networksecuritygroup', 'id');
  const association = object.fields.get('association');
  const at = isObject(association) ? association : object;
  const nsg = nameInId(id, 'networksecuritygroups');
  const level = levelOf(recordOfObject(at));
  return {
    ...(nsg === null ? {} : { nsg, resourceGroup: nameInId(id, 'resourcegroups') }),
    ...(level === null ? {} : { level }),
  };
}

/** What a group stands at: a table says `-` where it is not the one. */
function levelOf(record: NetworkRecord): RuleSet['level'] {
  if (named(record, 'networkinterface', 'nic')) return 'nic';
  return named(record, 'subnet') ? 'subnet' : null;
}

function named(record: NetworkRecord, ...fields: readonly string[]): boolean {
  const value = record.text(...fields);
  return value !== '' && value !== '-';
}

/** A table names its group in the first of its rows alone. */
function groupName(): (record: NetworkRecord) => string | null {
  let last: string | null = null;
  return (record) => {
    const own = groupOf(record);
    if (own !== null || !record.has('nsg')) last = own;
    return last;
  };
}

function groupedBy<K>(
  records: readonly NetworkRecord[],
  keyOf: (record: NetworkRecord) => K,
): ReadonlyMap<K, readonly NetworkRecord[]> {
  return Map.groupBy(records, keyOf);
}
