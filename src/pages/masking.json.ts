import { loadNameRules } from '../knowledge/load-files.ts';

/** Which names the mask hides, as one static file that is loaded when a report is shown. */
export function GET(): Response {
  return Response.json(loadNameRules());
}
