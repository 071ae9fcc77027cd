import { describe, expect, test } from 'vitest';
import { goodLines, notesOf, repeatedOf, runsOf, toolOfLine } from '../../../src/report/log-view.ts';
import { diagnose } from '../../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const GOOD = `$ nc -vz a.blob.core.windows.net 443\nNcat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connected to 20.60.1.1:443.\n`;
const BAD = `$ nc -vz ${HOST} 443\nNcat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connection timed out.\n`;
const MANY = GOOD.repeat(30);

const runs = (text: string) =>
  runsOf(diagnose(text), text.trimEnd().split('\n').length).map(
    ({ from, to, folded }) => `${from}-${to}${folded ? ' folded' : ''}`,
  );

describe('what stands open', () => {
  test.each<[string, string, string[]]>([
    ['a short log', GOOD.repeat(20), ['1-60']],
    ['all is well', MANY, ['1-90 folded']],
    ['a failure among what is well', MANY + BAD + MANY, ['1-90 folded', '91-93', '94-183 folded']],
    ['at the beginning', BAD + MANY, ['1-3', '4-93 folded']],
    ['at the end', MANY + BAD, ['1-90 folded', '91-93']],
    ['lines too few for a fold', `${MANY}${BAD}echo\n${BAD}${MANY}`, ['1-90 folded', '91-97', '98-187 folded']],
    [
      'a message outside of any command',
      `${MANY}x\nx\ncurl: (28) Connection timed out after 5001 milliseconds\n${MANY}`,
      ['1-91 folded', '92-94', '95-183 folded'],
    ],
  ])('%s', (_, text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  test('of a long probe what stands around the failure', () => {
    const long = `$ curl -v https://${HOST}\n${'* x\n'.repeat(100)}curl: (28) Connection timed out after 5001 milliseconds\n`;
    expect(runs(long + MANY)).toEqual(['1-1', '2-98 folded', '99-105', '106-192 folded']);
  });

  test.each([1, 7, 61, 200])('every line stands in one run: %i', (count) => {
    const text = (BAD + GOOD.repeat(7)).repeat(20).split('\n').slice(0, count).join('\n');
    const all = runsOf(diagnose(text), count);
    expect(all.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
  });
});

test('of several notes of a line the one that decides is shown', () => {
  const report = diagnose(BAD);
  expect([...notesOf(report)].map(([line, { kind, decides }]) => [line, kind, decides])).toEqual([
    [1, 'command', false],
    [3, 'message', true],
  ]);
});

test('good news is explained once', () => {
  expect([...repeatedOf(diagnose(GOOD + BAD + GOOD + BAD))]).toEqual([9]);
});

test('whose output a line is', () => {
  const report = diagnose(`hello\n${GOOD}$ curl -I https://${HOST}\nHTTP/1.1 200 OK\n`);
  expect([1, 2, 4, 5, 6, 7].map((line) => toolOfLine(report, line))).toEqual([null, 'nc', 'nc', 'curl', 'curl', null]);
});

test('how much good news a fold hides', () => {
  const report = diagnose(GOOD + BAD + GOOD);
  expect([goodLines(report, 1, 9), goodLines(report, 1, 3), goodLines(report, 4, 6), goodLines(report, 4, 9)]).toEqual([
    2, 1, 0, 1,
  ]);
});
