import type { Passages } from '../knowledge/passages.ts';
import type {
  CheckKnowledge,
  EvidenceKnowledge,
  Knowledge,
  NameRules,
  PeerRule,
  SearchKnowledge,
} from '../knowledge/types.ts';

/** What each command needs to know, read when it is asked for. */
export interface KnowledgeSource {
  readonly knowledge: () => Knowledge;
  readonly peers: () => readonly PeerRule[];
  readonly evidence: () => EvidenceKnowledge;
  readonly nameRules: () => NameRules;
  readonly search: () => SearchKnowledge;
  readonly passages: () => Passages;
  readonly check: () => CheckKnowledge;
  /** Of the program, as in package.json. */
  readonly version: () => string;
}

/** The parts of what is known, each as JSON. */
export type CompiledKnowledge = Readonly<Record<keyof KnowledgeSource, string>>;

/** All that the commands need, for the one file that holds it. */
export function compiledFrom(source: KnowledgeSource): CompiledKnowledge {
  return {
    knowledge: JSON.stringify(source.knowledge()),
    peers: JSON.stringify(source.peers()),
    evidence: JSON.stringify(source.evidence()),
    nameRules: JSON.stringify(source.nameRules()),
    search: JSON.stringify(source.search()),
    passages: JSON.stringify(source.passages()),
    check: JSON.stringify(source.check()),
    version: JSON.stringify(source.version()),
  };
}

/** What was compiled, each part parsed when a command asks for it: a log needs none of what only the search knows. */
export function fromCompiled(compiled: CompiledKnowledge): KnowledgeSource {
  const parsed = <T>(json: string): T => JSON.parse(json) as T;
  return {
    knowledge: () => parsed(compiled.knowledge),
    peers: () => parsed(compiled.peers),
    evidence: () => parsed(compiled.evidence),
    nameRules: () => parsed(compiled.nameRules),
    search: () => parsed(compiled.search),
    passages: () => parsed(compiled.passages),
    check: () => parsed(compiled.check),
    version: () => parsed(compiled.version),
  };
}
