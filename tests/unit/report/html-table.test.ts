import { expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { endpointsToHtml } from '../../../src/report/html-table.ts';
import { diagnose } from '../../support/analyzer.ts';
import { linuxLogs } from '../../support/corpus.ts';

const report = diagnose(
  new TextDecoder().decode(linuxLogs.find(({ name }) => name === 'storage-dropped')?.bytes ?? new Uint8Array(0)),
);

test('has a row for each endpoint under the columns of the page, with machine, date and conclusion above', () => {
  const html = endpointsToHtml(report);
  expect(html.match(/<tr><th scope="row"/gu)).toHaveLength(report.endpoints.length);
  expect([...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/gu)].map(([, title]) => title)).toEqual([
    '宛先',
    'ポート',
    'DNS',
    'TCP',
    'HTTPS',
    '判定',
  ]);
  const caption = /<caption[^>]*>(.*)<\/caption>/u.exec(html)?.[1] ?? '';
  expect(caption).toContain(report.machine.hostname);
  expect(caption).toContain(report.machine.startedAt);
  expect(caption).toContain(report.diagnosis[0]?.title);
  const bad = report.endpoints.find(({ verdict }) => verdict === 'unreachable');
  const row = html.split('\n').find((line) => line.includes(`>${bad?.host}<`));
  expect(row).toContain(`<td>${bad?.port}</td>`);
  expect(row).toContain('<td>✕ 到達できない</td>');
});

test('shows the endpoints that are asked for, in their order', () => {
  const shown = report.endpoints.slice(0, 2).reverse();
  const hosts = [...endpointsToHtml(report, shown).matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/gu)].map(([, t]) => t);
  expect(hosts).toEqual(shown.map(({ host }) => host));
});

test("a stranger's text is text: no tag, attribute or line of its own", () => {
  const [endpoint] = report.endpoints;
  if (endpoint === undefined) throw new Error('a log without endpoints');
  const evil = `</td><script>alert(1)</script><img src=x onerror="alert('1')">&amp;\n\u202Ex`;
  const html = endpointsToHtml({
    ...report,
    machine: { ...report.machine, hostname: evil, startedAt: evil },
    diagnosis: report.diagnosis.map((entry) => ({ ...entry, title: evil })),
    endpoints: [{ ...endpoint, host: evil }],
  } satisfies LogReport);
  const tags = new Set([...html.matchAll(/<\/?([a-z]+)/giu)].map(([, tag]) => tag));
  expect([...tags].sort()).toEqual(['caption', 'table', 'tbody', 'td', 'th', 'thead', 'tr']);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('&amp;amp;');
  expect(html.match(/=\s*["']?alert/gu)).toBeNull();
  expect(html).not.toContain('\u202E');
});
