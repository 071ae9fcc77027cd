import { describe, expect, test } from 'vitest';
import { LineWorth } from '../../../src/session/line-worth.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SignatureMatcher } from '../../../src/signatures/matcher.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';
import { knowledge } from '../../support/analyzer.ts';

const worth = new LineWorth(new SignatureMatcher(knowledge.signatures), new ToolTable(SESSION_TOOLS));
const known = { isHost: (host: string) => host.endsWith('.core.windows.net'), ports: new Set([443]) };
const of = (line: string) => worth.of(line, known);
const HOST = 'contoso.blob.core.windows.net';

describe('of a line is understood more', () => {
  test.each<[string, string, string]>([
    ['a command', '$ curl', `$ curl https://a.example`],
    ['a known destination', `$ nc -vz contoso.blob.core.win 443`, `$ nc -vz ${HOST} 443`],
    ['a known port', `$ nc -vz ${HOST} 44`, `$ nc -vz ${HOST} 443`],
    ['an option', `$ curl https://${HOST}`, `$ curl https://${HOST} -sSI`],
    [
      'a value of an option',
      `$ openssl s_client -connect ${HOST}:443 -servername`,
      `$ openssl s_client -connect ${HOST}:443 -servername x`,
    ],
    ['a parameter', `PS C:\\> tnc ${HOST} -Port 443`, `PS C:\\> tnc ${HOST} -Port 443 -InformationLevel Quiet`],
    [
      'a whole message',
      'The underlying connection was closed: Could not establish',
      'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
    ],
    ['a message that begins the line', 'x curl: (28) Connection timed out', 'curl: (28) Connection timed out'],
    ['a whole address', `${HOST} has address 20.60.1.`, `${HOST} has address 20.60.1.1`],
    [
      'both quotes',
      `ERROR: cannot verify ${HOST}'s certificate, issued by ‘CN=Contoso`,
      `ERROR: cannot verify ${HOST}'s certificate, issued by ‘CN=Contoso’`,
    ],
    ['what curl tells', `* Connected to ${HOST}`, `* Connected to ${HOST} (20.60.1.1) port 443`],
    ['an address that curl tries', '*   Trying 20.60.1.1', '*   Trying 20.60.1.1:443...'],
    ['whose certificate it is', 'subject=', 'subject=CN = contoso.blob.core.windows.net'],
    ['a prompt', 'hello', 'PS C:\\> hello'],
    ['a prompt without what stands before it', '| [root@vm01 ~]# date', '[root@vm01 ~]# date'],
    ['the machine that a prompt names', 'PS C:\\> date', '[web02]: PS C:\\> date'],
    ['a command that prints something', `$ ping ${HOST} && echo`, `$ ping ${HOST} && echo ok`],
    [
      'who was asked',
      'Get "https://contoso.blob/": dial tcp 20.60.1.1:443: i/o timeout',
      `Get "https://${HOST}/": dial tcp 20.60.1.1:443: i/o timeout`,
    ],
    ['the host of a message', 'Error: getaddrinfo ENOTFOUND contoso.blob', `Error: getaddrinfo ENOTFOUND ${HOST}`],
    ['an address that telnet tries', 'Trying 20.60.1.', 'Trying 20.60.1.1...'],
    ['a device on the way', ' 1:  10.0.0.1', ' 1:  10.0.0.1   0.687ms'],
    [
      'a whole sentence of socat',
      '2026/11/29 20:41:49 socat[9716] N starting data transfer',
      '2026/11/29 20:41:49 socat[9716] N starting data transfer loop with FDs [0,1] and [6,6]',
    ],
    ['a sign with which a line begins', 'hello', '* hello'],
  ])('%s', (_, less, more) => {
    expect(of(more).worth).toBeGreaterThan(of(less).worth);
  });

  test.each<[string, string, string]>([
    [
      'a name that comes in addition',
      `$ curl https://${HOST}`,
      `$ curl https://${HOST} https://contoso.table.core.windows.net`,
    ],
    ['an option that nothing knows', `$ nc -vz ${HOST} 443`, `$ nc -vz ${HOST} 443 --hello`],
    ['a clock behind a number', '', '29 12:08:05 vm01 check.sh[812]: this took 16.9ms'],
    ['prose', '', 'This line says nothing to anybody.'],
    ['colours', 'hello', '\u001B[32mhello\u001B[0m'],
  ])('not of %s', (_, one, other) => {
    expect(of(other).worth).toBe(of(one).worth);
  });
});

test('a command is whole as it stands, but for what a shell goes on behind', () => {
  expect(of(`$ curl https://${HOST}`).whole).toBe(true);
  expect(of(`PS C:\\> tnc ${HOST} -Port 443 |`).whole).toBe(false);
  expect(of('curl: (28) Connection timed out').whole).toBe(false);
});

test.each<[string, boolean]>([
  ['PS C:\\> whoami', true],
  ['nc -vz a.example 443', true],
  ['$ curl -sSI \\', true],
  ['-InformationLevel Quiet', false],
  ['trust relationship for the SSL/TLS secure channel.', false],
])('what is no rest of another line: %s', (line, begins) => {
  expect(of(line).begins).toBe(begins);
});

test('the options of a command behind the first count nothing', () => {
  expect(of(`$ curl -sS https://${HOST}; do curl -sS -m 5`).worth).toBeLessThanOrEqual(
    of(`$ curl -sS https://${HOST}`).worth,
  );
});
