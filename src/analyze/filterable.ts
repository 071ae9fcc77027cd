import type { Filterable } from '../capture/filter/match.ts';
import { stateOf, type ConversationState } from '../judge/capture/peers.ts';
import type { Conversation, Peer } from '../model/capture.ts';

/** The end of a conversation that is not the machine's own; of two that both are not, the second one. */
export interface OtherEnd {
  readonly address: string;
  readonly port: number | null;
  /** It is the conversation's first end. */
  readonly isFirst: boolean;
}

/** @param own the machine's own addresses */
export function otherEndOf({ a, aPort, b, bPort }: Conversation, own: ReadonlySet<string>): OtherEnd {
  const isFirst = !own.has(a) && own.has(b);
  return isFirst ? { address: a, port: aPort, isFirst } : { address: b, port: bPort, isFirst };
}

/**
 * What a filter asks of a conversation.
 * @param peer what is known of its other end
 * @param title what the rule says that describes the peer
 */
export function filterableOf(
  conversation: Conversation,
  peer: Pick<Peer, 'names' | 'traffic'> | null,
  title: string,
): Filterable & { readonly state: ConversationState } {
  const { a, b, aPort, bPort, connections, asked } = conversation;
  const serverNames = [...new Set(connections.flatMap(({ sni }) => (sni === null ? [] : [sni.toLowerCase()])))];
  return {
    protocol: conversation.protocol,
    addresses: [a, b],
    ports: aPort === null || bPort === null ? [] : [aPort, bPort],
    packets: conversation.packetsAB + conversation.packetsBA,
    resets: conversation.rst,
    serverNames,
    asked: asked.map((name) => name.toLowerCase()),
    hosts: [a, b, ...(peer?.names ?? []), ...serverNames].join('\n').toLowerCase(),
    state: stateOf(conversation),
    traffic: peer?.traffic ?? '',
    title: title.toLowerCase(),
  };
}
