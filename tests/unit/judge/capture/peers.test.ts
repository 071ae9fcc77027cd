import { describe, expect, test } from 'vitest';
import { judgePeers, stateOf, type ConversationState } from '../../../../src/judge/capture/peers.ts';
import type { CaptureSummary, Connection, Conversation, Peer } from '../../../../src/model/capture.ts';

/** A connection of which only these numbers count. */
const connection = (payloadFromServer: number, rstByServer: number): Connection =>
  ({ payloadFromServer, rstByServer }) as Connection;
const talk = (more: Partial<Conversation>): Conversation =>
  ({
    protocol: 'tcp',
    a: '10.0.0.4',
    b: '20.1.1.1',
    handshake: 'established',
    connections: [],
    ...more,
  }) as Conversation;

describe('a conversation', () => {
  test.each<[string, Partial<Conversation>, ConversationState]>([
    ['other than TCP has no state', { protocol: 'udp', handshake: 'no_answer' }, 'none'],
    ['with data was established', { connections: [connection(10, 0)] }, 'established'],
    ['without any data was established', { connections: [connection(0, 0)] }, 'established'],
    ['that the server ended before it sent anything was reset', { connections: [connection(0, 1)] }, 'reset'],
    ['that the server ended after its answer was not', { connections: [connection(10, 1)] }, 'established'],
    ['of which one connection was reset is one', { connections: [connection(10, 1), connection(0, 1)] }, 'reset'],
    [
      'needs silence and a reset in one connection',
      { connections: [connection(0, 0), connection(5, 1)] },
      'established',
    ],
    [
      'that was refused stays so, whatever ended it',
      { handshake: 'refused', connections: [connection(0, 1)] },
      'refused',
    ],
    ['that nobody answered', { handshake: 'no_answer', connections: [connection(0, 0)] }, 'no_answer'],
    [
      'whose handshake the capture missed tells nothing',
      { handshake: 'no_answer', connections: [connection(7, 0)] },
      'none',
    ],
  ])('%s', (_, more, state) => {
    expect(stateOf(talk(more))).toBe(state);
  });
});

describe('a peer', () => {
  const peer = (address: string): Peer => ({ address }) as Peer;
  const summary = (peers: Peer[], conversations: Conversation[]): CaptureSummary =>
    ({ peers, conversations }) as unknown as CaptureSummary;
  const silent = talk({ handshake: 'no_answer' });
  const refused = talk({ handshake: 'refused' });
  const reset = talk({ connections: [connection(0, 1)] });
  const fine = talk({});
  const other = talk({ protocol: 'udp' });

  test.each<[ConversationState, Conversation[]]>([
    ['no_answer', [fine, refused, reset, silent]],
    ['refused', [fine, reset, refused]],
    ['reset', [fine, reset, other]],
    ['established', [other, fine]],
    ['none', [other]],
    ['none', []],
  ])('is %s by its worst conversation', (state, conversations) => {
    expect(judgePeers(summary([peer('20.1.1.1')], conversations))).toEqual([
      { peer: peer('20.1.1.1'), conversations, state },
    ]);
  });

  test('has the conversations of its address alone, on either side, each once', () => {
    const back = talk({ a: '20.1.1.1', b: '10.0.0.4', handshake: 'refused' });
    const loop = talk({ a: '10.9.9.9', b: '10.9.9.9' });
    const judged = judgePeers(summary([peer('10.9.9.9'), peer('20.1.1.1'), peer('10.0.0.7')], [fine, back, loop]));
    expect(judged.map(({ peer: { address }, conversations, state }) => [address, conversations.length, state])).toEqual(
      [
        ['10.9.9.9', 1, 'established'],
        ['20.1.1.1', 2, 'refused'],
        ['10.0.0.7', 0, 'none'],
      ],
    );
  });
});
