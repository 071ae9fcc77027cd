import { evidenceLink } from '../../src/ui/evidence/link.ts';
import { loadEvidence, loadNameRules } from '../../src/knowledge/load-files.ts';
import type { NameRules } from '../../src/knowledge/types.ts';
import { maskAll } from '../../src/mask/session.ts';
import { bundleCopies, bundleTask } from '../../src/report/bundle-copies.ts';
import { captureToText } from '../../src/report/capture-text.ts';
import { reportToMarkdown } from '../../src/report/markdown.ts';
import { reportsToMatrix } from '../../src/report/matrix.ts';
import { endpointsToHtml } from '../../src/report/html-table.ts';
import { reportToSummary } from '../../src/report/summary.ts';
import { reportToText } from '../../src/report/text.ts';
import type { CaptureReport, LogReport } from '../../src/model/report.ts';
import { Lines } from '../../src/text/lines.ts';
import { analyzer, knowledge } from './analyzer.ts';

export const names: NameRules = loadNameRules();
export const evidence = loadEvidence();

/** Everything that leaves a session of one log, by where it goes. */
export type Outputs = Readonly<Record<string, string>>;

/** Every output of a log with its request; masked, or only without secrets. */
export function outputsOf(name: string, text: string, { masked = true, request = '' } = {}): Outputs {
  const { report } = analyzer.analyzeText(name, text);
  const rules = masked ? names : null;
  const { reports, texts } = maskAll(knowledge.secrets, rules, { reports: [{ report, text: 0 }], texts: [text] });
  const own = reports[0]?.report ?? report;
  const lines = new Lines(texts[0] ?? '');
  return {
    ...bundleOf(name, text, report, { masked, request }),
    'page, print': lines.text,
    json: JSON.stringify(own, null, 2),
    'file name': own.source.name,
    link: decodeURIComponent(evidenceLink(own, knowledge.reportEvidence).replaceAll('+', ' ')),
    markdown: reportToMarkdown(own, lines),
    summary: reportToSummary(own, lines),
    'html table': endpointsToHtml(own),
    terminal: reportToText(own, lines),
    fleet: reportsToMatrix([own, own]),
    'search copy': maskAll(knowledge.secrets, rules, { reports: [{ report, text: 0 }], texts: [text] }).texts.join(
      '\n',
    ),
  };
}

function bundleOf(
  name: string,
  text: string,
  report: LogReport,
  { masked, request }: { readonly masked: boolean; readonly request: string },
): Outputs {
  const scenario = evidence.scenarios[0];
  if (scenario === undefined) throw new Error('there is no list');
  const files = [
    { path: `logs/${name}`, text, report },
    { path: 'logs/memo.txt', text, report: null },
  ];
  const outgoing = maskAll(knowledge.secrets, masked ? names : null, bundleTask(files, request, {}, evidence));
  const copies = bundleCopies(files, outgoing, scenario, evidence);
  return {
    'zip copies': copies.files.map((copy, at) => `${copy.path}\n${copy.text ?? files[at]?.text ?? ''}`).join('\n'),
    'zip diagnoses': copies.diagnoses.map((copy) => `${copy.path}\n${copy.text}`).join('\n'),
    'request.txt': copies.request,
    'masked.txt': copies.log ?? '',
  };
}

/** Every output of a capture's report. */
export function captureOutputs(report: CaptureReport): Outputs {
  const { reports } = maskAll(knowledge.secrets, names, { reports: [{ report, text: null }] });
  const own = reports[0]?.report ?? report;
  return {
    json: JSON.stringify(own),
    markdown: reportToMarkdown(own, new Lines('')),
    summary: reportToSummary(own, new Lines('')),
    'html table': endpointsToHtml(own),
    terminal: captureToText(own),
    fleet: reportsToMatrix([own, own]),
    link: decodeURIComponent(evidenceLink(own, knowledge.reportEvidence).replaceAll('+', ' ')),
    'file name': own.source.name,
  };
}

/** Outputs in which a piece is left, with the piece. */
export function leaks(outputs: Outputs, pieces: readonly string[]): string[] {
  return Object.entries(outputs).flatMap(([where, text]) => {
    const lower = text.toLowerCase();
    return pieces.filter((piece) => lower.includes(piece.toLowerCase())).map((piece) => `${where}: ${piece}`);
  });
}
