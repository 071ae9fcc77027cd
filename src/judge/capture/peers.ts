import type { CaptureSummary, Conversation, Peer } from '../../model/capture.ts';
import { append } from '../../text/lists.ts';

/** What became of a conversation, or of all with one peer, in one word. */
export type ConversationState = 'no_answer' | 'refused' | 'reset' | 'established' | 'none';

/** A peer with its conversations. */
export interface JudgedPeer {
  readonly peer: Peer;
  readonly conversations: readonly Conversation[];
  /** The worst that happened: a refusal or silence outweighs a connection. */
  readonly state: ConversationState;
}

/** From the worst on. */
const STATES: readonly ConversationState[] = ['no_answer', 'refused', 'reset', 'established', 'none'];

/** What became of a conversation. `reset`: the server ended a connection on which it had sent nothing. */
export function stateOf({ protocol, handshake, connections }: Conversation): ConversationState {
  if (protocol !== 'tcp') return 'none';
  if (handshake === 'established' && connections.some((one) => one.payloadFromServer === 0 && one.rstByServer > 0))
    return 'reset';
  const answered = connections.some((one) => one.payloadFromServer > 0);
  return handshake === 'no_answer' && answered ? 'none' : handshake;
}

/** The peers of a capture, in its order. */
export function judgePeers({ peers, conversations }: CaptureSummary): JudgedPeer[] {
  const byAddress = new Map<string, Conversation[]>();
  for (const conversation of conversations) {
    for (const address of new Set([conversation.a, conversation.b])) append(byAddress, address, conversation);
  }
  return peers.map((peer) => {
    const those = byAddress.get(peer.address) ?? [];
    const states = new Set(those.map(stateOf));
    return { peer, conversations: those, state: STATES.find((state) => states.has(state)) ?? 'none' };
  });
}
