import { describe, expect, test } from 'vitest';
import { recastNmap } from '../../../../src/tools/nmap/recast.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';
import { NOTHING_ASKED, recastInShort } from '../../../support/recasts.ts';

const HEAD = 'Nmap scan report for a.example (20.60.1.1)';
const recast = (lines: readonly string[], targets: readonly string[] = []): string =>
  recastInShort(recastNmap, lines, { targets });

describe('the report of a host as its checks', () => {
  test.each<[string, readonly string[], string]>([
    ['a port', [HEAD, '443/tcp open  https'], `2 lines; own 1: ${HEAD}, 443/tcp open`],
    ['a state alone', [HEAD, '443/tcp closed'], `2 lines; own 1: ${HEAD}, 443/tcp closed`],
    ['blanks around', [`  ${HEAD}  `, '  443/tcp      filtered https  '], `2 lines; own 1: ${HEAD}, 443/tcp filtered`],
    [
      'an address alone',
      ['Nmap scan report for 20.60.1.1', '443/tcp open https'],
      '2 lines; own 1: Nmap scan report for 20.60.1.1, 443/tcp open',
    ],
    [
      'several ports, and lines between',
      [HEAD, 'Host is up.', '', 'PORT    STATE SERVICE', '80/tcp open http', '443/tcp closed https', 'more'],
      `6 lines; own 4: ${HEAD}, 80/tcp open; own 5: ${HEAD}, 443/tcp closed`,
    ],
    ['rows that tell nothing', [HEAD, '443/tcp open|filtered https', '53/udp open domain'], '3 lines'],
    ['a row with words before it', [HEAD, 'x 443/tcp open https'], '-'],
    ['a word that begins so', [HEAD, '443/tcp opening https'], '2 lines'],
    ['no row', [HEAD, 'Host is up.', 'All 1000 scanned ports are filtered'], '-'],
    [
      'up to the next report',
      [HEAD, '443/tcp open https', HEAD, '80/tcp open http'],
      `2 lines; own 1: ${HEAD}, 443/tcp open`,
    ],
    [
      'up to the end',
      [HEAD, '443/tcp open https', 'Nmap done: 1 IP address', '80/tcp open http'],
      `2 lines; own 1: ${HEAD}, 443/tcp open`,
    ],
    [
      'a sentence that names the end',
      [HEAD, '443/tcp open https', 'when is Nmap done', '80/tcp open http'],
      `4 lines; own 1: ${HEAD}, 443/tcp open; own 3: ${HEAD}, 80/tcp open`,
    ],
    ['no head', ['Host is up.', '443/tcp open https'], '-'],
    ['a head with more behind it', [`${HEAD} again`, '443/tcp open https'], '-'],
    ['a head with words before it', [`the ${HEAD}`, '443/tcp open https'], '-'],
  ])('%s', (_, lines, expected) => {
    expect(recast(lines)).toBe(expected);
  });

  test('of an address that was asked for it names what leads back to it', () => {
    expect(recast([HEAD, '443/tcp open https'], ['20.60.1.1'])).toBe(
      '2 lines; own 1: Nmap scan report for 20.60.1.1, 443/tcp open',
    );
    expect(recast([HEAD, '443/tcp open https'], ['a.example'])).toBe(`2 lines; own 1: ${HEAD}, 443/tcp open`);
  });

  test('two hundred lines are read', () => {
    const rows = Array.from({ length: 300 }, (_, at) => `${at + 1}/tcp open x`);
    const found = recastNmap((offset) => [HEAD, ...rows][offset] ?? '', NOTHING_ASKED);
    expect([found?.lines, found?.checks.length]).toEqual([200, 199]);
  });
});

describe('what a report shows', () => {
  const read = (given: string, ...lines: readonly string[]): string =>
    inShort(outcomeOf([`$ nmap ${given}`, ...lines, '$ '].join('\n')));
  test.each<[string, string, readonly string[], string]>([
    [
      'open',
      '-p 443 a.example',
      [HEAD, '443/tcp open https'],
      'reachable ok 3 direct addresses=20.60.1.1: dns ok 3, tcp ok 3',
    ],
    [
      'closed',
      '-p 443 a.example',
      [HEAD, '443/tcp closed https'],
      'unreachable refused 3 direct addresses=20.60.1.1: dns ok 3, tcp failed refused 3',
    ],
    [
      'filtered',
      '-p 443 a.example',
      [HEAD, '443/tcp filtered https'],
      'unreachable timeout 3 direct addresses=20.60.1.1: dns ok 3, tcp failed timeout 3',
    ],
    ['an address', '-p 443 20.60.1.1', [HEAD, '443/tcp open https'], 'reachable ok 3 direct: tcp ok 3'],
    [
      'another port',
      '-p 443 a.example',
      [HEAD, '80/tcp closed http'],
      'indeterminate other - direct addresses=20.60.1.1: dns ok 3',
    ],
  ])('%s', (_, given, lines, expected) => {
    expect(read(given, ...lines)).toBe(expected);
  });
});
