import { readFileSync } from 'node:fs';
import {
  loadCheck,
  loadEvidence,
  loadKnowledge,
  loadNameRules,
  loadPassages,
  loadPeers,
  loadSearch,
} from '../knowledge/load-files.ts';
import type { KnowledgeSource } from './knowledge.ts';

/** Reads the files of `content/` below the project's folder at each start. */
export function fromFiles(project: URL): KnowledgeSource {
  const content = new URL('content/', project);
  return {
    knowledge: () => loadKnowledge(content),
    peers: () => loadPeers(content),
    evidence: () => loadEvidence(content),
    nameRules: () => loadNameRules(content),
    search: () => loadSearch(content),
    passages: () => loadPassages(content),
    check: () => loadCheck(content),
    version: () => {
      const { version } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8')) as { version: string };
      return version;
    },
  };
}
