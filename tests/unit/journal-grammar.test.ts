import { describe, expect, test } from 'vitest';
import { Template, type Vocabulary } from '../../src/journal/template.ts';
import { TimeForm } from '../../src/journal/time.ts';

const HALVES = { am: ['am', '午前'], pm: ['pm', '午後'] };
const read = (form: string, line: string, zone: '' | 'Z' = '') => new TimeForm(form, zone, HALVES).read(line, 0);

describe('a time as logs write it', () => {
  test.each([
    ['YYYY-MM-DDThh:mm:ssfZ', '2026-11-20T01:02:03.449403Z x', '2026-11-20T01:02:03Z', 27],
    ['YYYY-MM-DDThh:mm:ssfzone', '2026-11-20T01:02:03+09:00', '2026-11-20T01:02:03+09:00', 25],
    ['YYYY-MM-DDThh:mm:sszone', '2026-11-20T01:02:03-0530', '2026-11-20T01:02:03-05:30', 24],
    ['YYYY/MM/DD hh:mm:ssf', '2019/07/22 12:36:56.449403 ERROR', '2019-07-22T12:36:56', 26],
    ['YYYY/MM/DD hh:mm:ssf', '2015/09/20 14:03:09 ERROR', '2015-09-20T14:03:09', 19],
    ['MM-DD-YYYY hh:mm:ss', '11-20-2026 10:03:51', '2026-11-20T10:03:51', 19],
    ['M/D/YYYY h:mm:ss AP', '11/5/2024 1:00:37 AM', '2024-11-05T01:00:37', 20],
    ['M/D/YYYY h:mm:ss AP', '11/5/2024 12:00:37 AM', '2024-11-05T00:00:37', 21],
    ['M/D/YYYY h:mm:ss AP', '11/5/2024 12:00:37 PM', '2024-11-05T12:00:37', 21],
    ['YYYY/MM/DD AP h:mm:ss', '2026/11/20 午後 3:04:05', '2026-11-20T15:04:05', 21],
    // a day in the place of the month can only be a day
    ['M/D/YYYY h:mm:ss', '25/12/2026 03:04:05', '2026-12-25T03:04:05', 19],
  ])('%s: %s', (form, line, at, end) => {
    expect(read(form, line)).toEqual({ at, end });
  });

  test('without a zone it is that of the machine, unless the format knows better', () => {
    expect(read('YYYY-MM-DD hh:mm:ss', '2026-11-20 01:02:03', 'Z')?.at).toBe('2026-11-20T01:02:03Z');
  });

  test('without a year it is none that can be told, though it was read', () => {
    expect(read('MM/DD hh:mm:ssf', '10/21 21:02:21.611')).toEqual({ at: null, end: 18 });
    expect(read('MON D hh:mm:ss', 'Nov  5 07:59:29')).toEqual({ at: null, end: 15 });
  });

  test.each([
    ['YYYY/MM/DD hh:mm:ss', '2026/13/20 01:02:03'],
    ['YYYY/MM/DD hh:mm:ss', '2026/11/20 25:02:03'],
    ['YYYY/MM/DD hh:mm:ss', '2026/11/20 01:02:034'],
    ['YYYY/MM/DD hh:mm:ss', '2026/11/20 01:02'],
    ['MON D hh:mm:ss', 'Foo 20 01:02:03'],
    ['YYYY-MM-DDThh:mm:ssZ', '2026-11-20T01:02:03+09:00'],
  ])('%s does not take %s', (form, line) => {
    expect(read(form, line)).toBeNull();
  });
});

const WORDS: Vocabulary = {
  times: [new TimeForm('YYYY-MM-DD hh:mm:ssf', '', HALVES)],
  levels: [
    ['WARNING', 'warning'],
    ['ERROR', 'error'],
    ['WARN', 'warning'],
  ],
};
const fields = (source: string, line: string) => new Template(source, WORDS).read(line);

describe('a line as its format describes it', () => {
  const LINE = '2026-11-20 01:02:03 ERROR ExtHandler the message';

  test('gives its time, level, source and where the message begins', () => {
    expect(fields('{time} {level} {source} {message}', LINE)).toEqual({
      at: '2026-11-20T01:02:03',
      level: 'error',
      source: 'ExtHandler',
      message: LINE.indexOf('the message'),
    });
  });

  test('a blank stands for any number of them, a tab for itself', () => {
    expect(fields('{time} {level} {message}', '2026-11-20 01:02:03 \t  WARN\tx')).toMatchObject({ level: 'warning' });
    expect(fields('{level}\t{message}', 'ERROR x')).toBeNull();
    expect(fields('[{level}]{gap}{message}', '[ERROR]x')).toMatchObject({ message: 7 });
  });

  test('a level is a whole word', () => {
    expect(fields('{level}:{message}', 'ERRORS:x')).toBeNull();
    expect(fields('{level}:{message}', 'WARNING:x')).toMatchObject({ level: 'warning' });
  });

  test('a source reaches to the literal behind it, blanks included, and has an end', () => {
    expect(fields('{level},{source},{id},{message}', 'ERROR,Service Control Manager,7031,x')).toMatchObject({
      source: 'Service Control Manager',
      id: 7031,
    });
    expect(fields('{level},{source},{message}', `ERROR,${'x'.repeat(500)},y`)).toBeNull();
  });

  test('the number of a classic event is its lower half', () => {
    expect(fields('Event ID: {id}', 'Event ID: 3221233472')).toMatchObject({ id: 3221233472 % 65536 });
  });

  test('what tells nothing, or has no end, is refused', () => {
    expect(() => new Template('{message}', WORDS)).toThrow(/nothing tells/u);
    expect(() => new Template('a{text}', WORDS)).toThrow(/ends at the literal/u);
  });
});
