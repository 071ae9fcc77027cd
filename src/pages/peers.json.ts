import { loadPeers } from '../knowledge/load-files.ts';

/** The peers of captures, as one static file. */
export function GET(): Response {
  return Response.json(loadPeers());
}
