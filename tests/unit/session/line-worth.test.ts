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
