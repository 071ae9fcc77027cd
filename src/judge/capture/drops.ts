import type { TraceWords } from '../../knowledge/types.ts';
import type { DroppedFlow, Trace } from '../../model/capture-facts.ts';
import { unconnected, type Result } from './result.ts';

/** A connection that a filter inside Windows did not let out, or whose answer it did not let in. */
export interface FirewallDrop {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly result: Result;
}

/** Connections whose SYN, or the answer to it, a filter of Windows threw away, as a trace of pktmon tells. */
export function firewallDrops(trace: Trace | null, { drops }: TraceWords): FirewallDrop[] {
  const filters = new Set(drops.filter(({ firewall }) => firewall === true).map(({ id }) => id));
  return (trace?.droppedFlows ?? []).flatMap((flow) =>
    flow.protocol === 'tcp' && filters.has(flow.reason) ? (dropOf(flow) ?? []) : [],
  );
}

function dropOf(flow: DroppedFlow): FirewallDrop | null {
  const { source, sourcePort, destination, destinationPort, isSyn, isSynAck, reason, name } = flow;
  const result = unconnected('unreachable', 'local', { dropReason: reason, droppedBy: name });
  if (isSyn)
    return { client: source, clientPort: sourcePort, server: destination, serverPort: destinationPort, result };
  if (isSynAck)
    return { client: destination, clientPort: destinationPort, server: source, serverPort: sourcePort, result };
  return null;
}
