import type { Lines } from '../text/lines.ts';
import type { Endpoint, Report } from './types.ts';

const VERDICTS: Readonly<Record<Endpoint['verdict'], string>> = {
  reachable: '✓ 到達できる',
  unreachable: '✕ 到達できない',
  indeterminate: '? 判断できない',
  not_run: '– 未実施',
};

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
    out.push(`  ${VERDICTS[endpoint.verdict]}  ${host}:${endpoint.port}${proof}`);
  }
  const affected = report.workloads.filter(({ status }) => status === 'affected');
  if (affected.length > 0) out.push('', `影響: ${affected.map(({ name }) => name).join('、')}`);
  return `${out.join('\n')}\n`;
}
