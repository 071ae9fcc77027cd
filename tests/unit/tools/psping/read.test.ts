import { describe, expect, test } from 'vitest';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HEAD = 'TCP connect to 20.60.1.1:443:';
const ATTEMPT = 'Connecting to 20.60.1.1:443';
const read = (given: string, ...lines: readonly string[]): string =>
  inShort(outcomeOf([`C:\\>psping ${given}`, ...lines, '', 'C:\\>'].join('\n')));

const A = 'direct addresses=20.60.1.1';
const CONNECTED = `reachable ok - ${A} at=3:0-`;
const OPEN = `indeterminate other - ${A}: dns ok 2`;

describe('what psping shows of a port', () => {
  test.each<[string, readonly string[], string]>([
    ['a time', [HEAD, `${ATTEMPT}: from 10.0.0.4:60650: 3.83ms`], 'tcp ok 3'],
    ['a longer one', [HEAD, `${ATTEMPT}: from 10.0.0.4:60650: 1203.83ms`], 'tcp ok 3'],
    [
      'the first of them',
      [HEAD, `${ATTEMPT} (warmup): from 10.0.0.4:60650: 3.83ms`, `${ATTEMPT}: from 10.0.0.4:60651: 3.84ms`],
      'tcp ok 3',
    ],
    ['without its own address', [HEAD, `${ATTEMPT}: 3.83ms`], 'tcp ok 3'],
    ['blanks around', [`  ${HEAD}  `, `  ${ATTEMPT}: 3.83ms  `], 'tcp ok 3'],
    ['no head', [`${ATTEMPT}: from 10.0.0.4:60650: 3.83ms`], 'tcp ok 2'],
    ['a sum', [HEAD, '  Sent = 10, Received = 10, Lost = 10 (0% loss),'], 'tcp ok 3'],
    ['nothing was received', [HEAD, '  Sent = 10, Received = 0, Lost = 10 (100% loss),'], ''],
    [
      'a reason on the next line',
      [HEAD, `${ATTEMPT}:`, 'The remote computer refused the network connection.'],
      'tcp failed refused 4',
    ],
    ['a reason', [HEAD, `${ATTEMPT}: The remote computer refused the network connection.`], 'tcp failed refused 3'],
    ['a time with more behind it', [HEAD, `${ATTEMPT}: 3.83ms?`], ''],
    ['a time with more before it', [HEAD, `${ATTEMPT}: about 3.83ms`], ''],
    ['a sentence that quotes it', [HEAD, `was ${ATTEMPT}: 3.83ms`], ''],
    ['a sentence that quotes a sum', [HEAD, 'was Sent = 1, Received = 1, Lost = 0'], ''],
    ['another port', ['TCP connect to 20.60.1.1:80:', 'Connecting to 20.60.1.1:80: 3.83ms'], ''],
    ['another port, without a head', ['Connecting to 20.60.1.1:80: 3.83ms'], ''],
    ['a ping', ['Pinging 20.60.1.1 with 32 bytes of data:', '  Sent = 4, Received = 4, Lost = 0 (0% loss),'], ''],
  ])('%s', (_, lines, layer) => {
    expect(/tcp (?:ok|failed \w+) \d+/u.exec(read('a.example:443', ...lines))?.[0] ?? '').toBe(layer);
  });

  test('its address, and the line that shows it', () => {
    expect(read('a.example:443', HEAD, `${ATTEMPT}: 3.83ms`)).toBe(`${CONNECTED}35: dns ok 2, tcp ok 3`);
    expect(read('a.example:443', HEAD)).toBe(OPEN);
    expect(read('a.example:443', `was ${HEAD}`)).toBe('indeterminate other - direct:');
    expect(read('a.example:443', `${HEAD} x`)).toBe('indeterminate other - direct:');
    expect(read('[fd00::5]:443', 'TCP connect to [fd00::5]:443:', 'Connecting to [fd00::5]:443: 3.83ms')).toBe(
      'reachable ok - direct addresses=fd00::5 at=3:0-35: dns ok 2, tcp ok 3',
    );
  });

  test('without a port it sends pings, which decide nothing', () => {
    expect(read('a.example', 'Pinging 20.60.1.1 with 32 bytes of data:', '  Sent = 4, Received = 4, Lost = 0')).toBe(
      OPEN,
    );
    expect(
      read(
        'a.example',
        'Pinging 20.60.1.1 with 32 bytes of data:',
        'This operation returned because the timeout period expired.',
      ),
    ).toBe(OPEN);
  });
});
