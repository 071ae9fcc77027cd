import { describe, expect, test } from 'vitest';
import { effort, Pattern } from '../../src/signatures/pattern.ts';
import { SignatureMatcher } from '../../src/signatures/matcher.ts';
import { knowledge } from '../support/analyzer.ts';

function match(pattern: string, line: string): object | null | string {
  const found = new Pattern(pattern).matchAt(line, 0);
  return found === null || found === 'nowhere' ? found : found.values;
}

describe('pattern language', () => {
  test.each([
    [
      'Ncat: Connected to {ip}:{port}.',
      'Ncat: Connected to 20.191.166.134:443.',
      { ip: '20.191.166.134', port: '443' },
    ],
    ['Ncat: Connected to {ip}:{port}.', 'Ncat: Connected to 2603:1046::1:443.', { ip: '2603:1046::1', port: '443' }],
    ['Address: {ip}#{port}', 'Address:\t168.63.129.16#53', { ip: '168.63.129.16', port: '53' }],
    ['Name: {host}', 'Name:\tlogin.microsoft.com', { host: 'login.microsoft.com' }],
    [
      'curl: (7) {text}: Connection refused',
      'curl: (7) Failed to connect to a:b port 1: Connection refused',
      { text: 'Failed to connect to a:b port 1' },
    ],
  ])('%s', (pattern, line, values) => {
    expect(match(pattern, line)).toEqual(values);
  });

  test('literal text is literal: no character has a special meaning', () => {
    expect(match('a.c (x)', 'abc (x)')).toBeNull();
    expect(match('a.c (x)', 'a.c (x)')).toEqual({});
  });

  test('two variables may not touch, and a pattern needs a literal', () => {
    expect(() => new Pattern('{ip}{port}')).toThrow('two variables');
    expect(() => new Pattern('{text}')).toThrow('without a literal');
  });
});

describe('matcher', () => {
  test('the more literal pattern wins, whatever the order', () => {
    const make = (id: string, pattern: string) => ({
      id,
      tool: 'curl',
      layer: 'tcp' as const,
      verdict: 'unreachable' as const,
      cause: 'other' as const,
      patterns: [pattern],
      title: id,
      meaning: id,
    });
    const specific = make('specific', 'curl: (7) {text}: Connection refused');
    const generic = make('generic', 'curl: (7) {text}');
    const line = 'curl: (7) Failed to connect to a port 443: Connection refused';
    for (const order of [
      [specific, generic],
      [generic, specific],
    ]) {
      expect(new SignatureMatcher(order).match(line)?.signature.id).toBe('specific');
    }
  });

  test('a message right behind the progress meter is found', () => {
    const line =
      '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0curl: (6) Could not resolve host: a.example';
    expect(new SignatureMatcher(knowledge.signatures).match(line)?.signature.id).toBe('curl-6-name');
  });
});

describe('every compiled pattern is linear', () => {
  const matcher = new SignatureMatcher(knowledge.signatures);
  const heads = [
    ...new Set(knowledge.signatures.flatMap(({ patterns }) => patterns.map((source) => new Pattern(source).head))),
  ].filter((head) => head !== '');

  /** Characters that the patterns look at, so that the test does not depend on the machine's speed. */
  function work(line: string): number {
    effort.characters = 0;
    matcher.match(line);
    return effort.characters;
  }

  test('lines made of repeated heads and fillers cost no more for each character when they grow', () => {
    for (const head of heads) {
      for (const filler of ['', 'a.', '1', ' ', '(', ': ']) {
        const costs = [500, 1000, 2000, 4000].map((length) => {
          const line = (head + filler).repeat(Math.ceil(length / (head + filler).length)).slice(0, length);
          return work(line) / length;
        });
        // linear: eight times the length costs about the same for each character; quadratic would cost eight times
        expect(costs.at(-1)).toBeLessThan((costs[0] ?? 0) * 2 + 50);
      }
    }
  });
});
