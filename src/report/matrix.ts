import { TEXT } from '#locale/text.ts';
import { visible } from '../text/visible.ts';
import type { ConnectionReport } from '../model/report.ts';
import { hostWord, VERDICTS } from './words.ts';

/** Several machines side by side for a terminal: endpoints down, machines across by their number. */
export function reportsToMatrix(reports: readonly ConnectionReport[]): string {
  const machines = reports.map(
    ({ machine, source }, index) =>
      `  ${String(index + 1).padStart(3)}  ${machine.hostname ?? TEXT.unknownMachine}  ${source.name}`,
  );
  const columns = reports.map(
    ({ endpoints }) => new Map(endpoints.map(({ host, port, verdict }) => [`${host}\n${port}`, verdict])),
  );
  const keys = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const named = keys.map((key) => {
    // a stranger's name may hold a line end as well
    const at = key.lastIndexOf('\n');
    return { key, title: `${visible(hostWord(key.slice(0, at)))}:${key.slice(at + 1)}` };
  });
  const width = named.reduce((most, { title }) => Math.max(most, title.length), 0);
  const head = `  ${' '.repeat(width)}${reports.map((_, index) => String(index + 1).padStart(4)).join('')}`;
  const rows = named.map(({ key, title }) => {
    const cells = columns.map((column) => {
      const verdict = column.get(key);
      return (verdict === undefined ? ' ' : VERDICTS[verdict].icon).padStart(4);
    });
    return `  ${title.padEnd(width)}${cells.join('')}`;
  });
  const legend = (['reachable', 'unreachable', 'indeterminate', 'not_run'] as const)
    .map((verdict) => `${VERDICTS[verdict].icon} ${VERDICTS[verdict].word}`)
    .join('  ');
  return [TEXT.matrix, '', ...machines, '', head, ...rows, '', `  ${legend}`, ''].map(visible).join('\n');
}
