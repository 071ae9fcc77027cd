import type { TraceWords } from '../knowledge/types.ts';
import type { CaptureFacts, DropWords, Trace } from '../model/capture-facts.ts';
import { heaviest } from './heaviest.ts';
import { EtlReader } from './readers/etl.ts';
import type { Hosts } from './hosts.ts';
import type { CaptureStream } from './readers/stream.ts';

/** Conversations of dropped packets that are listed. */
const MOST_LISTED = 200;

/** What a capture tells beside its conversations. */
export function factsOf(stream: CaptureStream, words: TraceWords): CaptureFacts {
  const whole = traceOf(stream);
  const trace = whole === null ? null : { ...whole, droppedFlows: mostOf(whole.droppedFlows) };
  const reasons = [...new Set((trace?.drops ?? []).map(({ reason }) => reason))].map((id) => wordsOf(id, words));
  return { trace, reasons, origins: originsOf(trace, words) };
}

/** What the event trace of Windows tells that this capture is; null for every other capture. */
export function traceOf({ kind }: CaptureStream): Trace | null {
  return kind?.kind === 'capture' && kind.reader instanceof EtlReader ? kind.reader.trace : null;
}

function mostOf(flows: Trace['droppedFlows']): Trace['droppedFlows'] {
  return heaviest(flows.length, (at) => flows[at]?.packets ?? 0, MOST_LISTED).flatMap((at) => flows[at] ?? []);
}

/** Addresses of the machine itself, as an event trace names them; those alone that took part in anything. */
export function ownInTrace({ kind }: CaptureStream, hosts: Hosts): number[] {
  if (kind?.kind !== 'capture' || !(kind.reader instanceof EtlReader)) return [];
  const named = new Set(kind.reader.ownAddresses);
  const found: number[] = [];
  for (let id = 0; id < hosts.count; id += 1) if (named.has(hosts.addressOf(id))) found.push(id);
  return found.sort((a, b) => hosts.packetsOf(b) - hosts.packetsOf(a));
}

/** Whose events a trace holds, by what is known of its providers; the most events first. */
function originsOf(trace: Trace | null, { providers }: TraceWords): string[] {
  const known = new Map(providers.map((provider) => [provider.guid, provider]));
  return (trace?.providers ?? []).flatMap(({ guid }) => {
    const provider = known.get(guid);
    return provider?.background === true ? [] : [provider?.title ?? `{${guid}}`];
  });
}

function wordsOf(id: number, { drops }: TraceWords): DropWords {
  const found = drops.find((drop) => drop.id === id);
  return { id, name: found?.name ?? '', text: found?.text ?? '', firewall: found?.firewall === true };
}
