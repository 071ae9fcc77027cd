/// <reference lib="webworker" />
import { Analyzer } from '../../analyze/log.ts';
import { finderOf } from '../../analyze/search.ts';
import { withMeanings, type Meanings } from '../../knowledge/meanings.ts';
import type { Passages } from '../../knowledge/passages.ts';
import type { Knowledge, SearchKnowledge, SecretRules } from '../../knowledge/types.ts';
import { Mask } from '../../mask/mask.ts';
import { maskAll, removeSecrets } from '../../mask/session.ts';
import type { Finder } from '../../search/finder.ts';
import { parcelOf } from './pieces.ts';
import type { Answer, Lookup, Request } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

let analyzer: Analyzer | null = null;
let knowledge: Knowledge | null = null;
let searched: { readonly knowledge: Knowledge; readonly search: SearchKnowledge } | null = null;
let finder: Finder | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'knowledge') {
    knowledge = JSON.parse(data.json) as Knowledge;
    analyzer = new Analyzer(knowledge);
    warm(analyzer, practiceLog(knowledge));
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
  try {
    const answered = answer(data);
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
});

/** The first analysis pays for the engine's compilers; a made-up log pays for it before the reader's arrives. */
const PRACTICE = `@nslookup  a.example
Server:\t\t10.0.0.1
Address:\t10.0.0.1#53

Name:\ta.example
Address: 10.0.0.2

@nc -vz a.example 443
Ncat: Connection timed out.

@curl -I https://a.example
  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
HTTP/1.1 404 Not Found
x-ms-request-id: 1

@curl -I https://b.example
curl: (28) Connection timed out after 300001 milliseconds

`;

/** The made-up log, its probes announced as those of the first format that announces any. */
function practiceLog({ formats }: Knowledge): string {
  const [head = '', tail = ''] = (formats.flatMap(({ announce }) => announce)[0] ?? '').split('{command}');
  return PRACTICE.replaceAll(/^@(.{1,80})$/gmu, (_, command) => head + String(command) + tail);
}

function warm(made: Analyzer, log: string): void {
  for (let round = 0; round < 20; round += 1) made.analyzeText('', log.repeat(8));
}

function answer(request: Exclude<Request, { kind: 'knowledge' | 'search' | 'passages' }>): Answer {
  if (analyzer === null || knowledge === null) throw new Error('asked before the knowledge arrived');
  const { secrets } = knowledge;
  switch (request.kind) {
    case 'analyze': {
      const { report, lines } = analyzer.analyze(
        { name: request.name, bytes: request.bytes },
        { format: request.format, now: Date.now() },
      );
      return { kind: 'analyzed', id: request.id, text: lines.text, ...removeSecrets(secrets, report, lines.text) };
    }
    case 'analyze-text': {
      const { report } = analyzer.analyzeText(request.name, request.text, {
        format: request.format,
        now: Date.now(),
      });
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
