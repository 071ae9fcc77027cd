import { describe, expect, test } from 'vitest';
import type { RawProbe } from '../../../src/session/raw-probe.ts';
import { CleanLines } from '../../../src/text/clean.ts';
import { Lines } from '../../../src/text/lines.ts';
import { connectionOutcome, type Attempts } from '../../../src/tools/connection.ts';
import type { ProbeContext } from '../../../src/tools/outcome.ts';
import { inShort } from '../../support/outcomes.ts';

const TEXT = new CleanLines(new Lines('$ x\n  one line  \nanother one\n'));
const CONTEXT = { cutOff: false } as ProbeContext;

function outcome(
  attempts: Partial<Attempts>,
  command: object | null = { host: 'a.example', port: 443, elsewhere: false },
): string {
  const probe = { command, matches: [], first: 1, last: 3, interrupted: false } as unknown as RawProbe;
  const found = connectionOutcome(probe, CONTEXT, TEXT, {
    connected: null,
    failures: [],
    addresses: [],
    resolved: null,
    ...attempts,
  });
  return inShort(found);
}

const CONNECTED = { line: 2, matched: null, cause: 'ok' } as const;
const FAILED = { line: 3, matched: null, cause: 'refused' } as const;

describe('what came of a run that connects to a port', () => {
  test.each<[string, Partial<Attempts>, string]>([
    ['it connected', { connected: CONNECTED }, 'reachable ok - direct at=2:0-10: tcp ok 2'],
    [
      'its addresses, each once',
      { connected: CONNECTED, addresses: ['20.1.1.1', '20.1.1.1', '20.1.1.2'], resolved: 3 },
      'reachable ok - direct addresses=20.1.1.1,20.1.1.2 at=2:0-10: dns ok 3, tcp ok 2',
    ],
    [
      'one connection is enough',
      { connected: CONNECTED, failures: [FAILED] },
      'reachable ok - direct at=2:0-10: tcp ok 2',
    ],
    [
      'it need not be the destination',
      { connected: CONNECTED, doubt: 'gateway' },
      'indeterminate gateway - direct at=2:0-10:',
    ],
    ['it failed', { failures: [FAILED] }, 'unreachable refused - direct at=3:0-11: tcp failed refused 3'],
    [
      'its name led to nowhere',
      { connected: CONNECTED, addresses: ['0.0.0.0'] },
      'unreachable gateway - direct addresses=0.0.0.0 at=2:0-10:',
    ],
    [
      'to the machine itself',
      { connected: CONNECTED, addresses: ['127.0.0.1'] },
      'unreachable gateway - direct addresses=127.0.0.1 at=2:0-10:',
    ],
    ['nothing', {}, 'indeterminate other - direct:'],
    ['a name', { resolved: 2, addresses: ['20.1.1.1'] }, 'indeterminate other - direct addresses=20.1.1.1: dns ok 2'],
  ])('%s', (_, attempts, expected) => {
    expect(outcome(attempts)).toBe(expected);
  });

  test('the machine itself may be asked for', () => {
    expect(
      outcome({ connected: CONNECTED, addresses: ['127.0.0.1'] }, { host: 'localhost', port: 443, elsewhere: false }),
    ).toMatch(/^reachable ok/u);
  });

  test('a command that goes elsewhere shows nothing of the destination, nor does one that is lost', () => {
    expect(outcome({ connected: CONNECTED }, { host: 'a.example', port: 443, elsewhere: true })).toBe(
      'indeterminate other - direct at=2:0-10:',
    );
    expect(outcome({ connected: CONNECTED }, null)).toBe('indeterminate other - direct at=2:0-10:');
  });
});
