import { STATE_WORDS, TRAFFIC } from '#locale/capture-words.ts';
import type { TrafficClass } from '../../model/capture.ts';
import type { ConversationState } from '../../judge/capture/peers.ts';

/** States as icon, word and colour together. */
export const STATES: Readonly<
  Record<ConversationState, { readonly kind: 'ok' | 'ng' | 'un' | 'no'; readonly word: string }>
> = {
  established: { kind: 'ok', word: STATE_WORDS.established },
  refused: { kind: 'ng', word: STATE_WORDS.refused },
  no_answer: { kind: 'ng', word: STATE_WORDS.no_answer },
  reset: { kind: 'ng', word: STATE_WORDS.reset },
  none: { kind: 'no', word: STATE_WORDS.none },
};

const ORDER = ['internet', 'azure', 'private', 'platform', 'local'] as const satisfies readonly TrafficClass[];

/** Classes of traffic in the order in which views show them, with what is known of their charge. */
export const CLASSES: readonly { readonly id: TrafficClass; readonly name: string; readonly note: string }[] =
  ORDER.map((id) => ({ id, ...TRAFFIC[id] }));

export function classWord(id: TrafficClass): string {
  return TRAFFIC[id].name;
}

const FLAGS: readonly (readonly [number, string])[] = [
  [2, 'SYN'],
  [1, 'FIN'],
  [4, 'RST'],
  [8, 'PSH'],
  [16, 'ACK'],
];

export function flagsWord(flags: number): string {
  return FLAGS.filter(([bit]) => (flags & bit) !== 0)
    .map(([, name]) => name)
    .join(', ');
}
