import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { href } from '../../site/href.ts';

let loaded: Promise<EvidenceKnowledge> | null = null;

/** The evidence lists, fetched once. */
export function loadEvidenceLists(): Promise<EvidenceKnowledge> {
  loaded ??= fetch(href('/evidence.json')).then(async (response) => (await response.json()) as EvidenceKnowledge);
  // a failure is not remembered
  loaded.catch(() => (loaded = null));
  return loaded;
}
