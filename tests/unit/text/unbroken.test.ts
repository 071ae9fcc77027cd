import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/text/lines.ts';
import { unbroken, type Understood } from '../../../src/text/unbroken.ts';

/** Understands these lines as a whole, those in capitals as commands. */
const of =
  (...known: readonly string[]) =>
  (line: string): Understood => ({
    worth: known.includes(line) ? 10 : 0,
    whole: known.includes(line) && line.startsWith('$'),
  });
const read = (text: string, understood: (line: string) => Understood) =>
  unbroken(new Lines(text), understood)?.lines.text.split('\n') ?? null;

const FULL = 'x'.repeat(24);

describe('lines that a window broke are put together where they say more', () => {
  test('at its width, as they are', () => {
    expect(read(`${FULL}\nyy\nzz\n`, of(`${FULL}yy`))).toEqual([`${FULL}yy`, 'zz', '']);
    expect(read(`${FULL}\n${FULL}\nyy\n`, of(`${FULL}${FULL}yy`))).toEqual([`${FULL}${FULL}yy`, '']);
  });

  test('only those that say more together than each for itself', () => {
    const other = 'z'.repeat(24);
    expect(read(`${other}\n${FULL}\nyy\n`, of(other, `${FULL}yy`))).toEqual([other, `${FULL}yy`, '']);
    expect(read(`${FULL}\nyy\n`, of(FULL, 'yy', `${FULL}yy`))).toBeNull();
  });

  test('at an exact width also those that say nothing more, once some do', () => {
    const other = 'z'.repeat(24);
    expect(read(`${FULL}\nyy\n${other}\nyy\n`, of(`${FULL}yy`))).toEqual([`${FULL}yy`, `${other}yy`, '']);
  });

  test('before a word that would not have fitted, with a blank', () => {
    const text = `aaaa bbbb\n${'c'.repeat(60)} d\ne\n`;
    expect(read(text, of(`aaaa bbbb ${'c'.repeat(60)} d`))).toEqual([`aaaa bbbb ${'c'.repeat(60)} d`, 'e', '']);
  });

  test('between columns, where more than one blank stood', () => {
    const rule = 'n'.repeat(20);
    const text = `${rule} nn    nn    nn\naaaaaaaaaaaaaaaaaaaaa   bbb    ccc\ndddd\n`;
    const row = 'aaaaaaaaaaaaaaaaaaaaa   bbb    ccc dddd';
    expect(read(text, of(row))).toEqual([`${rule} nn    nn    nn`, row, '']);
  });

  test('behind a command only for a reason', () => {
    const command = `$ ${'c'.repeat(50)} d`;
    const text = `${command}\n${'e'.repeat(30)}\n\n${'f'.repeat(50)}\n${'g'.repeat(30)}\n`;
    const joined = `${'f'.repeat(50)} ${'g'.repeat(30)}`;
    expect(read(text, of(command, joined))?.[0]).toBe(command);
    expect(read(text, of(joined))?.[0]).toBe(`${command} ${'e'.repeat(30)}`);
  });

  test('at the widest width at which as much is understood, for then the fewest are joined', () => {
    const text = `${'a'.repeat(40)} bb\n${'c'.repeat(60)}\n${'d'.repeat(40)} ee\n${'f'.repeat(30)}\n`;
    const joined = `${'a'.repeat(40)} bb ${'c'.repeat(60)}`;
    expect(read(text, of(joined))).toEqual([joined, `${'d'.repeat(40)} ee`, 'f'.repeat(30), '']);
  });

  test('a name that stands whole in another place', () => {
    const broken = 'curl https://contoso.blob.cor\ne.windows.net\n';
    expect(read(broken, of())).toBeNull();
    expect(read(`${broken}contoso.blob.core.windows.net\n`, of())?.[0]).toBe(broken.replaceAll('\n', ''));
    expect(read('IPAddress of Contoso\n--- ContosoServer\nContosoServer\n', of())).toBeNull();
  });

  test.each([
    ['nothing says more', `${FULL}\nyy\n`],
    ['lines shorter than any window', 'aa bb\ncc\n'],
    ['lines longer than any window', `${'x'.repeat(201)}\nyy\n`],
    ['a file', `${'x'.repeat(30)}\n`.repeat(7000)],
    ['one line', FULL],
    ['an empty line behind it', `ab cd\n\nyy\n`],
    ['a row of signs', `${'-'.repeat(24)}\nyy\n${FULL}\n`],
  ])('none: %s', (_, text) => {
    const all = (line: string): Understood => ({ worth: /[-x]y/u.test(line) ? 10 : 0, whole: false });
    expect(read(text, text.startsWith(FULL) && text.includes('yy') ? of() : all)).toBeNull();
  });

  test('no more than some thousand joined lines are looked at', () => {
    let looks = 0;
    const text = Array.from({ length: 4000 }, (_, index) => `${String(index).padStart(24, 'x')}`).join('\n');
    const count = (): Understood => {
      looks += 1;
      return { worth: 0, whole: false };
    };
    expect(unbroken(new Lines(text), count)).toBeNull();
    expect(looks).toBeLessThan(9000);
  });

  test('not with a line that begins by itself', () => {
    const text = `${FULL}\nyy\n`;
    const begins = (line: string): Understood => ({ ...of(`${FULL}yy`)(line), begins: line === 'yy' });
    expect(read(text, of(`${FULL}yy`))).not.toBeNull();
    expect(read(text, begins)).toBeNull();
  });

  test('places lead back over the break', () => {
    const given = new Lines(`curl https://contoso.blo\nb.core.windows.net x\nyy\n`);
    const whole = 'curl https://contoso.blob.core.windows.net x';
    const hard = unbroken(given, of(whole));
    expect.assert(hard !== null);
    expect(hard.lines.at(1)).toBe(whole);
    expect(hard.originOf(1, 5)).toEqual({ line: 1, offset: 5 });
    expect(hard.originOf(1, 24)).toEqual({ line: 2, offset: 0 });
    expect(hard.originOf(2, 0)).toEqual({ line: 3, offset: 0 });
  });
});
