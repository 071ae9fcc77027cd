import { describe, expect, test } from 'vitest';
import type { MatchedLine } from '../../../src/session/matched-line.ts';
import { PlainRun, Run } from '../../../src/session/run.ts';

/** Shows what the lines of a run told so far. */
class OpenRun extends Run {
  override startsAnew(): boolean {
    return false;
  }
  state() {
    const { decided, reached, unreached, neither, beganWithMessage } = this;
    return { decided, reached, unreached, neither, beganWithMessage };
  }
  other(host: string | undefined): boolean {
    return this.isOtherHost(host);
  }
  has(verdict: string): boolean {
    return this.said(verdict);
  }
}

const line = (verdict: string, host?: string): MatchedLine =>
  ({ match: { signature: { verdict }, values: host === undefined ? {} : { host } } }) as unknown as MatchedLine;

function run(...lines: readonly MatchedLine[]): OpenRun {
  const made = new OpenRun();
  for (const one of lines) made.add(one, false);
  return made;
}
const NOTHING = { decided: false, reached: false, unreached: false, neither: false, beganWithMessage: false };

describe('what the lines of a run told', () => {
  test.each<[string, object, readonly string[]]>([
    ['informational', {}, []],
    ['reachable', { decided: true, reached: true }, ['reachable']],
    ['unreachable', { decided: true, unreached: true }, ['unreachable']],
    ['not_run', { decided: true, neither: true }, ['not_run', 'indeterminate']],
    ['indeterminate', { decided: true, neither: true }, ['not_run', 'indeterminate']],
  ])('%s', (verdict, expected, said) => {
    const made = run(line(verdict));
    expect(made.state()).toEqual({ ...NOTHING, ...expected });
    expect(['reachable', 'unreachable', 'not_run', 'indeterminate'].filter((one) => made.has(one))).toEqual(said);
  });

  test('one line takes nothing from what another one told', () => {
    const all = { ...NOTHING, decided: true, reached: true, unreached: true, neither: true };
    expect(run(line('reachable'), line('unreachable'), line('not_run'), line('informational')).state()).toEqual(all);
  });

  test('that it began with a message stays', () => {
    const made = new OpenRun();
    made.add(line('informational'), true);
    made.add(line('informational'), false);
    expect(made.state()).toEqual({ ...NOTHING, beganWithMessage: true });
  });
});

describe('the host of a run', () => {
  test.each<[string, readonly MatchedLine[], string | null, boolean]>([
    ['none is named', [line('reachable')], null, false],
    [
      'one is, in whatever letters',
      [line('informational', 'A.Example'), line('reachable', 'a.example')],
      'a.example',
      true,
    ],
    [
      'several are',
      [line('reachable', 'a.example'), line('reachable', 'b.example'), line('reachable', 'a.example')],
      null,
      true,
    ],
    ['some lines name none', [line('reachable', 'a.example'), line('reachable')], 'a.example', true],
  ])('%s', (_, lines, host, named) => {
    expect([run(...lines).host, run(...lines).named]).toEqual([host, named]);
  });

  test('another one: both are named, and differ', () => {
    const one = run(line('reachable', 'a.example'));
    expect([one.other('A.example'), one.other('b.example'), one.other(undefined)]).toEqual([false, true, false]);
    expect(run().other('a.example')).toBe(false);
    expect(run(line('x', 'a.example'), line('x', 'b.example')).other('a.example')).toBe(true);
  });
});

test('a plain run never begins anew', () => {
  expect(new PlainRun().startsAnew()).toBe(false);
});
