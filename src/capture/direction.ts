import type { CaptureFacts } from '../model/capture-facts.ts';
import { TCP } from './flows.ts';
import type { Traffic } from './traffic.ts';

/** Fewer conversations tell nothing of how the capture was taken. */
const LEAST_CONVERSATIONS = 3;
/** What goes both ways may be this share where the capture shows one direction alone. */
const FEW = 0.05;

/**
 * Whether the capture shows both directions of the machine's traffic. What nobody answers goes one way as well: a SYN alone does not
 * count, what a connection that goes on sends does.
 */
export function directionOf({ flows }: Traffic, own: ReadonlySet<number>): CaptureFacts['direction'] {
  let both = 0;
  let sent = 0;
  let received = 0;
  for (let id = 0; id < flows.count; id += 1) {
    if (flows.protocolOf(id) !== TCP || flows.onlySyn(id) >= 0) continue;
    const isOwn = own.has(flows.hostOf(id, 0));
    if (isOwn === own.has(flows.hostOf(id, 1))) continue;
    const { packetsAB, packetsBA } = flows.flow(id);
    if (packetsAB > 0 && packetsBA > 0) both += 1;
    else if (packetsAB > 0 === isOwn) sent += 1;
    else received += 1;
  }
  const oneWay = Math.max(sent, received);
  if (oneWay < LEAST_CONVERSATIONS || oneWay < (1 - FEW) * (both + sent + received)) return 'both';
  return sent > received ? 'sent' : 'received';
}
