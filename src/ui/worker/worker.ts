/// <reference lib="webworker" />
import { Analyzer } from '../../analyze.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import type { Answer, Request } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

let analyzer: Analyzer | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'knowledge') {
    analyzer = new Analyzer(JSON.parse(data.json) as Knowledge);
    return;
  }
  try {
    self.postMessage(answer(data));
  } catch (error) {
    self.postMessage({
      kind: 'failed',
      id: data.id,
      message: error instanceof Error ? error.message : String(error),
    } satisfies Answer);
  }
});

function answer(request: Exclude<Request, { kind: 'knowledge' }>): Answer {
  if (analyzer === null) throw new Error('asked before the knowledge arrived');
  switch (request.kind) {
    case 'analyze': {
      const { report, lines } = analyzer.analyze(
        { name: request.name, bytes: request.bytes },
        { format: request.format },
      );
      return { kind: 'analyzed', id: request.id, report, text: lines.text };
    }
    case 'analyze-text': {
      const { report, lines } = analyzer.analyzeText(request.name, request.text, { format: request.format });
      return { kind: 'analyzed', id: request.id, report, text: lines.text };
    }
    case 'explain':
      return { kind: 'explained', id: request.id, explanations: analyzer.explain(request.text) };
  }
}
