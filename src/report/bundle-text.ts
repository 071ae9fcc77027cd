import type { Moment, Sensitive } from '../model/evidence.ts';
import {
  COMPLETENESS,
  FLAWS,
  moreThanListed,
  OTHER_CAUSE,
  READ_FILES,
  refusalText,
  remarkText,
  shownBy,
  silentFiles,
  TONE_SIGNS,
  IN_CABINETS,
  inCabinet,
} from '#locale/bundle.ts';
import { TEXT } from '#locale/text.ts';
import { TIMELINE } from '#locale/timeline.ts';
import { bytesText } from '../text/bytes.ts';
import { visible } from '../text/visible.ts';
import type { EvidenceReport } from '../model/report.ts';
import { headline, rowsOf } from './evidence-files.ts';
import { completenessOf } from './evidence-report.ts';
import { markOf } from './item-mark.ts';
import { machineRows } from './machines.ts';
import type { Titles } from './moments.ts';
import { momentPlace, momentText, momentTime, placed } from './timeline.ts';

/** Files, and moments of a time line, that a terminal shows. */
const MOST_FILES = 50;
const MOST_MOMENTS = 30;

/** A bundle's report for a terminal: what is wrong by its files, when it happened, and what of the list is there. */
export function bundleToText(report: EvidenceReport, titles: Titles): string {
  const { source, diagnosis, evidence } = report;
  const [root, ...others] = diagnosis;
  const completeness = completenessOf(report);
  const causes = others.filter((other) => other !== completeness);
  const lines = [
    TEXT.bundle(source.name, evidence.entries),
    TEXT.conclusion(root?.title ?? ''),
    `  ${root?.summary ?? ''}`,
    ...(root?.file === undefined ? [] : [`  ${shownBy(root.file, root.files ?? 1)}`]),
    ...(root?.file === undefined ? [] : root.steps).map(
      ({ text, command }) => `  - ${text}${command === null ? '' : ` \`${command}\``}`,
    ),
    ...causes.map(({ title, file, files }) => `${OTHER_CAUSE}: ${title} (${shownBy(file ?? '', files ?? 1)})`),
    '',
    ...filesOf(report, titles),
    ...momentsOf(evidence.timeline),
    ...(completeness === root || completeness === undefined ? [] : [`${COMPLETENESS}: ${completeness.title}`]),
  ];
  for (const { id, title, status, reason, required, paths } of evidence.items) {
    const { sign, word } = markOf({ status }, evidence.lacking.includes(id));
    lines.push(
      `  ${sign} ${title}${required ? '' : ` ${TEXT.optional}`}: ${word}${reason === null ? '' : ` (${remarkText(reason)})`}${paths[0] === undefined ? '' : `  ${paths[0]}`}`,
    );
  }
  if (evidence.sensitive.length > 0) lines.push('', TEXT.sensitive);
  lines.push(...listed(evidence.sensitive, evidence.totals.sensitive));
  if (evidence.refused.length > 0) lines.push('', TEXT.refused);
  lines.push(
    ...listed(
      evidence.refused.map(({ path, reason }) => ({ path, reason: refusalText(reason) })),
      evidence.totals.refused,
    ),
  );
  if (evidence.totals.named > 0) {
    lines.push('', TEXT.count(IN_CABINETS, evidence.totals.named));
    lines.push(...evidence.named.map(({ path, size, time }) => `  ${inCabinet(visible(path), bytesText(size), time)}`));
  }
  if (evidence.totals.encrypted > 0) lines.push('', TEXT.encrypted(evidence.totals.encrypted));
  return `${lines.map(visible).join('\n')}\n`;
}

/** What each file says, the worst first. */
function filesOf({ evidence }: EvidenceReport, titles: Titles): string[] {
  const rows = machineRows(rowsOf(evidence.reports));
  const lines = rows
    .slice(0, MOST_FILES)
    .map(
      ({ report, name }) =>
        `  ${TONE_SIGNS[report.tone]} ${name === report.source.name ? name : `${name}  ${report.source.name}`}: ${headline(report, titles)}`,
    );
  if (rows.length > MOST_FILES) lines.push(`  ${moreThanListed(MOST_FILES, rows.length)}`);
  const notes = [
    ...(evidence.silent > 0 ? [`  ${silentFiles(evidence.silent)}`] : []),
    ...evidence.unread.map(({ path, flaw }) => `  ${path} (${FLAWS[flaw]})`),
    ...(evidence.unreadFiles > evidence.unread.length
      ? [`  ${moreThanListed(evidence.unread.length, evidence.unreadFiles)}`]
      : []),
  ];
  if (lines.length + notes.length === 0) return [];
  return [`${READ_FILES}:`, ...lines, ...notes, ''];
}

/** The gravest of what happened, in the order of time; a clock without a zone is taken for UTC. */
function momentsOf(timeline: readonly Moment[]): string[] {
  const grave = placed(timeline, null).filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) return [];
  const lines = grave
    .slice(0, MOST_MOMENTS)
    .map(
      (moment) =>
        `  ${momentTime(moment, null)}${moment.zoned ? '' : ` (${TIMELINE.unsaid})`}  ${TIMELINE.severities[moment.severity].sign} ${momentText(moment)}  ${momentPlace(moment)}`,
    );
  if (grave.length > MOST_MOMENTS) lines.push(`  ${TIMELINE.more(grave.length - MOST_MOMENTS)}`);
  return [`${TIMELINE.title} (UTC):`, ...lines, ''];
}

/** Paths with their reasons, and what is left out of very many. */
function listed(files: readonly Sensitive[], all: number): string[] {
  const lines = files.map(({ path, reason }) => `  ${path} (${reason})`);
  return all > files.length ? [...lines, `  ${moreThanListed(files.length, all)}`] : lines;
}
