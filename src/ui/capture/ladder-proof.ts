import { ACK, FIN, RST, SYN } from '../../capture/connections.ts';
import type { LadderSegment } from './protocol.ts';

/** What segments prove, and by which frames. */
export interface LadderProof {
  readonly what: 'opened' | 'unanswered' | 'refused' | 'reset' | 'repeated' | 'stalled' | 'closed';
  readonly frames: readonly number[];
}

/**
 * What the segments of a conversation prove, in the order in which it happened: each sentence rests on the frames that it
 * names. Of several connections between the same ports the last SYN begins the one that is meant.
 */
export function proofsOf(segments: readonly LadderSegment[]): LadderProof[] {
  const proofs: LadderProof[] = [];
  const tell = (what: LadderProof['what'], of: readonly LadderSegment[]): void => {
    if (of.length > 0) proofs.push({ what, frames: of.map(({ frame }) => frame) });
  };
  const opening = segments.filter(({ flags }) => (flags & (SYN | ACK | RST)) === SYN);
  const [first] = opening;
  const answer = segments.find(({ flags }) => (flags & (SYN | ACK)) === (SYN | ACK));
  const resets = segments.filter(({ flags }) => (flags & RST) !== 0);
  if (first !== undefined) {
    const client = first.from;
    const refusal = resets.filter(({ from }) => from !== client);
    const isHeard = segments.some(({ from }) => from !== client);
    if (answer !== undefined) {
      const at = segments.indexOf(answer);
      const last = segments.find(
        ({ from, flags }, index) => index > at && from === client && (flags & (SYN | ACK | RST)) === ACK,
      );
      if (last !== undefined) tell('opened', [first, answer, last]);
    } else if (!isHeard) tell('unanswered', opening);
    else if (refusal.length > 0 && !segments.some(({ from, flags }) => from !== client && (flags & RST) === 0))
      tell('refused', [...opening, ...refusal]);
  }
  tell(
    'repeated',
    segments.filter(({ repeated, flags }) => repeated && (flags & SYN) === 0),
  );
  tell(
    'stalled',
    segments.filter(({ window, flags }) => window === 0 && (flags & (RST | SYN)) === 0),
  );
  if (!proofs.some(({ what }) => what === 'refused')) tell('reset', resets);
  tell(
    'closed',
    segments.filter(({ flags }) => (flags & (FIN | RST)) === FIN),
  );
  return proofs;
}
