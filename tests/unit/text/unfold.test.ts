import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/text/lines.ts';
import { unfoldings } from '../../../src/text/unfold.ts';

const readings = (text: string) => unfoldings(new Lines(text)).map(({ lines }) => lines.text.split('\n'));

describe('lines that stand folded in another text', () => {
  test.each<[string, string, readonly string[]]>([
    ['in a string of JSON', '{"message": "a\\nb\\tc\\n"}', ['{', 'message', ': ', 'a', 'b\tc', '', '}']],
    ['with line ends of Windows', '"a\\r\\nb\\r\\nc\\n\\n"', ['', 'a', 'b', 'c', '', '', '']],
    ['with other escapes', '"\\"x\\" \\\\ \\/ \\u0041\\n\\n"', ['', '"x" \\ / A', '', '', '']],
    ['only in the lines that hold them', '"a\\nb\\n"\n"C:\\temp"', ['', 'a', 'b', '', '', '"C:\\temp"']],
    ['in the source of a page', 'a<br>\nb<br/>c &lt;d&gt; &amp; &#65;&#x42;', ['a', 'b', 'c <d> & AB']],
    ['in paragraphs with styles', '<p><b>a</b><br>b<BR />c</p>', ['', 'a', 'b', 'c', '']],
  ])('%s', (_, text, expected) => {
    expect(readings(text)[0]).toEqual(expected);
  });

  test('a text within a text is read twice', () => {
    expect(readings('"{\\"m\\": \\"a\\\\nb\\\\n\\"}\\n\\n"')[1]).toContain('a');
  });

  test.each([
    ['no escapes', 'a\nb'],
    ['one that may be part of a value', '"C:\\new"'],
    ['one tag', 'a<br>b'],
    ['a text that nobody has copied', `${'x'.repeat(1_000_000)}\\n\\n`],
  ])('none: %s', (_, text) => {
    expect(readings(text)).toEqual([]);
  });

  test.each([
    ['{"m": "a\\n\\tb\\u0041c\\n"}\n', 'b'],
    ['x\n{"m": "a\\nb"}\\n\n', 'b'],
    ['a<br>&lt;b<br>c', 'b'],
    ['a<br>&lt;b<br>c', 'c'],
  ])('places lead back: %s', (text, piece) => {
    const given = new Lines(text);
    const [unfolded] = unfoldings(given);
    expect.assert(unfolded !== undefined);
    const line = unfolded.lines.text.split('\n').findIndex((one) => one.includes(piece)) + 1;
    const offset = unfolded.lines.at(line).indexOf(piece);
    const from = unfolded.originOf(line, offset);
    const to = unfolded.originOf(line, offset + piece.length);
    expect(given.at(from.line).slice(from.offset, to.offset)).toBe(piece);
  });
});
