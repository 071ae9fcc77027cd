import { render } from 'preact';
import { EDITOR } from '#locale/example.ts';
import { withMeanings, type Meanings } from '../../knowledge/meanings.ts';
import type { Knowledge, Term } from '../../knowledge/types.ts';
import type { LogReport } from '../../model/report.ts';
import { toolWord } from '../../report/tool-word.ts';
import { VERDICTS } from '../../report/words.ts';
import { TermFinder } from '../../signatures/terms.ts';
import { href } from '../../site/href.ts';
import { Lines } from '../../text/lines.ts';
import { AnnotatedLog } from '../report/AnnotatedLog.tsx';
import { AzureNetwork } from '../report/AzureNetwork.tsx';
import { SettingsChapter } from '../report/SettingsChapter.tsx';
import { analyzeInWorker, type WorkerAnalysis, type WorkerSource } from '../worker/client.ts';
import { loadKnowledge, loadMeanings, loadTerms } from '../worker/start.ts';
import { Outcome } from './Outcome.tsx';
import { reportOfFormat, shownFormat } from './parts.ts';

/** Opens the editor of an example: every change is analysed again and annotated. */
export async function editExample(root: HTMLElement, original: string, prefix: string): Promise<void> {
  const editor = document.createElement('div');
  editor.className = 'example-editor';
  const label = document.createElement('label');
  label.htmlFor = `${prefix}edit`;
  label.textContent = EDITOR.label;
  const area = document.createElement('textarea');
  area.id = `${prefix}edit`;
  area.rows = Math.min(14, original.split('\n').length + 1);
  area.spellcheck = false;
  area.value = original;
  const out = document.createElement('div');
  editor.append(label, area, out);
  root.replaceChildren(editor);
  const show = async (): Promise<void> => {
    await annotate(out, { name: EDITOR.name, text: area.value }, prefix, null);
  };
  area.addEventListener('input', () => {
    void show();
  });
  await show();
  area.setSelectionRange(0, 0);
  area.focus();
}

/** Chapters that show settings in place of probes. */
const SETTINGS: ReadonlySet<string> = new Set(['proxy', 'tls']);

/** Every example of a page asks for the same source; it is analysed once. */
const analysed = new WeakMap<WorkerSource, Promise<WorkerAnalysis>>();

function analysisOf(source: WorkerSource): Promise<WorkerAnalysis> {
  const known = analysed.get(source);
  if (known !== undefined) return known;
  const analysis = analyzeInWorker(source);
  analysed.set(source, analysis);
  return analysis;
}

/** Replaces an example by the reader's own log: only the lines of the same tool, or the same settings. */
export async function showOwnLog(root: HTMLElement, source: WorkerSource, prefix: string, tool: string): Promise<void> {
  const out = document.createElement('div');
  root.replaceChildren(out);
  await annotate(out, source, prefix, tool);
}

async function annotate(out: HTMLElement, source: WorkerSource, prefix: string, tool: string | null): Promise<void> {
  const [{ report, text }, knowledge, terms, meanings] = await Promise.all([
    analysisOf(source),
    loadKnowledge(),
    // a log without the words explained is still read
    loadTerms().catch(() => []),
    loadMeanings().catch((): Meanings => []),
  ]);
  if (tool !== null && SETTINGS.has(tool)) {
    render(<SettingsChapter report={report} accounts={knowledge.accounts} part={tool} linePrefix={null} />, out);
    return;
  }
  const format = tool === null ? null : shownFormat(tool);
  const ofFormat = format === null ? null : reportOfFormat(report, format);
  if (format !== null && ofFormat === null) {
    out.textContent = EDITOR.otherLog(knowledge.formats.find(({ id }) => id === format)?.title ?? format);
    return;
  }
  const chapter =
    ofFormat !== null || tool === null ? { report: ofFormat ?? report, text } : chapterOf(report, text, tool);
  if (ofFormat === null && tool !== null && chapter.report.probes.length === 0) {
    out.textContent = EDITOR.noResult(toolWord(tool));
    return;
  }
  render(view(chapter, { knowledge: withMeanings(knowledge, meanings), terms }, prefix, tool !== null), out);
}

function view(
  { report, text }: { readonly report: LogReport; readonly text: string },
  { knowledge, terms }: { readonly knowledge: Knowledge; readonly terms: readonly Term[] },
  prefix: string,
  fold: boolean,
): preact.JSX.Element {
  const finder = new TermFinder(terms);
  const meanings = Object.fromEntries(knowledge.signatures.map(({ id, title, meaning }) => [id, { title, meaning }]));
  const isListing = report.azureNetwork !== undefined;
  const verdicts = (['unreachable', 'indeterminate', 'not_run', 'reachable'] as const).flatMap((verdict) => {
    const n = report.probes.filter(({ status }) => status === verdict).length;
    return n === 0 ? [] : [{ verdict, n }];
  });
  return (
    <>
      {verdicts.length === 0 && (report.findings.length > 0 || isListing) && <Outcome report={report} />}
      <p class="example-verdict" role="status">
        {verdicts.length === 0 && report.findings.length === 0 && !isListing && EDITOR.nothing}
        {verdicts.map(({ verdict, n }) => (
          <span key={verdict} class={`v v-${VERDICTS[verdict].kind}`}>
            {VERDICTS[verdict].word}
            {report.probes.length > 1 && ` ${EDITOR.count(n)}`}
          </span>
        ))}
      </p>
      <AnnotatedLog
        report={report}
        lines={new Lines(text)}
        meanings={meanings}
        terms={(line, tool) => finder.find(line, tool)}
        pageOf={(id) => href(`/signatures/${id}/`)}
        idPrefix={prefix}
        fold={fold}
      />
      <AzureNetwork report={report} linePrefix={prefix} bare />
      <SettingsChapter report={report} accounts={knowledge.accounts} part={null} linePrefix={`${prefix}L`} />
    </>
  );
}

/** The lines of one tool's probes, with the report that belongs to them. */
function chapterOf(report: LogReport, text: string, tool: string): { report: LogReport; text: string } {
  const lines = new Lines(text);
  const probes = report.probes.filter((probe) => probe.tool === tool);
  const kept: string[] = [];
  const moved = new Map<number, number>();
  for (const {
    lines: [first, last],
  } of probes) {
    for (let line = first; line <= last; line += 1) {
      kept.push(lines.at(line));
      moved.set(line, kept.length);
    }
  }
  const at = (line: number): number => moved.get(line) ?? 1;
  return {
    text: kept.join('\n'),
    report: {
      ...report,
      probes: probes.map((probe) => ({
        ...probe,
        lines: [at(probe.lines[0]), at(probe.lines[1])],
        evidence: probe.evidence === null ? null : { ...probe.evidence, line: at(probe.evidence.line) },
      })),
      annotations: report.annotations
        .filter(({ line }) => moved.has(line))
        .map((note) => ({ ...note, line: at(note.line) })),
    },
  };
}
