import { doublingOf } from '../capture/doubling.ts';
import { fits } from '../capture/filter/match.ts';
import { PeerTable, trafficClass } from '../capture/identify.ts';
import type { CaptureReading } from '../capture/reading.ts';
import { conversationOf } from '../capture/summary.ts';
import type { PeerRule } from '../knowledge/types.ts';
import type { Expression } from '../model/capture-filter.ts';
import type { CaptureSummary, Conversation, Peer } from '../model/capture.ts';
import { filterableOf, otherEndOf } from './filterable.ts';

/**
 * Numbers of all conversations that fit a filter, also of those that a summary does not list, or whose peer it does not list. There
 * may be very many, so that one after the other is made and let go.
 */
export function fittingFlows(
  { traffic, stream }: CaptureReading,
  { peers, own }: Pick<CaptureSummary, 'peers' | 'own'>,
  filter: Expression,
  rules: readonly PeerRule[],
): number[] {
  const known = new Map(peers.map((peer) => [peer.address, peer]));
  const ours = new Set(own);
  const table = new PeerTable(rules);
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const doubling = doublingOf(traffic, stream);
  const found: number[] = [];
  for (let id = 0; id < traffic.flows.count; id += 1) {
    const conversation = conversationOf(id, traffic, doubling);
    if (conversation === null) continue;
    const { address } = otherEndOf(conversation, ours);
    const peer = known.get(address) ?? peerOf(address, conversation, ours, traffic.names.namesOf(address), table);
    const title = peer.identity === null ? '' : (titles.get(peer.identity) ?? '');
    if (fits(filter, filterableOf(conversation, peer, title))) found.push(conversation.flow);
  }
  return found;
}

/** What is known of a peer that is not listed; of the machine's ports that it called, this conversation's alone. */
function peerOf(
  address: string,
  conversation: Conversation,
  own: ReadonlySet<string>,
  names: readonly string[],
  table: PeerTable,
): Pick<Peer, 'names' | 'identity' | 'traffic'> {
  const { isFirst } = otherEndOf(conversation, own);
  const { aPort, bPort, connections } = conversation;
  const called = connections.some(({ client }) => client === (isFirst ? 'a' : 'b')) ? (isFirst ? bPort : aPort) : null;
  const rule = table.find(address, names, called === null ? [] : [called]);
  return { names, identity: rule?.id ?? null, traffic: trafficClass(rule, address, table) };
}
