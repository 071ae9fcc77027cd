import { checkBundle, type CheckOptions } from '../evidence/check.ts';
import type { BundleResult, BundleEntry } from '../model/evidence.ts';
import type { EvidenceKnowledge } from '../knowledge/types.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { EvidenceReport } from '../model/report.ts';

/** A bundle's name, its size, and the date of the rules that it is judged by. */
export interface BundleSource {
  readonly name: string;
  readonly bytes: number;
  readonly rules: string;
}

/** The report of a bundle: what of a scenario's list it holds. */
export function reportOfBundle(
  source: BundleSource,
  entries: readonly BundleEntry[],
  knowledge: EvidenceKnowledge,
  options: CheckOptions = {},
): EvidenceReport {
  const evidence = checkBundle(entries, knowledge, options);
  const title = knowledge.scenarios.find(({ id }) => id === evidence.scenario)?.title ?? null;
  return {
    ...frame(source),
    format: 'bundle',
    recognised: {
      id: 'bundle',
      title: title === null ? '採取した情報' : `採取した情報 (${title})`,
      because: [],
      chosenByReader: options.scenario !== undefined,
    },
    complete: evidence.complete,
    tone: evidence.complete ? 'ok' : 'un',
    diagnosis: [title === null ? nothing() : conclusion(evidence, title)],
    evidence,
  };
}

/** The report of a bundle that cannot be opened, and why. */
export function reportOfUnreadableBundle(source: BundleSource, reason: string): EvidenceReport {
  return {
    ...frame(source),
    format: 'unknown',
    recognised: { id: 'unknown', title: '読み取れないファイル', because: [], chosenByReader: false },
    complete: false,
    tone: 'un',
    diagnosis: [
      {
        id: 'evidence-unreadable',
        ...COMMON,
        params: {},
        ...told(['zip または tar.gz で、もう一度まとめます。']),
        title: '読み取れないファイルです',
        name: '読み取れないファイル',
        summary: reason,
      },
    ],
    evidence: {
      scenario: null,
      complete: false,
      candidates: [],
      items: [],
      lacking: [],
      sensitive: [],
      refused: [],
      encrypted: [],
      superfluous: [],
      readable: [],
      entries: 0,
      totals: { sensitive: 0, refused: 0, encrypted: 0, superfluous: 0, readable: 0 },
    },
  };
}

/** What every report of a bundle has, whatever is in it. */
function frame({ name, bytes, rules }: BundleSource): Pick<EvidenceReport, 'schema' | 'kind' | 'rules' | 'source'> {
  return { schema: 1, kind: 'evidence', rules, source: { name, bytes } };
}

const COMMON = {
  confidence: 'certain',
  because: [],
  why: 'ファイルの名前、大きさ、日時と、疎通確認ログの中身を、採取する情報の一覧と比べました。',
} as const;

/** Steps without a command. */
function told(next: readonly string[]): Pick<Diagnosis, 'steps' | 'next'> {
  return { next, steps: next.map((text) => ({ text, command: null, platform: 'any' })) };
}

function nothing(): Diagnosis {
  return {
    id: 'evidence-unrecognised',
    ...COMMON,
    params: {},
    ...told(['失敗の種類を選び、その一覧の情報を集めます。']),
    title: '一覧にある情報が見つかりません',
    name: '一覧にある情報がない',
    summary: 'どの失敗の一覧にも、当てはまるファイルがありません。',
  };
}

function conclusion({ complete, items, lacking }: BundleResult, scenario: string): Diagnosis {
  return {
    id: complete ? 'evidence-complete' : 'evidence-incomplete',
    ...COMMON,
    params: { scenario, missing: lacking.length },
    ...told(
      items
        .filter(({ id }) => lacking.includes(id))
        .map(({ title, reason }) => (reason === null ? `${title} を加えます。` : `${title} を確認します: ${reason}。`)),
    ),
    title: complete ? '必要な情報がそろっています' : `${lacking.length} 件の情報が足りません`,
    name: complete ? '必要な情報がそろっている' : '採取した情報が足りない',
    summary: `「${scenario}」の一覧と比べました。`,
  };
}
