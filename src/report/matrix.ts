import type { Report } from './types.ts';
import { hostWord, VERDICTS } from './words.ts';

/** Several machines side by side for a terminal: endpoints down, machines across by their number. */
export function reportsToMatrix(reports: readonly Report[]): string {
  const machines = reports.map(
    ({ machine, source }, index) =>
      `  ${String(index + 1).padStart(3)}  ${machine.hostname ?? '(不明)'}  ${source.name}`,
  );
  const keys = [...new Set(reports.flatMap(({ endpoints }) => endpoints.map(({ host, port }) => `${host}\n${port}`)))];
  const named = keys.map((key) => {
    const [host = '', port = ''] = key.split('\n');
    return { host, port: Number(port), title: `${hostWord(host)}:${port}` };
  });
  const width = Math.max(0, ...named.map(({ title }) => title.length));
  const head = `  ${' '.repeat(width)}${reports.map((_, index) => String(index + 1).padStart(4)).join('')}`;
  const rows = named.map(({ host, port, title }) => {
    const cells = reports.map(({ endpoints }) => {
      const found = endpoints.find((endpoint) => endpoint.host === host && endpoint.port === port);
      return (found === undefined ? ' ' : VERDICTS[found.verdict].icon).padStart(4);
    });
    return `  ${title.padEnd(width)}${cells.join('')}`;
  });
  const legend = (['reachable', 'unreachable', 'indeterminate', 'not_run'] as const)
    .map((verdict) => `${VERDICTS[verdict].icon} ${VERDICTS[verdict].word}`)
    .join('  ');
  return ['マシン × 宛先', '', ...machines, '', head, ...rows, '', `  ${legend}`, ''].join('\n');
}
