import { describe, expect, test } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { aloneOnly, MessageSearch } from '../../src/signatures/find-messages.ts';
import { effort } from '../../src/signatures/pattern.ts';
import { knowledge } from '../support/analyzer.ts';

const alone = aloneOnly(knowledge.signatures);
const search = new MessageSearch(alone);
const ids = new Set(alone.map(({ id }) => id));

/** What a line holds: ids with the text that each takes. */
function found(line: string): (readonly [string, string])[] {
  return search.inLine(line).map(({ signature, start, end }) => [signature.id, line.slice(start, end)] as const);
}

const TIMED_OUT = 'curl: (28) Connection timed out after 300001 milliseconds';

describe('a message is found wherever it stands in a line', () => {
  test.each([
    `2026-11-20T01:02:03.123456Z ERROR ExtHandler ExtHandler Failed: ${TIMED_OUT}`,
    `Nov 20 01:02:03 vm01 backup[812]: warning: ${TIMED_OUT}, retry in 5 s`,
    `{"level":"error","msg":"${TIMED_OUT}","code":28}`,
    `{"message":"Enable failed: \\n[stderr]\\n${TIMED_OUT}\\n"}`,
    `<Data>exit 1&#10;${TIMED_OUT}</Data>`,
    `[${TIMED_OUT}]`,
  ])('%s', (line) => {
    expect(found(line)).toEqual([['curl-28-connect-timeout', TIMED_OUT]]);
  });

  test('escaped quotes and entities within it, its letters in another case or width', () => {
    expect(found('{"m":"curl: (6) Couldn\\u0027t resolve host \\u0027a.example\\u0027"}')[0]?.[0]).toBe('curl-6-name');
    expect(found('{"m":"Ncat: Could not resolve hostname \\"a.example\\": No address"}')[0]?.[0]).toBe(
      'nc-name-no-address',
    );
    expect(found('<m>The remote name could not be resolved: &apos;a.example&apos;</m>')[0]?.[0]).toBe(
      'iwr-name-resolution',
    );
    expect(found('CURL: （28） CONNECTION TIMED OUT AFTER 5 MILLISECONDS')[0]?.[0]).toBe('curl-28-connect-timeout');
  });

  test('its place is that in the line as written, also behind letters of other forms', () => {
    const line = `ｻｰﾊﾞｰ ﾃﾞｰﾀ "${TIMED_OUT}"`;
    expect(found(line)).toEqual([['curl-28-connect-timeout', TIMED_OUT]]);
  });

  test('what its variable parts took is as the line writes it', () => {
    const [one] = search.inLine('E curl: (7) Failed to connect to VM01.Contoso.example port 443: No route to host');
    expect(one?.values).toEqual({ host: 'VM01.Contoso.example', port: '443' });
  });

  test('several in a line, the more specific one where two share characters', () => {
    const line =
      'Unable to connect to the remote server ---> System.Net.Sockets.SocketException: An existing connection was forcibly closed by the remote host';
    expect(found(line).map(([id]) => id)).toEqual(['iwr-connect-failure', 'win-10054']);
    expect(found('curl: (56) CONNECT tunnel failed, response 407').map(([id]) => id)).toEqual(['curl-56-connect-407']);
  });

  test('behind 100,000 other characters, and across the pieces in which a line is read', () => {
    for (const length of [3000, 3050, 4090, 100_000])
      expect(found(`${'x '.repeat(length / 2)}${TIMED_OUT}`)).toEqual([['curl-28-connect-timeout', TIMED_OUT]]);
  });
});

test('every example of a signature that may stand alone is found behind a time stamp and within JSON', () => {
  for (const { id, examples } of loadSignatures()) {
    if (!ids.has(id)) continue;
    const told = examples.filter((example) => search.inLine(example).some(({ signature }) => signature.id === id));
    for (const example of told) {
      for (const line of [
        `2026-11-20 01:02:03,123 ERROR [42] ${example}`,
        JSON.stringify({ time: 1, log: `\n${example}` }),
      ])
        expect(
          search.inLine(line).map(({ signature }) => signature.id),
          line,
        ).toContain(id);
    }
    expect(told, id).not.toEqual([]);
  }
  expect(ids.size).toBeGreaterThan(300);
});

test('what belongs to another line, or only says that something worked, is no finding', () => {
  for (const line of [
    'HTTP/1.1 200 OK',
    'HTTP/1.1 403 Forbidden',
    'HTTP/1.1 407 Proxy Authentication Required',
    'HTTP/2 503',
    'StatusCode        : 200',
    'StatusCode        : 404',
    'TcpTestSucceeded : True',
    'Ncat: Connected to 20.190.141.33:443.',
    'Address: 20.190.141.33',
    'Name:\tlogin.microsoft.com',
    'Server:\t\t168.63.129.16',
    'PingSucceeded : False',
    'Direct access (no proxy server)',
    'Enabled : 0',
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    'The backup completed successfully.',
    'Response status code does not indicate success: 404 (Not Found).',
    'curl: (22) The requested URL returned error: 404',
    '    Verify return code: 0 (ok)',
  ])
    expect(found(line), line).toEqual([]);
});

test('a number is whole: no message stands in the beginning of a longer one', () => {
  expect(found('Error code 1510371')).toEqual([]);
  expect(found('AADSTS700027: Client assertion contains an invalid signature.').map(([id]) => id)).toEqual([
    'aadsts-700027',
  ]);
  expect(found('Error code 151037').map(([id]) => id)).toEqual(['asr-151037']);
});

test('the verdict is that of the number in the message', () => {
  const verdicts = (line: string): string[] =>
    search.inLine(line).map(({ signature: { verdict, cause } }) => `${verdict} ${String(cause)}`);
  expect(verdicts('Response status code does not indicate success: 407 (x).')).toEqual(['unreachable proxy_auth']);
  expect(verdicts('OSError: Tunnel connection failed: 403 Forbidden')).toEqual(['unreachable proxy_denied']);
  expect(verdicts('OSError: Tunnel connection failed: 503 Unavailable')).toEqual(['unreachable proxy_upstream']);
  expect(verdicts('connect:errno=113')).toEqual(['unreachable host_unreachable']);
});

describe('a short text', () => {
  test('also holds messages that were broken over lines', () => {
    const lines = [
      'x',
      'E curl: (7) Failed to connect to a.example port 443: No route',
      '  to host',
      '',
      'Ncat: TIMEOUT.',
    ];
    expect(search.inText(lines).map(({ signature, line, last }) => [signature.id, line, last])).toEqual([
      ['curl-7-no-route', 1, 2],
      ['nc-timeout', 4, 4],
    ]);
  });

  test('one that is long is read line by line', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    lines[57] = TIMED_OUT;
    expect(search.inText(lines).map(({ line, start, end }) => [line, start, end])).toEqual([[57, 0, TIMED_OUT.length]]);
  });
});

test('hostile lines are read in time that grows with their length', () => {
  for (const piece of [
    'curl: (7) ',
    '"curl: (28) ',
    '[HTTP Failed] x ',
    '\\u0041',
    '&quot;',
    'ﾊﾞ',
    'dial tcp ',
    'Connecting to ',
  ]) {
    const cost = (length: number): number => {
      effort.characters = 0;
      search.inLine(piece.repeat(Math.ceil(length / piece.length)));
      return effort.characters / length;
    };
    expect(cost(64_000), piece).toBeLessThan(cost(8_000) * 2 + 50);
  }
  for (const line of ['', '\\', '&', '\uD800', '\\uD800', '&#99999999;', '\u0000'.repeat(9000)])
    expect(Array.isArray(search.inLine(line))).toBe(true);
});
