import type { Lines } from '../text/lines.ts';
import type { Report } from './types.ts';
import { verdictText } from './words.ts';

/** A report for a terminal, in Japanese. */
export function reportToText(report: Report, lines: Lines): string {
  const [root, ...others] = report.diagnosis;
  const out = [
    `${report.source.name}  (${report.recognised.title}, ${report.source.lines} 行, ${report.source.encoding})`,
  ];
  if (root !== undefined) {
    out.push('', `結論: ${root.title}`, `  ${root.summary}`);
    for (const step of root.next) out.push(`  - ${step.replace('\n', ' ')}`);
  }
  for (const { name, why } of others) out.push('', `ほかの候補: ${name}`, `  ${why}`);
  if (report.endpoints.length > 0) out.push('', 'エンドポイント:');
  for (const endpoint of report.endpoints) {
    const host = endpoint.host === '' ? '(宛先の記載なし)' : endpoint.host;
    const evidence = report.probes.find(({ id }) => id === endpoint.decidedBy)?.evidence ?? null;
    const proof = evidence === null ? '' : `  ${evidence.line} 行: ${lines.at(evidence.line).trim().slice(0, 100)}`;
    out.push(`  ${verdictText(endpoint.verdict)}  ${host}:${endpoint.port}${proof}`);
  }
  const affected = report.workloads.filter(({ status }) => status === 'affected');
  if (affected.length > 0) out.push('', `影響: ${affected.map(({ name }) => name).join('、')}`);
  return `${out.join('\n')}\n`;
}
