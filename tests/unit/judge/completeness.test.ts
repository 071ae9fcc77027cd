import { describe, expect, test } from 'vitest';
import { endsInside } from '../../../src/judge/completeness.ts';
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
