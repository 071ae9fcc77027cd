import type { CaptureSummary, Conversation, Peer } from '../../model/capture.ts';
import { append } from '../../text/lists.ts';

/** A peer with its conversations. */
export interface PeerRow {
  readonly peer: Peer;
  readonly conversations: readonly Conversation[];
  /** The worst that happened: a refusal or silence outweighs a connection. */
  readonly state: State;
}

export type State = 'no_answer' | 'refused' | 'reset' | 'established' | 'none';

const WORST: readonly State[] = ['no_answer', 'refused', 'reset', 'established', 'none'];

/** What became of a conversation, in one word. */
export function stateOf({ protocol, handshake, connections }: Conversation): State {
  if (protocol !== 'tcp') return 'none';
  if (handshake === 'established' && connections.some((one) => one.payloadFromServer === 0 && one.rstByServer > 0))
    return 'reset';
  const answered = connections.some((one) => one.payloadFromServer > 0);
  return handshake === 'no_answer' && answered ? 'none' : handshake;
}

export function rowsOf({ peers, conversations }: CaptureSummary): PeerRow[] {
  const byAddress = new Map<string, Conversation[]>();
  for (const conversation of conversations) {
    for (const address of new Set([conversation.a, conversation.b])) {
      append(byAddress, address, conversation);
    }
  }
  return peers.map((peer) => {
    const own = byAddress.get(peer.address) ?? [];
    const states = new Set(own.map(stateOf));
    return { peer, conversations: own, state: WORST.find((state) => states.has(state)) ?? 'none' };
  });
}

/** Words as they are typed: `host:`, `port:` and `state:`, and any other word anywhere in address, name or identity. */
export function filterRows(rows: readonly PeerRow[], query: string, titleOf: (row: PeerRow) => string): PeerRow[] {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return rows.filter((row) =>
    words.every((word) => {
      const value = word.slice(word.indexOf(':') + 1);
      if (word.startsWith('host:')) return hostText(row).includes(value);
      if (word.startsWith('port:'))
        return row.conversations.some(({ aPort, bPort }) => String(aPort) === value || String(bPort) === value);
      if (word.startsWith('state:')) return row.conversations.some((one) => stateOf(one).startsWith(value));
      return hostText(row).includes(word) || titleOf(row).toLowerCase().includes(word);
    }),
  );
}

function hostText({ peer }: PeerRow): string {
  return `${peer.address} ${peer.names.join(' ')}`.toLowerCase();
}
