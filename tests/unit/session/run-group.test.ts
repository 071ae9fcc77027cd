import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/session/command-facts.ts';
import type { CommandLine } from '../../../src/session/command.ts';
import type { RawProbe } from '../../../src/session/raw-probe.ts';
import { RunGroup } from '../../../src/session/run-group.ts';

const command = (host: string, tool = 'nc', port = 443): Command => ({ tool, host, port }) as Command;
const output = (host: string | null, tool = 'nc', port: number | null = null): RawProbe =>
  ({ tool, command: null, run: { host, port } }) as unknown as RawProbe;

function assigned(commands: readonly Command[], inTurn: boolean, runs: readonly RawProbe[]) {
  const group = new RunGroup({ commands, inTurn } as unknown as CommandLine, 7);
  group.runs.push(...runs);
  const { probes, left } = group.assign((one) => ({ tool: `new ${one.tool}`, command: one }) as RawProbe);
  return [
    probes.map((probe) => `${runs.includes(probe) ? runs.indexOf(probe) : probe.tool} ${String(probe.command?.host)}`),
    left.map((run) => runs.indexOf(run)),
  ];
}
const A = command('a.example');
const B = command('b.example');

describe('outputs of several commands', () => {
  test.each<[string, readonly Command[], boolean, readonly RawProbe[], readonly string[], readonly number[]]>([
    [
      'as many as commands: theirs in turn',
      [A, B],
      true,
      [output(null), output(null)],
      ['0 a.example', '1 b.example'],
      [],
    ],
    [
      'in turn, with their names',
      [A, B],
      true,
      [output('a.example'), output(null)],
      ['0 a.example', '1 b.example'],
      [],
    ],
    [
      'one names the other host: by their names',
      [A, B],
      true,
      [output('b.example'), output(null)],
      ['new nc a.example', '0 b.example'],
      [1],
    ],
    [
      'one is of another tool: by their names',
      [A, B],
      true,
      [output('a.example'), output(null, 'curl')],
      ['0 a.example', 'new nc b.example'],
      [1],
    ],
    ['fewer than commands', [A, B], true, [output(null)], ['new nc a.example', 'new nc b.example'], [0]],
    ['more than commands', [A], true, [output('a.example'), output(null)], ['0 a.example'], [1]],
    [
      'several that name one host',
      [A],
      true,
      [output('a.example'), output('a.example')],
      ['0 a.example', '1 a.example'],
      [],
    ],
    [
      'at once: by their names',
      [A, B],
      false,
      [output('b.example'), output('a.example')],
      ['1 a.example', '0 b.example'],
      [],
    ],
    [
      'at once, without names',
      [A, B],
      false,
      [output(null), output(null)],
      ['new nc a.example', 'new nc b.example'],
      [0, 1],
    ],
    [
      'two commands with one destination',
      [A, A],
      false,
      [output('a.example')],
      ['new nc a.example', 'new nc a.example'],
      [0],
    ],
    [
      'two commands with one destination, in turn',
      [A, A],
      true,
      [output('a.example'), output('a.example')],
      ['0 a.example', '1 a.example'],
      [],
    ],
    [
      'one host, two ports',
      [A, command('a.example', 'nc', 80)],
      false,
      [output('a.example')],
      ['0 a.example', 'new nc a.example'],
      [],
    ],
    [
      'one host, two ports, which the outputs name',
      [A, command('a.example', 'nc', 80)],
      false,
      [output('a.example', 'nc', 80), output('a.example', 'nc', 443)],
      ['1 a.example', '0 a.example'],
      [],
    ],
    ['a port that none of them asked for', [A], false, [output('a.example', 'nc', 80)], ['new nc a.example'], [0]],
    [
      'one host, two tools',
      [A, command('a.example', 'curl')],
      false,
      [output('a.example', 'curl')],
      ['new nc a.example', '0 a.example'],
      [],
    ],
    ['none', [A, B], true, [], ['new nc a.example', 'new nc b.example'], []],
  ])('%s', (_, commands, inTurn, runs, probes, left) => {
    expect(assigned(commands, inTurn, runs)).toEqual([probes, left]);
  });
});

describe('a group', () => {
  const group = () => new RunGroup({ commands: [A, B], inTurn: true } as unknown as CommandLine, 7);

  test('knows its line, its tools and the run under way', () => {
    const made = group();
    expect([made.line, made.has('nc'), made.has('curl'), made.current]).toEqual([7, true, false, null]);
    const [first, second] = [output(null), output(null)];
    made.runs.push(first, second);
    expect(made.current).toBe(second);
  });

  test('takes no more outputs than its commands can have, and some to spare', () => {
    const made = group();
    for (let n = 0; n < 66; n += 1) made.runs.push(output(null));
    expect(made.full).toBe(false);
    made.runs.push(output(null));
    expect(made.full).toBe(true);
  });
});
