import { href } from '../../site/href.ts';
import { lookUpInWorker } from '../worker/client.ts';

/** Pages, and places of pages, that the search recognises in a text; what only resembles it, or has words of it, is not among them. */
export async function recognisedIn(text: string): Promise<ReadonlySet<string>> {
  const { rows } = await lookUpInWorker(text);
  return new Set(rows.filter(({ certain }) => certain).map(({ url }) => href(url)));
}
