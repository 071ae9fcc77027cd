/// <reference lib="webworker" />
import { answerTo } from '../../analyze/crew.ts';
import { Analyzer, type Analysis } from '../../analyze/log.ts';
import { finderOf } from '../../analyze/search.ts';
import { withMeanings, type Meanings } from '../../knowledge/meanings.ts';
import type { Passages } from '../../knowledge/passages.ts';
import type { Knowledge, SearchKnowledge, SecretRules } from '../../knowledge/types.ts';
import { Mask } from '../../mask/mask.ts';
import { maskAll, removeSecrets } from '../../mask/session.ts';
import type { Finder } from '../../search/finder.ts';
import { help, Helping, type HelpRequest } from './helping.ts';
import { parcelOf } from './pieces.ts';
import type { Answer, Lookup, Request } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What is answered. */
type Question = Exclude<Request, { kind: 'knowledge' | 'practice' | 'search' | 'passages' | 'serve' | 'helper-gone' }>;

let analyzer: Analyzer | null = null;
let knowledge: Knowledge | null = null;
let searched: { readonly knowledge: Knowledge; readonly search: SearchKnowledge } | null = null;
let finder: Finder | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'knowledge') {
    knowledge = JSON.parse(data.json) as Knowledge;
    analyzer = new Analyzer(knowledge);
    return;
  }
  if (data.kind === 'helper-gone') return;
  if (data.kind === 'serve') {
    const own = analyzer;
    if (own !== null) help(data.port, (asked) => answerTo(asked, own));
    return;
  }
  if (data.kind === 'practice') {
    if (analyzer !== null && knowledge !== null) practise(analyzer, knowledge, data.logs);
    return;
  }
  if (data.kind === 'search') {
    if (knowledge === null) return;
    const search = JSON.parse(data.json) as SearchKnowledge;
    searched = { knowledge: withMeanings(knowledge, JSON.parse(data.meanings) as Meanings), search };
    finder = finderOf(searched.knowledge, search, {});
    return;
  }
  if (data.kind === 'passages') {
    if (searched === null) return;
    finder = finderOf(searched.knowledge, searched.search, JSON.parse(data.json) as Passages);
    prepareLater();
    return;
  }
  // one after the other, as they came
  queue = queue.then(() => respond(data));
});

let queue = Promise.resolve();

async function respond(data: Question): Promise<void> {
  try {
    const answered = await answer(data);
    if (answered.kind !== 'analyzed' && answered.kind !== 'masked') {
      self.postMessage(answered);
      return;
    }
    const { head, batches } = parcelOf(answered);
    for (const pieces of batches) self.postMessage({ kind: 'pieces', id: data.id, pieces } satisfies Answer);
    self.postMessage(head);
  } catch (error) {
    self.postMessage({
      kind: 'failed',
      id: data.id,
      message: error instanceof Error ? error.message : String(error),
    } satisfies Answer);
  }
}

/** The first analysis pays for the engine's compilers: logs of ours pay for it before the reader's arrives. */
const ROUNDS = 16;

function practise(made: Analyzer, { secrets }: Knowledge, logs: readonly string[]): void {
  // what arrives between two rounds does not wait for the rest
  const texts = [...logs, logs.join('\n')];
  const round = (left: number): void => {
    for (const text of texts)
      parcelOf({
        kind: 'analyzed',
        id: 0,
        text: null,
        ...removeSecrets(secrets, made.analyzeText('', text).report, text),
      });
    if (left > 1) setTimeout(round, 0, left - 1);
  };
  round(ROUNDS);
}

async function answer(request: Question): Promise<Exclude<Answer, HelpRequest>> {
  if (analyzer === null || knowledge === null) throw new Error('asked before the knowledge arrived');
  const { secrets } = knowledge;
  switch (request.kind) {
    case 'analyze': {
      const { name, bytes, format } = request;
      const { report, lines } = await helped(analyzer, (own, crew) =>
        own.analyzeWith(crew, { name, bytes }, { format, now: Date.now() }),
      );
      return { kind: 'analyzed', id: request.id, text: lines.text, ...removeSecrets(secrets, report, lines.text) };
    }
    case 'analyze-text': {
      const { name, text, format } = request;
      const { report } = await helped(analyzer, (own, crew) =>
        own.analyzeTextWith(crew, name, text, { format, now: Date.now() }),
      );
      return { kind: 'analyzed', id: request.id, text: null, ...removeSecrets(secrets, report, request.text) };
    }
    case 'explain':
      return { kind: 'explained', id: request.id, explanations: ready().explain(request.text) };
    case 'find':
      prepareLater();
      return { kind: 'found', id: request.id, lookup: lookUp(request.text, secrets) };
    case 'mask':
      return { kind: 'masked', id: request.id, masked: maskAll(secrets, request.names, request.task) };
  }
}

/** Reads with further workers where there is much to read. */
async function helped(
  own: Analyzer,
  read: (own: Analyzer, crew: Helping['crew']) => Promise<Analysis>,
): Promise<Analysis> {
  const helping = new Helping(self);
  try {
    return await read(own, helping.crew);
  } finally {
    helping.end();
  }
}

function lookUp(text: string, secrets: SecretRules): Lookup {
  const own = ready();
  return { rows: own.search(text), marks: own.marksOf(text), outgoing: new Mask(secrets, null).text(text) };
}

/** Milliseconds without a query after which the index of words is made: what was asked meanwhile does not wait for it. */
const QUIET = 400;
let preparing: ReturnType<typeof setTimeout> | undefined;

function prepareLater(): void {
  clearTimeout(preparing);
  preparing = setTimeout(() => finder?.prepare(), QUIET);
}

function ready(): Finder {
  if (finder === null) throw new Error('asked before the search arrived');
  return finder;
}
