import { startMarks, splitLogs } from '../../../src/session/split.ts';
import { FormatRecogniser } from '../../../src/log/formats/recognise.ts';
import { CleanLines } from '../../../src/text/clean.ts';
import { decodeChunks, detectEncoding } from '../../../src/text/decode.ts';
import { fold } from '../../../src/text/fold.ts';
import { Lines } from '../../../src/text/lines.ts';
import { readings } from '../../../src/text/unwrap.ts';
import { knowledge } from '../../support/analyzer.ts';
import { family, testGrowth } from '../../support/growth.ts';

/** No more than an error string is unwrapped. */
const UNWRAPPED = { most: 512 };
const starts = startMarks(knowledge.formats);
const recogniser = new FormatRecogniser(knowledge.formats);
const [mark = ''] = knowledge.formats.flatMap(({ startMarks: marks }) => marks);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads every line, and asks where its first and last characters stood. */
function clean(text: string): number {
  const lines = new CleanLines(new Lines(text));
  let sum = 0;
  for (let line = 1; line <= lines.lines.count; line += 1) {
    const own = lines.at(line);
    sum += lines.originOf(line, 0) + lines.originOf(line, own.length);
  }
  return sum;
}

function decoded(bytes: Uint8Array): number {
  let length = 0;
  for (const piece of decodeChunks(bytes, detectEncoding(bytes))) length += piece.length;
  return length;
}

function split(pieces: readonly string[]): number {
  let logs = 0;
  for (const log of splitLogs(pieces, starts)) logs += log.text.length > 0 ? 1 : 0;
  return logs;
}

const inPieces = (piece: string) => (n: number) => Array.from({ length: n }, () => piece);
const inOne = (piece: string) => (n: number) => [piece.repeat(n)];
const text = (piece: string) => (n: number) => piece.repeat(n);
const bytes =
  (piece: string, end = '') =>
  (n: number) =>
    encode(piece.repeat(n) + end);

testGrowth([
  family('decode: ASCII', bytes('a line\n'), decoded),
  family('decode: Japanese behind a long head', bytes('a line\n', 'あ'), decoded),
  family('decode: bytes that no encoding knows', (n) => new Uint8Array(n).fill(0xff), decoded),
  family('decode: Shift_JIS', (n) => new Uint8Array(n * 2).fill(0x82), decoded),
  family('decode: UTF-16 without a mark', (n) => Uint8Array.from({ length: n * 2 }, (_, at) => (at % 2) * 65), decoded),
  family('lines: empty lines', text('\n'), clean),
  family('lines: a long line, then many', (n) => 'a'.repeat(n * 8) + '\n'.repeat(n), clean),
  family('clean: quote marks in one line', (n) => `a\n>${'>'.repeat(n)}\n> b\n> c\n> d`, clean),
  family('clean: quote marks within lines', text('a > b\n'), clean),
  family('clean: a sequence without end', (n) => `\u001B[${'1;'.repeat(n)}`, clean),
  family('clean: sequences without end', text('\u001B['), clean),
  family('clean: control characters in lines', text('\u0000a\n'), clean),
  family('clean: no-break blanks', text('\u00A0'), clean),
  family('fold: combining marks', text('\u0301\u0323'), fold),
  family('fold: ligatures that grow', text('\uFDFA'), fold),
  family('unwrap: escapes', text('\\u005c'), readings, UNWRAPPED),
  family('unwrap: opened tags', text('<a'), readings, UNWRAPPED),
  family('unwrap: entities', text('&#38;'), readings, UNWRAPPED),
  family('unwrap: addresses', text('%E3%81'), readings, UNWRAPPED),
  family('split: no log at all', inOne('a line\n'), split),
  family('split: one line in many pieces', inPieces('a'.repeat(512)), split),
  family('split: lines in many pieces', inPieces('a line\n'.repeat(512)), split),
  family('split: logs', inOne(`${mark}\n`), split),
  family('split: logs without line ends', inOne(mark), split),
  family('split: stems of marks', inOne(mark.slice(0, 8)), split),
  family(
    'recognise: marks',
    (n) => `${mark}\n`.repeat(n),
    (log) => recogniser.recognise(new CleanLines(new Lines(log))),
  ),
]);
