import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const HOST = 'login.microsoftonline.com';
const LOG = [
  `azureuser@vm01:~$ nslookup ${HOST}`,
  'Server:\t\t168.63.129.16',
  'Address:\t168.63.129.16#53',
  '',
  'Non-authoritative answer:',
  `Name:\t${HOST}`,
  'Address: 20.190.1.1',
  '',
  `azureuser@vm01:~$ curl -I https://${HOST}`,
  `curl: (28) Failed to connect to ${HOST} port 443 after 130000 ms: Connection timed out`,
  `azureuser@vm01:~$ nc -vz ${HOST} 443`,
  'Ncat: Version 7.93 ( https://nmap.org/ncat )',
  'Ncat: Connected to 20.190.1.1:443.',
  'azureuser@vm01:~$ ',
];
const notes = (lines: readonly string[]) => diagnose(`${lines.join('\n')}\n`).annotations;

describe('what stands beside the lines of a log', () => {
  test('each command with its verdict, and the line that decides', () => {
    expect(notes(LOG)).toEqual(
      [
        { line: 1, kind: 'command', probe: 1, signature: null, verdict: 'reachable' },
        { line: 7, kind: 'message', probe: 1, signature: 'nslookup-address', verdict: 'reachable' },
        { line: 9, kind: 'command', probe: 2, signature: null, verdict: 'unreachable' },
        { line: 10, kind: 'message', probe: 2, signature: 'curl-28-could-not-connect', verdict: 'unreachable' },
        { line: 11, kind: 'command', probe: 3, signature: null, verdict: 'reachable' },
        { line: 13, kind: 'message', probe: 3, signature: 'nc-connected', verdict: 'reachable' },
      ].map((note) => ({
        ...note,
        // the whole line in each of these
        start: 0,
        end: LOG[note.line - 1]?.length,
        decides: note.kind === 'message',
      })),
    );
  });

  test('a command that was broken off was not run', () => {
    const [command, ...more] = notes([`$ curl -I https://${HOST}`, '^C', '$ ']);
    expect(command).toMatchObject({ kind: 'command', verdict: 'not_run' });
    expect(more.filter(({ decides }) => decides)).toEqual([]);
  });

  test('a failure that does not decide is shown as what it says', () => {
    const shown = notes([
      `PS C:\\> Test-NetConnection ${HOST} -Port 443`,
      'WARNING: TCP connect to (20.190.1.1 : 443) failed',
      '',
      `ComputerName     : ${HOST}`,
      'RemoteAddress    : 20.190.1.1',
      'RemotePort       : 443',
      'TcpTestSucceeded : False',
      '',
      'PS C:\\> ',
    ]).filter(({ kind }) => kind === 'message');
    expect(shown.map(({ line, verdict, decides }) => ({ line, verdict, decides }))).toEqual([
      { line: 2, verdict: 'unreachable', decides: true },
      { line: 7, verdict: 'unreachable', decides: false },
    ]);
  });

  test('in a later log of one source the lines are those of the source', () => {
    const moved = notes(['', '', ...LOG]).map(({ line }) => line);
    expect(moved).toEqual(notes(LOG).map(({ line }) => line + 2));
  });
});
