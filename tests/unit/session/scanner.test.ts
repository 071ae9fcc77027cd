import { describe, expect, test } from 'vitest';
import { readLog } from '../../support/read-log.ts';
import { runsIn } from '../../support/runs.ts';

const NC = '$ nc -vz a.example 443';
const FAILED = 'nc: connect to a.example port 443 (tcp) failed:';
/** A line that shows that no mail program broke the log. */
const WIDE = `x ${'y'.repeat(99)}`;

describe('a message that a mail program broke', () => {
  test.each<[string, readonly string[], string]>([
    ['whole', [`${FAILED} Connection refused`], '1-2 nc a.example:443: 2 nc-refused'],
    ['over two lines', [FAILED, 'Connection refused'], '1-3 nc a.example:443: 2 nc-refused'],
    ['with blanks around the break', [`${FAILED} `, '  Connection refused'], '1-3 nc a.example:443: 2 nc-refused'],
    [
      'over three lines',
      ['nc: connect to a.example', 'port 443 (tcp)', 'failed: Connection refused'],
      '1-4 nc a.example:443: 2 nc-refused',
    ],
    [
      'not over four',
      ['nc: connect to a.example', 'port 443', '(tcp) failed:', 'Connection refused'],
      '1-5 nc a.example:443',
    ],
    [
      'a first line of twenty characters',
      ['nc: connect to aaa.b', 'port 443 (tcp) failed: x'],
      '1-3 nc a.example:443: 2 nc-failed',
    ],
    ['none of less', ['nc: connect to aaa.', 'port 443 (tcp) failed: x'], '1-3 nc a.example:443'],
    ['not beyond a blank line', [FAILED, '', 'Connection refused'], '1-4 nc a.example:443'],
    ['nor a line of a script', [FAILED, '# Connection refused'], '1-3 nc a.example:443'],
    ['nor another message', [`${FAILED} x`, `${FAILED} Connection refused`], '1-2 nc a.example:443: 2 nc-failed'],
    ['nor where a line is too long for mail', [FAILED, 'Connection refused', WIDE], '1-4 nc a.example:443'],
    [
      'a line of a hundred columns is not',
      [FAILED, 'Connection refused', WIDE.slice(1)],
      '1-4 nc a.example:443: 2 nc-refused',
    ],
    [
      'what the next line adds nothing to stays alone',
      [`${FAILED} Connection refused`, 'and so on'],
      '1-3 nc a.example:443: 2 nc-refused',
    ],
    [
      'a message of the next line is its own',
      ['x'.repeat(30), 'Ncat: Connection refused.'],
      '1-3 nc a.example:443: 3 nc-refused',
    ],
  ])('%s', (_, lines, expected) => {
    expect(runsIn(NC, ...lines)[0]).toBe(expected);
  });

  test('the text of such a message is whole, its place that of the first line', () => {
    const [probe] = readLog(`${NC}\n${FAILED}\nConnection refused\nx\n`, 'terminal').scan.probes;
    const [matched] = probe?.matches ?? [];
    expect([matched?.text, matched?.line, matched?.continued]).toEqual([`${FAILED} Connection refused`, 2, 1]);
    expect([matched?.match.start, matched?.match.end]).toEqual([0, FAILED.length]);
  });

  test('a text that ends inside the lines that a message takes may have lost some of it', () => {
    const terminated = (end: string) =>
      readLog(`${NC}\n${FAILED}\nConnection refused${end}`, 'terminal').scan.probes.map((probe) => probe.terminated);
    expect([terminated('\n'), terminated('')]).toEqual([[true], [false]]);
  });
});

describe('a message that a console of Windows broke', () => {
  const IWR = 'PS C:\\> iwr https://a.example';
  const record = (message: string) => `iwr : ${message}`;
  test.each<[string, readonly string[], string]>([
    [
      'between words',
      [record('The underlying connection was closed: An unexpected error'), 'occurred on a receive.', WIDE],
      '1-4 iwr a.example:443: 2 iwr-receive',
    ],
    [
      'inside a word of a full line',
      [`${'x'.repeat(30)} iwr : Unable to connect to the remote ser`.padStart(76, 'x'), 'ver', WIDE],
      '1-4 iwr a.example:443: 2 iwr-connect-failure',
    ],
    [
      'inside a word of a line that is not full',
      [`${'x'.repeat(20)} iwr : Unable to connect to the remote ser`, 'ver', WIDE],
      '1-4 iwr a.example:443',
    ],
    [
      'behind the margin of PowerShell 7',
      ['     | The SSL connection could not be established, see', '     | inner exception.'],
      '1-3 iwr a.example:443: 2 ps7-tls',
    ],
  ])('%s', (_, lines, expected) => {
    expect(runsIn(IWR, ...lines)[0]).toBe(expected);
  });

  test('a console of another system breaks none inside a word', () => {
    const line = `${' '.repeat(40)}Ncat: Connection timed o`.padEnd(76);
    expect(runsIn(NC, line, 'ut.', WIDE)[0]).toBe('1-4 nc a.example:443');
  });
});

describe('what curl -v tells in the words of its error line', () => {
  test.each<[string, string]>([
    ['* Connection timed out after 5000 milliseconds', '1-2 curl a.example:443: 2 curl-28-connect-timeout'],
    ['* Could not resolve host: a.example', '1-2 curl a.example:443: 2 curl-6-name'],
    ['* Connected to a.example (20.1.1.1) port 443', '1-2 curl a.example:443'],
  ])('%s', (line, expected) => {
    expect(runsIn('$ curl -v https://a.example', line)[0]).toBe(expected);
  });

  test('its place is that in its own line', () => {
    const text = '* Could not resolve host: a.example';
    const { scan } = readLog(`$ curl -v https://a.example\n${text}\n`, 'terminal');
    const { match } = scan.probes[0]?.matches[0] ?? {};
    expect([match?.start, match?.end, match?.values.host]).toEqual([0, text.length, 'a.example']);
  });
});
