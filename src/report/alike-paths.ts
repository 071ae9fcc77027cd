import { besides } from '#locale/forms.ts';
import type { PathNode, PathRow } from './paths.ts';

/** As many rows are read at a glance; of more, those that show the same are put together. */
const MOST_ROWS = 5;

/** The ways of a report, few enough for one look: services whose connections end alike share a row. Order stays. */
export function fewRows(rows: readonly PathRow[]): readonly PathRow[] {
  if (rows.length <= MOST_ROWS) return rows;
  return [...Map.groupBy(rows, kindOf).values()].map((alike) => alike.reduce(joined));
}

/** What tells rows apart. */
function kindOf({ route, isOneOfTwo, account, blocks, nodes }: PathRow): string {
  return JSON.stringify([route, isOneOfTwo, account, blocks, nodes.map(({ state, cause }) => [state, cause])]);
}

function joined(one: PathRow, other: PathRow): PathRow {
  const workloads = new Map(one.workloads.map((workload) => [workload.id, workload]));
  for (const workload of other.workloads) {
    const affected = workload.affected || workloads.get(workload.id)?.affected === true;
    workloads.set(workload.id, { ...workload, affected });
  }
  return {
    ...one,
    service: `${one.service} ${other.service}`,
    name: besides([one.name, other.name]),
    host: null,
    nodes: one.nodes.map((node, at) => joinedNode(node, other.nodes[at])),
    workloads: [...workloads.values()],
  };
}

function joinedNode(node: PathNode, other: PathNode | undefined): PathNode {
  if (other === undefined) return node;
  return {
    ...node,
    count: node.count + other.count,
    of: node.of + other.of,
    numbers: [...new Set([...node.numbers, ...other.numbers])].sort((a, b) => a - b),
    probe: node.probe ?? other.probe,
  };
}
