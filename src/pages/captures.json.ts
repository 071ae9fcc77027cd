import type { CapturePart } from '../knowledge/captures.ts';
import { loadKnowledge, loadPeers } from '../knowledge/load-files.ts';

/** What captures need, as one static file. */
export function GET(): Response {
  return Response.json({ peers: loadPeers(), traces: loadKnowledge().traces } satisfies CapturePart);
}
