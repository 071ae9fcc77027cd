import {
  AZURE_NETWORK,
  LISTING_CUT,
  NETWORK_LEVELS,
  NETWORK_LISTINGS,
  NETWORK_REASONS,
  NETWORK_VERDICTS,
} from '#locale/azure-network.ts';
import type { NamedRoute, NamedRule, NetworkDecision } from '../model/azure-network.ts';
import type { LogReport } from '../model/report.ts';

/** What decides, in words, and the line that shows it. */
interface Ground {
  readonly text: string;
  readonly line: number | null;
}

/** A row of a table of destinations. */
export interface NetworkRow {
  readonly destination: string;
  readonly host: string;
  /** Names of the workloads that need it. */
  readonly workloads: readonly string[];
  readonly icon: string;
  readonly word: string;
  readonly kind: string;
  /** Why, where what decides does not say it. */
  readonly reason: string;
  readonly grounds: readonly Ground[];
}

export interface NetworkTable {
  readonly by: NetworkDecision['by'];
  readonly title: string;
  readonly deciding: string;
  readonly listings: readonly Ground[];
  readonly rows: readonly NetworkRow[];
}

/** What decides, in one line: each ground with its line, then the reason. */
export function networkGround(grounds: NetworkRow['grounds'], reason: string): string {
  const told = grounds.map(({ text, line }) => (line === null ? text : `${text} ${AZURE_NETWORK.line(line)}`));
  return [...told, ...(reason === '' ? [] : [reason])].join(' / ');
}

const RANK = { blocked: 0, open: 1, allowed: 2 } as const;

/** The tables of what rules and routes say, failures first; none where the source lists none. */
export function networkTables({ azureNetwork, workloads }: LogReport): NetworkTable[] {
  if (azureNetwork === undefined) return [];
  const names = new Map(workloads.map(({ id, name }) => [id, name]));
  return (['rules', 'routes'] as const).flatMap((by) => {
    const own = azureNetwork.decisions.filter((one) => one.by === by);
    if (own.length === 0) return [];
    const listings = azureNetwork.listings.filter(({ kind }) => kind.endsWith('rules') === (by === 'rules'));
    return [
      {
        by,
        title: AZURE_NETWORK[by],
        deciding: by === 'rules' ? AZURE_NETWORK.deciding : AZURE_NETWORK.decidingRoute,
        listings: listings.map(({ kind, name, level, entries, complete, line }) => ({
          text: `${AZURE_NETWORK.listing(NETWORK_LISTINGS[kind], name, level === null ? '' : NETWORK_LEVELS[level], entries)}${complete ? '' : ` (${LISTING_CUT})`}`,
          line,
        })),
        rows: own.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]).map((one) => rowOf(one, names)),
      },
    ];
  });
}

function rowOf(decision: NetworkDecision, names: ReadonlyMap<string, string>): NetworkRow {
  const { by, tag, host, port, protocol, verdict, reason, workloads } = decision;
  return {
    destination: `${tag || host} ${protocol === 'tcp' ? '' : `${protocol.toUpperCase()} `}${port}`,
    host,
    workloads: workloads.map((id) => names.get(id) ?? id),
    ...NETWORK_VERDICTS[by][verdict],
    reason: NETWORK_REASONS[reason],
    grounds: groundsOf(decision),
  };
}

function groundsOf(decision: NetworkDecision): Ground[] {
  if (decision.by === 'rules') return decision.rules.map(groundOfRule);
  return decision.route === null ? [] : [groundOfRoute(decision.route)];
}

function groundOfRule({ nsg, level, name, priority, line }: NamedRule): Ground {
  const place = nsg === null ? '' : `${nsg}${level === null ? '' : NETWORK_LEVELS[level]}: `;
  const order = priority === null ? '' : ` (${AZURE_NETWORK.priority(priority)})`;
  return { text: `${place}${name}${order}${line === null ? ` ${AZURE_NETWORK.added}` : ''}`, line };
}

function groundOfRoute({ prefix, hopType, hopAddresses, name, line }: NamedRoute): Ground {
  return {
    text: `${name === null ? '' : `${name}: `}${prefix} ${AZURE_NETWORK.hop(hopType, hopAddresses.join(', '))}`,
    line,
  };
}
