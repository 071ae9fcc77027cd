import { expect, test } from 'vitest';
import { loadReference } from '../../../src/knowledge/load-files.ts';
import { firewallRequest, requestLink, type Asked } from '../../../src/report/request.ts';
import { diagnose } from '../../support/analyzer.ts';

const { endpoints, scenarios } = loadReference();
const rows = endpoints.filter(({ cloud }) => cloud === 'public');
const names = Object.fromEntries(scenarios.map(({ id, name }) => [id, name]));
const ASKED: Asked = {
  uses: ['mars'],
  regions: ['jpe'],
  device: 'nsg',
  optional: false,
  group: 'rg-backup',
  name: 'nsg-app',
  source: '10.1.0.0/24',
  priority: '',
  purpose: '',
  period: '2026-12-01',
};

test('list and letter name each destination of the table, with its ports', () => {
  const made = firewallRequest(ASKED, rows, names);
  expect(made.destinations.length).toBeGreaterThan(5);
  for (const { pattern, ports } of made.destinations) {
    expect(made.list.split('\n')).toContain(pattern);
    expect(made.letter).toContain(`${pattern}  TCP ${ports.join(', ')}`);
  }
  expect(made.letter).toContain(names['mars'] ?? '?');
  expect(made.letter).toContain('10.1.0.0/24');
  expect(made.letter).toContain('2026-12-01');
  expect(made.commands).toContain('--nsg-name nsg-app');
});

test('what the reader writes stays one line of the letter', () => {
  const { letter } = firewallRequest({ ...ASKED, purpose: 'a\nb\u202e', period: '\u001b[2Jx' }, rows, names);
  const plain = firewallRequest(ASKED, rows, names).letter;
  expect(letter.split('\n')).toHaveLength(plain.split('\n').length);
  for (const sign of ['\u001b', '\u202e']) expect(letter).not.toContain(sign);
});

test('a report leads there with the uses that it concerns and the region codes of its names', () => {
  const late = (host: string): string => `$ nc -vz ${host} 443\nNcat: Connection timed out.\n`;
  const link = requestLink(
    diagnose(`${late('pod01-manag1.jpe.backup.windowsazure.com')}${late('a.blob.core.windows.net')}$ \n`),
  );
  const values = new URLSearchParams(link.slice(link.indexOf('#') + 1));
  expect(link.startsWith('/request/#')).toBe(true);
  expect(values.get('use')?.split(',')).toContain('mars');
  expect(values.get('region')).toBe('jpe');
});

test('nothing of a log stands in the link but short codes', () => {
  const link = requestLink(
    diagnose('$ nc -vz pod01-manag1.secret-name.backup.windowsazure.com 443\nNcat: Connection timed out.\n$ \n'),
  );
  expect(decodeURIComponent(link)).not.toContain('secret');
});
