import { describe, expect, test } from 'vitest';
import {
  hasOption,
  namesIn,
  readArguments,
  valueOf,
  type Arguments,
  type OptionTable,
} from '../../../src/session/arguments.ts';

/** A tool whose long options begin with two hyphens. */
const POSIX: OptionTable = {
  values: new Set(['output', 'proxy', 'proxy-user', 'header', 'm']),
  names: ['output', 'proxy', 'proxy-user', 'header', 'silent', 'show-error', 'x'],
  short: { o: 'output', x: 'proxy', H: 'header', s: 'silent', S: 'show-error' },
  aliases: { out: 'output', p: 'proxy' },
  singleHyphen: false,
};
/** A cmdlet, whose parameters begin with one. */
const CMDLET: OptionTable = {
  values: new Set(['computername', 'port']),
  names: ['computername', 'port', 'portable'],
  short: {},
  aliases: { cn: 'computername' },
  singleHyphen: true,
};

const read = (table: OptionTable, line: string) => {
  const { positional, options } = readArguments(table, line === '' ? [] : line.split(' '));
  return [positional, Object.fromEntries(options)];
};

describe('options with two hyphens', () => {
  test.each<[string, readonly string[], object]>([
    ['', [], {}],
    ['a b', ['a', 'b'], {}],
    ['--output f a', ['a'], { output: ['f'] }],
    ['--output=f a', ['a'], { output: ['f'] }],
    ['--output= a', ['a'], { output: [''] }],
    ['--output=a=b c', ['c'], { output: ['a=b'] }],
    ['--output:f a', ['a'], { 'output:f': [''] }],
    ['--output', [], { output: [''] }],
    ['--silent a', ['a'], { silent: [''] }],
    ['--silent=yes a', ['a'], { silent: ['yes'] }],
    ['--OUTPUT f', ['f'], { OUTPUT: [''] }],
    ['--header a --header b c', ['c'], { header: ['a', 'b'] }],
    // shortened, as long as no other option begins so
    ['--outp f a', ['a'], { output: ['f'] }],
    ['--he f a', ['a'], { header: ['f'] }],
    ['--h f', ['f'], { h: [''] }],
    ['--prox f', ['f'], { prox: [''] }],
    ['--proxy f a', ['a'], { proxy: ['f'] }],
    ['--out f a', ['a'], { output: ['f'] }],
    ['--p f a', ['a'], { proxy: ['f'] }],
    ['--other f', ['f'], { other: [''] }],
    ['-- --output f', ['--output', 'f'], {}],
    ['a -- b -- c', ['a', 'b', '--', 'c'], {}],
    ['- a', ['-', 'a'], {}],
  ])('%j', (line, positional, options) => {
    expect(read(POSIX, line)).toEqual([positional, options]);
  });
});

describe('letters behind one hyphen', () => {
  test.each<[string, readonly string[], object]>([
    ['-s a', ['a'], { silent: [''] }],
    ['-sS a', ['a'], { silent: [''], 'show-error': [''] }],
    ['-o f a', ['a'], { output: ['f'] }],
    ['-of a', ['a'], { output: ['f'] }],
    ['-o=f a', ['a'], { output: ['f'] }],
    ['-so f a', ['a'], { silent: [''], output: ['f'] }],
    ['-osS a', ['a'], { output: ['sS'] }],
    ['-sxhttp://p a', ['a'], { silent: [''], proxy: ['http://p'] }],
    ['-m10 a', ['a'], { m: ['10'] }],
    ['-q a', ['a'], { q: [''] }],
    ['-o', [], { output: [''] }],
  ])('%j', (line, positional, options) => {
    expect(read(POSIX, line)).toEqual([positional, options]);
  });
});

describe('parameters of a cmdlet', () => {
  test.each<[string, readonly string[], object]>([
    ['-Port 443 a', ['a'], { port: ['443'] }],
    ['-PORT:443 a', ['a'], { port: ['443'] }],
    ['-Port=443 a', ['a'], { port: ['443'] }],
    ['--port 443 a', ['a'], { port: ['443'] }],
    ['-Comp a.example 443', ['443'], { computername: ['a.example'] }],
    ['-cn a.example', [], { computername: ['a.example'] }],
    ['-por 443', ['443'], { por: [''] }],
    ['-Quiet a', ['a'], { quiet: [''] }],
  ])('%j', (line, positional, options) => {
    expect(read(CMDLET, line)).toEqual([positional, options]);
  });
});

describe('what was given', () => {
  const given: Arguments = {
    positional: [],
    options: new Map([
      ['header', ['a', 'b']],
      ['silent', ['']],
    ]),
  };

  test('the last value of the first option that is there', () => {
    expect(valueOf(given, 'header')).toBe('b');
    expect(valueOf(given, 'proxy', 'header')).toBe('b');
    expect(valueOf(given, 'silent', 'header')).toBe('');
    expect(valueOf(given, 'proxy')).toBeNull();
    expect(valueOf(given)).toBeNull();
  });

  test('one of several options', () => {
    expect(hasOption(given, 'proxy', 'silent')).toBe(true);
    expect(hasOption(given, 'proxy', 'output')).toBe(false);
  });

  test('names stand between blanks and line ends', () => {
    expect(namesIn('a b\n  c')).toEqual(['a', 'b', 'c']);
  });
});
