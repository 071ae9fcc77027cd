import { checkBundle, type BundleEntry, type BundleResult, type CheckOptions } from './evidence/check.ts';
import type { EvidenceKnowledge } from './knowledge/types.ts';
import type { Diagnosis, Report } from './report/types.ts';

/** The report of a bundle: what of a scenario's list it holds. */
export function reportOfBundle(
  source: { readonly name: string; readonly bytes: number },
  entries: readonly BundleEntry[],
  knowledge: EvidenceKnowledge,
  rules: string,
  options: CheckOptions = {},
): Report {
  const evidence = checkBundle(entries, knowledge, options);
  const title = knowledge.scenarios.find(({ id }) => id === evidence.scenario)?.title ?? evidence.scenario;
  return {
    schema: 1,
    kind: 'evidence',
    rules,
    source: { ...source, encoding: 'binary', lines: 0 },
    format: 'bundle',
    recognised: {
      id: 'bundle',
      title: `採取した情報 (${title})`,
      because: [],
      chosenByReader: options.scenario !== undefined,
    },
    machine: { hostname: null, os: null, startedAt: null, addresses: [], durationSeconds: null },
    complete: evidence.complete,
    proxy: { state: 'unknown', http: null, https: null, accounts: [], line: null },
    tls: {},
    tlsShown: false,
    probes: [],
    endpoints: [],
    services: [],
    workloads: [],
    diagnosis: [conclusion(evidence, title)],
    annotations: [],
    firstLine: 1,
    evidence,
  };
}

function conclusion({ complete, items }: BundleResult, scenario: string): Diagnosis {
  const lacking = items.filter(({ required, status }) => required && status !== 'found');
  return {
    id: complete ? 'evidence-complete' : 'evidence-incomplete',
    confidence: 'certain',
    params: { scenario, missing: lacking.length },
    because: [],
    next: complete
      ? []
      : lacking.map(({ title, reason }) =>
          reason === null ? `${title} を加えます。` : `${title} を確認します: ${reason}。`,
        ),
    title: complete ? '必要な情報がそろっています' : `${lacking.length} 件の情報が足りません`,
    name: complete ? '必要な情報がそろっている' : '採取した情報が足りない',
    summary: `「${scenario}」の一覧と比べました。`,
    why: 'ファイルの名前、大きさ、日時を、採取する情報の一覧と比べました。',
  };
}
