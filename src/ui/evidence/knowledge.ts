import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { fileText } from '../worker/files.ts';

let loaded: Promise<EvidenceKnowledge> | null = null;

/** The evidence lists, fetched once. */
export function loadEvidenceLists(): Promise<EvidenceKnowledge> {
  loaded ??= fileText('evidence.json').then((text) => JSON.parse(text) as EvidenceKnowledge);
  // a failure is not remembered
  loaded.catch(() => (loaded = null));
  return loaded;
}
