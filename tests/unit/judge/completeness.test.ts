import { describe, expect, test } from 'vitest';
import { endsInside, missesProbes, newerVersion } from '../../../src/judge/completeness.ts';
import type { JudgedProbe } from '../../../src/judge/probes.ts';
import type { FormatDefinition } from '../../../src/knowledge/types.ts';
import type { Scan } from '../../../src/session/scanner.ts';
import { CleanLines } from '../../../src/text/clean.ts';
import { Lines } from '../../../src/text/lines.ts';

/** The script of a format whose logs have no end mark. */
const SCRIPT = {
  id: 'made-up',
  startMarks: ['== start =='],
  endMark: null,
  announce: ['##TRY!! {command} ##', '>> {command}'],
} as unknown as FormatDefinition;

interface Last {
  readonly last: number;
  readonly status?: string;
  /** Line that decided it. */
  readonly decisive?: number;
}

/** The last probe of a log ends with line `last`; `others` are the lines that belong to no probe. */
function ends(text: string, probe: Last | null, others: readonly number[] = [], format: object | null = {}): boolean {
  const scan = {
    text: new CleanLines(new Lines(text)),
    others: others.map((line) => ({ line, text: '' })),
  } as unknown as Scan;
  const first = { raw: { last: 1 }, outcome: { status: 'reachable', decisive: null } };
  const judged =
    probe === null
      ? []
      : [
          first,
          {
            raw: { last: probe.last },
            outcome: {
              status: probe.status ?? 'reachable',
              decisive: probe.decisive === undefined ? null : { line: probe.decisive },
            },
          },
        ];
  const definition = format === null ? null : { ...SCRIPT, ...format };
  return endsInside(definition, scan, judged as unknown as JudgedProbe[]);
}

describe('a log ends inside its script', () => {
  test.each<[string, string, Last | null, readonly number[]]>([
    ['before the first probe', 'heading\n', null, [1]],
    ['in a probe that is not through', 'a\nb\n', { last: 2, status: 'incomplete' }, [1]],
    ['in a probe that is not through, behind its heading', 'a\nb\n', { last: 2, status: 'incomplete' }, [1, 2]],
    ['in the line that decides', 'a\nanswer', { last: 2, decisive: 2 }, [1]],
    ['behind the line that decides', 'a\nanswer\nServer: x', { last: 3, decisive: 2 }, []],
    ['behind a blank line before the answer', 'a\n\nanswer\nServer: x', { last: 4, decisive: 3 }, []],
    ['in a probe that says nothing', 'a\n\nb', { last: 3 }, []],
    ['in an announcement', 'a\n##TRY!! nc -vz a.exa', { last: 1 }, [2]],
    ['in the head of an announcement', 'a\nb\n##TRY!!', { last: 1 }, [2, 3]],
    ['in an announcement of another form', 'a\n>> nc', { last: 1 }, [2]],
  ])('%s', (_, text, probe, others) => {
    expect(ends(text, probe, others)).toBe(true);
  });
});

describe('a log does not end inside its script', () => {
  test.each<[string, string, Last, readonly number[]]>([
    ['its last line is whole', 'a\nanswer\n', { last: 2, decisive: 2 }, [1]],
    ['a blank line is behind the answer', 'a\nanswer\n\nprompt$', { last: 2, decisive: 2 }, [1]],
    ['a line of blanks is behind the answer', 'a\nanswer\nServer: x\n  \nprompt$', { last: 3, decisive: 2 }, []],
    ['it ends with a line of blanks', 'a\nanswer\n  ', { last: 2, decisive: 2 }, []],
    ['it ends with a whole announcement', 'a\n##TRY!! x ##\n', { last: 1 }, [2]],
    ['it ends with another line', 'a\nb\nprompt$', { last: 1 }, [2, 3]],
    ['what is announced stands inside another line', 'a\nsee ##TRY!! nc', { last: 1 }, [2]],
  ])('%s', (_, text, probe, others) => {
    expect(ends(text, probe, others)).toBe(false);
  });

  test.each<[string, object | null]>([
    ['it is no known log', null],
    ['its script says when it ends', { endMark: 'Done' }],
    ['it is a piece of a terminal', { startMarks: [] }],
  ])('%s', (_, format) => {
    expect(ends('a\nb', { last: 2, status: 'incomplete' }, [], format)).toBe(false);
    expect(ends('a\nb', null, [], format)).toBe(false);
  });
});

/** Lines that belong to no probe, from line 1 on, of a log with so many probes. */
const scanOf = (others: readonly string[], probes = 0): Scan =>
  ({ others: others.map((text, at) => ({ line: at + 1, text })), probes: Array(probes).fill(null) }) as unknown as Scan;
const formatOf = (more: object): FormatDefinition => ({ ...SCRIPT, ...more }) as unknown as FormatDefinition;

describe('the last line of a script counts its probes', () => {
  const COUNTING = { endMark: '== end ', counts: true };

  test.each<[string, readonly string[], number, boolean]>([
    ['all are there', ['== start ==', '== end 12 =='], 12, false],
    ['one is missing', ['== end 12 =='], 11, true],
    ['there are more', ['== end 1 =='], 12, true],
    ['a number before the mark is no count', ['3 == end 12 ==', '== end 2 =='], 2, false],
    ['the last one counts', ['== end 1 ==', '== end 2 =='], 2, false],
    ['there is no such line', ['== start =='], 0, true],
    ['its number is cut off', ['== end '], 0, true],
    ['digits of the mark are no count', ['== end v7 2 =='], 2, true],
  ])('%s', (_, others, probes, wanted) => {
    expect(missesProbes(formatOf(COUNTING), scanOf(others, probes))).toBe(wanted);
  });

  test('a number within the mark is no count', () => {
    const format = formatOf({ endMark: '== v2 end ', counts: true });
    expect(missesProbes(format, scanOf(['== v2 end 12 =='], 12))).toBe(false);
  });

  test.each<[string, object | null]>([
    ['no known log', null],
    ['a script that does not count', { endMark: '== end ' }],
    ['a script without a last line', { counts: true }],
  ])('nothing is missing of %s', (_, format) => {
    expect(missesProbes(format === null ? null : formatOf(format), scanOf(['== end 9 =='], 1))).toBe(false);
  });
});

describe('a log says its version', () => {
  const KNOWN = { startMarks: ['#v', '#w'], version: 12 };

  test.each<[string, readonly string[], object | null]>([
    ['a later one', ['x', '#v13 y'], { line: 2, version: 13, known: 12 }],
    ['the known one', ['#v12'], null],
    ['an earlier one', ['#v2'], null],
    ['none', ['#v x 13', 'x #v13', '13'], null],
    ['an earlier one, then a later one', ['#v2', '#v120'], { line: 2, version: 120, known: 12 }],
  ])('%s', (_, others, wanted) => {
    expect(newerVersion(formatOf(KNOWN), scanOf(others))).toEqual(wanted);
  });

  test.each<[string, object | null]>([
    ['no known log', null],
    ['a format without versions', { startMarks: ['#v'] }],
    ['a format without a first line', { ...KNOWN, startMarks: [] }],
  ])('which is asked of no log of %s', (_, format) => {
    expect(newerVersion(format === null ? null : formatOf(format), scanOf(['#v13', '13', 'undefined13']))).toBeNull();
  });
});
