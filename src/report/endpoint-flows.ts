import { stateOf } from '../judge/capture/peers.ts';
import type { CaptureSummary, Conversation } from '../model/capture.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { CaptureReport } from '../model/report.ts';
import { append } from '../text/lists.ts';
import { probeOf } from './proof.ts';

/** Finds the conversations with a destination, those that failed first. */
export type FlowsOf = (host: string, port: number) => readonly number[];

const FAILED: ReadonlySet<string> = new Set(['no_answer', 'refused', 'reset']);

/**
 * The conversations of a capture by destination: at its address, or under its name, whatever told that: TLS, DNS, or a request to
 * a proxy. A name that DNS did not resolve has only the conversation that asked for it.
 */
export function flowsByDestination({ conversations, peers }: CaptureSummary): FlowsOf {
  const names = new Map(peers.map(({ address, names: known }) => [address, known]));
  const byPlace = new Map<string, Conversation[]>();
  const byAsked = new Map<string, Conversation[]>();
  for (const one of conversations) {
    const places = new Set<string>();
    for (const [address, port] of [
      [one.a, one.aPort],
      [one.b, one.bPort],
    ] as const) {
      if (port === null) continue;
      const known = [address, ...(names.get(address) ?? []), ...one.connections.map(({ sni }) => sni ?? '')];
      for (const name of known) if (name !== '') places.add(`${name.toLowerCase()} ${port}`);
    }
    for (const { exchanges } of one.connections)
      for (const { target } of exchanges) places.add(placeOf(target.toLowerCase()));
    for (const place of places) append(byPlace, place, one);
    for (const name of one.asked) append(byAsked, name.toLowerCase(), one);
  }
  return (host, port) => {
    const found = byPlace.get(`${host.toLowerCase()} ${port}`) ?? byAsked.get(host.toLowerCase()) ?? [];
    return found
      .toSorted((x, y) => Number(FAILED.has(stateOf(y))) - Number(FAILED.has(stateOf(x))) || x.flow - y.flow)
      .map(({ flow }) => flow);
  };
}

/** `host:port`, as a request to a proxy names it, as host and port. */
function placeOf(target: string): string {
  const colon = target.lastIndexOf(':');
  return colon < 0 ? target : `${target.slice(0, colon)} ${target.slice(colon + 1)}`;
}

/** The conversations on which a root cause rests, at most so many: one for each of its destinations. */
export function flowsOfCause(report: CaptureReport, cause: Diagnosis, flowsOf: FlowsOf, most: number): number[] {
  const found = new Set<number>();
  for (const id of cause.because) {
    if (found.size >= most) break;
    const probe = probeOf(report, id);
    if (probe?.host == null) continue;
    const [flow] = flowsOf(probe.host, probe.port ?? 0);
    if (flow !== undefined) found.add(flow);
  }
  return [...found];
}
