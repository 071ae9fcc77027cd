import { finder } from '../../support/finder.ts';
import { family, testGrowth } from '../../support/growth.ts';

/** Characters of a text that are explained; eight times a family's size stays below. */
const LONGEST = 20_000;

/** Explains a piece written over and over. */
function pieces(name: string, piece: string | ((at: number) => string)): ReturnType<typeof family<string>> {
  const made = (n: number): string =>
    typeof piece === 'string' ? piece.repeat(n) : Array.from({ length: n }, (_, at) => piece(at)).join('');
  const length = made(16).length / 16;
  return family(name, made, (text) => finder.explain(text), { from: 4, most: Math.floor(LONGEST / 8 / length) });
}

testGrowth([
  pieces('a letter', 'a'),
  pieces('blanks', ' '),
  pieces('empty lines', '\n'),
  pieces('lone carriage returns', '\r'),
  pieces('words', 'nothing known stands here '),
  pieces('lines of words', 'nothing known stands here\n'),
  pieces('one message in a line', 'curl: (28) Connection timed out after 300001 milliseconds '),
  pieces('one message in many lines', 'curl: (28) Connection timed out after 300001 milliseconds\n'),
  pieces('beginnings of a message', 'curl: ('),
  pieces('beginnings of a message in lines', 'curl: (\n'),
  pieces('beginnings of messages that take any text', 'nc: connect to '),
  pieces('messages without their end', 'curl: (7) Failed to connect to ... '),
  pieces('messages without their end, quoted', '"curl: (7) Failed to connect to'),
  pieces('labels', 'Name: a.example '),
  pieces('labels without blanks', 'Name:a.example'),
  pieces('distinct hosts', (at) => `curl: (6) Could not resolve host: h${at}.example\n`),
  pieces('quotes', '"'),
  pieces('quoted letters', '"a'),
  pieces('omissions', '...a'),
  pieces('dots', '.'),
  pieces('quote marks of mails', '> '),
  pieces('quote marks of mails in lines', '> > a\n'),
  pieces('backslashes', '\\'),
  pieces('escapes', '\\u0041'),
  pieces('escaped escapes', '\\\\u005c'),
  pieces('percent signs', '%e3%81%82'),
  pieces('half escaped addresses', '%e3%8'),
  pieces('tags', '<b>a'),
  pieces('opened tags', '<a '),
  pieces('entities', '&#65;'),
  pieces('opened entities', '&#6'),
  pieces('terminal colours', '\u001B[31ma'),
  pieces('opened terminal colours', '\u001B['),
  pieces('combining marks', '\u0301\u0323'),
  pieces('ligatures that grow', '\uFDFA'),
  pieces('Japanese', '接続できませんでした'),
  pieces('Japanese in lines', '接続できませんでした。\n'),
  pieces('surrogates', '\uD800'),
  pieces('codes', (at) => `0x${(0x80070000 + at).toString(16)} `),
  pieces('numbers', (at) => `${at} `),
]);
