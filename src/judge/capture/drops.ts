import type { TraceWords } from '../../knowledge/types.ts';
import type { DroppedFlow, Trace } from '../../model/capture-facts.ts';
import type { ProbeDetail } from '../../model/probe.ts';
import { unconnected, type Result } from './result.ts';

/** A connection that a filter inside Windows did not let out, or whose answer it did not let in. */
export interface FirewallDrop {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly result: Result;
}

/** A DNS server of which a filter inside Windows threw away the questions to it, or its answers. */
export interface DnsDrop {
  readonly client: string;
  readonly server: string;
  /** Answers that were thrown away. */
  readonly answers: number;
  readonly detail: ProbeDetail;
}

const DNS_PORT = 53;

/** What a filter of Windows threw away between the machine and DNS servers, by the two ends. */
export function dnsDrops(trace: Trace | null, words: TraceWords): DnsDrop[] {
  const filters = filtersOf(words);
  const found = new Map<string, DnsDrop>();
  for (const flow of trace?.droppedFlows ?? []) {
    const { protocol, source, destination, sourcePort, destinationPort, isSyn, isSynAck, packets } = flow;
    if (!filters.has(flow.reason) || (protocol === 'tcp' && !isSyn && !isSynAck)) continue;
    const isQuestion = protocol !== 'other' && destinationPort === DNS_PORT;
    if (!isQuestion && (protocol === 'other' || sourcePort !== DNS_PORT)) continue;
    const [client, server] = isQuestion ? [source, destination] : [destination, source];
    const key = `${client} ${server}`;
    const known = found.get(key) ?? { client, server, answers: 0, detail: detailOf(flow) };
    // who answers a connection has answered no question yet
    const answers = known.answers + (isQuestion || protocol === 'tcp' ? 0 : packets);
    found.set(key, { ...known, answers });
  }
  return [...found.values()];
}

/** Connections whose SYN, or the answer to it, a filter of Windows threw away, as a trace of pktmon tells. */
export function firewallDrops(trace: Trace | null, words: TraceWords): FirewallDrop[] {
  const filters = filtersOf(words);
  return (trace?.droppedFlows ?? []).flatMap((flow) =>
    flow.protocol === 'tcp' && filters.has(flow.reason) ? (dropOf(flow) ?? []) : [],
  );
}

function filtersOf({ drops }: TraceWords): ReadonlySet<number> {
  return new Set(drops.filter(({ firewall }) => firewall === true).map(({ id }) => id));
}

function detailOf({ reason, name }: DroppedFlow): ProbeDetail {
  return { dropReason: reason, droppedBy: name };
}

function dropOf(flow: DroppedFlow): FirewallDrop | null {
  const { source, sourcePort, destination, destinationPort, isSyn, isSynAck } = flow;
  const result = unconnected('unreachable', 'local', detailOf(flow));
  if (isSyn)
    return { client: source, clientPort: sourcePort, server: destination, serverPort: destinationPort, result };
  if (isSynAck)
    return { client: destination, clientPort: destinationPort, server: source, serverPort: sourcePort, result };
  return null;
}
