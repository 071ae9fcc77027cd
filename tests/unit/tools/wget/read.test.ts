import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../../src/tools/outcome.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HOST = 'a.example';
const DIRECT: Partial<ProbeContext> = { proxy: null };
const PROXY: Partial<ProbeContext> = {
  proxy: { host: 'p.example', port: 8080, secure: false, bypasses: (host) => host === 'b.example' },
};
const wget = (lines: readonly string[], context: Partial<ProbeContext> = {}, command = `wget https://${HOST}/`) =>
  inShort(outcomeOf(`$ ${command}\n${lines.join('\n')}\n`, context));

const FOUND = `Resolving ${HOST} (${HOST})... 20.1.1.1, 20.1.1.2`;
const CONNECTED = `Connecting to ${HOST} (${HOST})|20.1.1.1|:443... connected.`;
const AT_PROXY = ['Resolving p.example... 10.0.0.5', 'Connecting to p.example|10.0.0.5|:8080... connected.'];
const answer = (status: string, by = 'HTTP') => `${by} request sent, awaiting response... ${status}`;
const WAY = [FOUND, CONNECTED];
const KNOWN = 'direct addresses=20.1.1.1,20.1.1.2';
const LOWER = 'dns ok 2, tcp ok 3';

describe('an answer', () => {
  test.each<[string, readonly string[], string]>([
    [
      'of the destination',
      [answer('200 OK')],
      `reachable ok 4 ${KNOWN} httpStatus=200 port=443: ${LOWER}, tls ok 4, http ok 200 destination 4`,
    ],
    [
      'the last status that is no error',
      [answer('308 X')],
      `reachable ok 4 ${KNOWN} httpStatus=308 port=443: ${LOWER}, tls ok 4, http ok 308 destination 4`,
    ],
    [
      'its first error',
      [answer('400 X')],
      `reachable http_error_from_destination 4 ${KNOWN} httpStatus=400 port=443: ${LOWER}, tls ok 4, http ok 400 destination 4`,
    ],
    [
      'a code that nobody registered',
      [answer('299 X')],
      `indeterminate other 4 ${KNOWN} httpStatus=299 port=443: ${LOWER}, http failed other 299 unknown 4`,
    ],
    [
      'a login for a proxy',
      [answer('407 X')],
      `unreachable proxy_auth 4 ${KNOWN} viaProxy=true proxyStatus=407 port=443: ${LOWER}, http failed proxy_auth 407 proxy 4`,
    ],
    [
      'the header lines of -S',
      [answer(''), '  HTTP/1.1 404 Not Found', '  Server: x'],
      `reachable http_error_from_destination - ${KNOWN} httpStatus=404 port=443 at=5:0-24: ${LOWER}, tls ok 5, http ok 404 destination 5`,
    ],
    [
      'without a reason',
      [answer(''), '  HTTP/2 404'],
      `reachable http_error_from_destination - ${KNOWN} httpStatus=404 port=443 at=5:0-12: ${LOWER}, tls ok 5, http ok 404 destination 5`,
    ],
    [
      'the last line alone',
      ['2026-01-02 03:04:05 ERROR 404: Not Found.'],
      `reachable http_error_from_destination - ${KNOWN} httpStatus=404 port=443 at=4:0-41: ${LOWER}, tls ok 4, http ok 404 destination 4`,
    ],
    [
      'the last line alone, in Japanese',
      ['2026-01-02 03:04:05 エラー 404: Not Found。'],
      `reachable http_error_from_destination - ${KNOWN} httpStatus=404 port=443 at=4:0-39: ${LOWER}, tls ok 4, http ok 404 destination 4`,
    ],
    [
      'a status behind other words is none',
      ['x HTTP/1.1 404 Not Found'],
      `indeterminate other - ${KNOWN} port=443: ${LOWER}`,
    ],
    [
      'nor is one without the blanks of -S',
      ['HTTP/1.1 404 Not Found'],
      `indeterminate other - ${KNOWN} port=443: ${LOWER}`,
    ],
    ['nor is a longer number', ['  HTTP/1.1 4040 x'], `indeterminate other - ${KNOWN} port=443: ${LOWER}`],
    [
      'the first one counts, and what stands before it',
      [answer('200 OK'), 'Connecting to b.example|20.1.1.9|:443... connected.'],
      `reachable ok 4 ${KNOWN} httpStatus=200 port=443: ${LOWER}, tls ok 4, http ok 200 destination 4`,
    ],
  ])('%s', (_, lines, expected) => {
    expect(wget([...WAY, ...lines])).toBe(expected);
  });

  test('over http there is no TLS', () => {
    expect(
      wget([FOUND, `Connecting to ${HOST}|20.1.1.1|:80... connected.`, answer('200 OK')], {}, `wget http://${HOST}/`),
    ).toBe(`reachable ok 4 ${KNOWN} httpStatus=200 port=80: ${LOWER}, http ok 200 destination 4`);
  });

  test.each<[string, string, string]>([
    ['over http', `wget http://${HOST}/`, '403 Forbidden'],
    ['where certificates are not checked', `wget --no-check-certificate https://${HOST}/`, '503 X'],
    ['with an authority of its own', `wget --ca-certificate=x https://${HOST}/`, '503 X'],
    ['with authorities of its own', `wget --ca-directory=x https://${HOST}/`, '503 X'],
  ])('nobody knows who wrote an error %s', (_, command, status) => {
    expect(wget([...WAY, answer(status)], {}, command)).toContain('indeterminate other 4');
  });

  test('with a mark of the destination it is known', () => {
    expect(
      wget([...WAY, answer(''), '  HTTP/1.1 403 Forbidden', '  x-ms-request-id: 1'], {}, `wget http://${HOST}/`),
    ).toContain('reachable http_error_from_destination -');
  });

  test('without a command, what stands there alone is not enough', () => {
    expect(inShort(outcomeOf(`${WAY.join('\n')}\n${answer('404 X')}\n`))).toBe(
      `reachable http_error_from_destination 3 ${KNOWN} httpStatus=404 port=443: dns ok 1, tcp ok 2, tls ok 3, http ok 404 destination 3`,
    );
    expect(inShort(outcomeOf(`${AT_PROXY.join('\n')}\n${answer('503 X', 'Proxy')}\n`))).toContain(
      'indeterminate other 3 proxy',
    );
    expect(inShort(outcomeOf(`${AT_PROXY.join('\n')}\n${answer('404 X', 'Proxy')}\n`))).toContain('reachable');
  });
});

describe('the way', () => {
  test.each<[string, readonly string[], Partial<ProbeContext>, string, string]>([
    [
      'through a proxy that it connects to',
      [...AT_PROXY, answer('200 OK', 'Proxy')],
      {},
      `wget https://${HOST}/`,
      'reachable ok 4 proxy viaProxy=true httpStatus=200: tls ok 4, http ok 200 destination 4',
    ],
    [
      'an error through a proxy without a tunnel may be its own',
      [...AT_PROXY, answer('404 X', 'Proxy')],
      {},
      `wget http://${HOST}/`,
      'indeterminate other 4 proxy viaProxy=true httpStatus=404: http failed other 404 unknown 4',
    ],
    [
      'no error is none',
      [...AT_PROXY, answer('200 OK', 'Proxy')],
      {},
      `wget http://${HOST}/`,
      'reachable ok 4 proxy viaProxy=true httpStatus=200: http ok 200 destination 4',
    ],
    [
      'an error over http through the proxy of the settings',
      [answer('400 X')],
      PROXY,
      `wget http://${HOST}/`,
      'indeterminate other 2 proxy viaProxy=true httpStatus=400: http failed other 400 unknown 2',
    ],
    [
      'a proxy, told by what asks it',
      [answer('', 'Proxy'), '  HTTP/1.1 200 OK'],
      {},
      `wget https://${HOST}/`,
      'reachable ok - proxy viaProxy=true httpStatus=200 at=3:0-17: tls ok 3, http ok 200 destination 3',
    ],
    [
      'a proxy, told by the header lines of -S',
      [...AT_PROXY, answer('', 'Proxy'), '  HTTP/1.1 200 OK'],
      {},
      `wget https://${HOST}/`,
      'reachable ok - proxy viaProxy=true httpStatus=200 at=5:0-17: tls ok 5, http ok 200 destination 5',
    ],
    [
      'no proxy',
      [answer('200 OK')],
      PROXY,
      `wget --no-proxy https://${HOST}/`,
      'reachable ok 2 direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2',
    ],
    [
      'a proxy of the settings',
      [answer('200 OK')],
      PROXY,
      `wget https://${HOST}/`,
      'reachable ok 2 proxy viaProxy=true httpStatus=200: tls ok 2, http ok 200 destination 2',
    ],
    [
      'an exception from it',
      [answer('200 OK')],
      PROXY,
      'wget https://b.example/',
      'reachable ok 2 direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2',
    ],
    [
      'no proxy in the settings',
      [answer('200 OK')],
      DIRECT,
      `wget https://${HOST}/`,
      'reachable ok 2 direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2',
    ],
    [
      'which speak of https only',
      [answer('200 OK')],
      DIRECT,
      `wget http://${HOST}/`,
      'reachable ok 2 unknown httpStatus=200: tcp ok 2, http ok 200 destination 2',
    ],
    [
      'nobody knows',
      [answer('200 OK')],
      {},
      `wget https://${HOST}/`,
      'reachable ok 2 unknown httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2',
    ],
    [
      'a proxy of its own',
      [answer('200 OK')],
      DIRECT,
      `wget -e https_proxy=http://p.example:8080 https://${HOST}/`,
      'reachable ok 2 proxy viaProxy=true httpStatus=200: tls ok 2, http ok 200 destination 2',
    ],
    [
      'with blanks around its sign',
      [answer('200 OK')],
      DIRECT,
      `wget -e robots=off -e "http_proxy = p.example:8080" https://${HOST}/`,
      'reachable ok 2 proxy viaProxy=true httpStatus=200: tls ok 2, http ok 200 destination 2',
    ],
  ])('%s', (_, lines, context, command, expected) => {
    expect(wget(lines, context, command)).toBe(expected);
  });
});

describe('a failure', () => {
  const TUNNEL = 'Proxy tunneling failed: ';
  test.each<[string, readonly string[], string]>([
    [
      'refused',
      [FOUND, `Connecting to ${HOST} (${HOST})|20.1.1.1|:443... failed: Connection refused.`],
      'unreachable refused 3 direct addresses=20.1.1.1,20.1.1.2: dns ok 2, tcp failed refused 3',
    ],
    [
      'at another place: the proxy',
      ['Resolving p.example... 10.0.0.5', 'Connecting to p.example|10.0.0.5|:8080... failed: Connection refused.'],
      'unreachable proxy_unreachable 3 proxy viaProxy=true:',
    ],
    [
      'at an address: the proxy',
      ['Connecting to 10.0.0.5:8080... failed: Connection timed out.'],
      'unreachable proxy_unreachable 2 unknown viaProxy=true:',
    ],
    [
      'no name',
      [`Resolving ${HOST}... failed: Name or service not known.`],
      'unreachable dns 2 unknown: dns failed dns 2',
    ],
    [
      'no name, in the words of the end',
      [`wget: unable to resolve host address ‘${HOST}’`],
      'unreachable dns 2 unknown: dns failed dns 2',
    ],
    [
      'reset',
      [...WAY, 'Read error (Connection reset by peer) in headers.'],
      `unreachable reset 4 ${KNOWN} port=443: ${LOWER}`,
    ],
    [
      'no TLS',
      [...WAY, 'Unable to establish SSL connection.'],
      `unreachable tls_handshake 4 ${KNOWN} port=443: ${LOWER}, tls failed tls_handshake 4`,
    ],
    [
      'no certificate that is trusted',
      [...WAY, `ERROR: cannot verify ${HOST}'s certificate, issued by ‘CN=Inspector’:`],
      `unreachable tls_untrusted 4 ${KNOWN} port=443: ${LOWER}, tls intercepted tls_untrusted 4`,
    ],
    ...(
      [
        ['Forbidden', 'proxy_denied'],
        ['Proxy Authentication Required', 'proxy_auth'],
        ['Bad Gateway', 'proxy_upstream'],
        ['Service Unavailable', 'proxy_upstream'],
        ['Gateway Timeout', 'proxy_upstream'],
        ['Gateway Time-out', 'proxy_upstream'],
        ['Internal Server Error', 'proxy_upstream'],
        ['Not a Bad Gateway', 'proxy_denied'],
      ] as const
    ).map(([reason, cause]): [string, readonly string[], string] => [
      `a tunnel: ${reason}`,
      [...AT_PROXY, TUNNEL + reason],
      `unreachable ${cause} 4 proxy viaProxy=true:`,
    ]),
    ['nothing', WAY, `indeterminate other - ${KNOWN} port=443: ${LOWER}`],
    ['broken off', [...WAY, '^C'], `incomplete interrupted - ${KNOWN} port=443: ${LOWER}`],
    ['it did not run', ['bash: wget: Permission denied'], 'indeterminate other - unknown:'],
  ])('%s', (_, lines, expected) => {
    expect(wget(lines)).toBe(expected);
  });

  test.each([
    'Resolving p.example (p.example)... failed: Name or service not known.',
    'Resolving p.example... failed: Temporary failure in name resolution.',
    'wget: unable to resolve host address ‘p.example’',
    'p.example (p.example) をDNSに問いあわせています... 失敗しました: 名前またはサービスが不明です.',
  ])('no name of the proxy: %s', (line) => {
    expect(wget([line], PROXY)).toBe('unreachable proxy_dns 2 proxy viaProxy=true:');
  });

  test.each([
    `Resolving ${HOST} (${HOST})... failed: Name or service not known.`,
    `${HOST} をDNSに問いあわせています... 失敗しました: 名前またはサービスが不明です.`,
  ])('no name of the host: %s', (line) => {
    expect(wget([line], DIRECT)).toBe('unreachable dns 2 direct: dns failed dns 2');
  });

  test.each<[string, string]>([
    ['[2603::1]:443', 'refused 2 direct: tcp failed refused 2'],
    ['[2603::2]:8080', 'proxy_unreachable 2 direct viaProxy=true:'],
  ])('at an address of IPv6: %s', (place, expected) => {
    expect(wget([`Connecting to ${place}... failed: Connection refused.`], DIRECT, 'wget https://[2603::1]/')).toBe(
      `unreachable ${expected}`,
    );
  });

  test('a text that is cut tells nothing yet', () => {
    expect(wget(WAY, { cutOff: true })).toBe(`incomplete interrupted - ${KNOWN} port=443: ${LOWER}`);
  });
});

describe('something between', () => {
  const told = (...lines: readonly string[]) => wget([...WAY, answer(''), '  HTTP/1.1 403 Forbidden', ...lines]);
  test.each<[string, readonly string[], string]>([
    ['a mark of a gateway', ['  x-block: 1'], 'unreachable gateway - direct'],
    ['of something that may be one', ['  x-perhaps: 1'], 'indeterminate gateway - direct'],
    ['of a proxy', ['  x-squid: 1'], 'unreachable proxy_denied - direct'],
    [
      'that of the destination beside it',
      ['  x-block: 1', '  x-ms-request-id: 1'],
      'reachable http_error_from_destination - direct',
    ],
    ['of what the destination runs itself', ['  x-own: 1'], 'reachable http_error_from_destination - direct'],
    [
      'behind a blank line it is none of this answer',
      ['', '  x-block: 1'],
      'reachable http_error_from_destination - direct',
    ],
    ['without its blanks it is no header line', ['x-block: 1'], 'reachable http_error_from_destination - direct'],
  ])('%s', (_, lines, expected) => {
    expect(told(...lines)).toContain(expected);
  });

  test.each<[string, string, string, string]>([
    [
      'of a host of Microsoft to a foreign one',
      'pod01.backup.windowsazure.com',
      'https://portal.other/',
      'unreachable gateway',
    ],
    ['of another host, who knows', HOST, 'https://portal.other/', 'indeterminate gateway'],
    ['to the same host', HOST, `https://${HOST}/x`, 'reachable ok'],
  ])('a redirection %s', (_, host, location, expected) => {
    const lines = [
      `Connecting to ${host}|20.1.1.1|:443... connected.`,
      answer('302 Found'),
      `Location: ${location} [following]`,
    ];
    expect(wget(lines, {}, `wget https://${host}/`)).toContain(expected);
    expect(wget([...lines.slice(0, 1), answer('200 OK'), ...lines.slice(2)], {}, `wget https://${host}/`)).toContain(
      'reachable ok',
    );
  });

  test.each<[string, string]>([
    ['300 X', 'unreachable gateway'],
    ['302 Found', 'unreachable gateway'],
    ['400 X', 'reachable http_error_from_destination'],
    ['201 Created', 'reachable ok'],
  ])('%s with a place of another owner: %s', (status, expected) => {
    const host = 'pod01.backup.windowsazure.com';
    const lines = [answer(status), 'Location: http://portal.other/ [following]'];
    expect(wget(lines, DIRECT, `wget https://${host}/`)).toContain(expected);
  });

  test('a proxy on the machine itself is none in between', () => {
    const lines = ['Connecting to p.example|127.0.0.1|:8080... connected.', answer('200 OK', 'Proxy')];
    expect(wget(lines)).toContain('reachable ok 3 proxy');
  });

  test('what was asked of another host proves nothing', () => {
    expect(wget([answer('200 OK')], DIRECT, `wget --header "Host: b.example" https://${HOST}/`)).toBe(
      'indeterminate other 2 direct httpStatus=200: http failed other 200 unknown 2',
    );
  });

  test('the machine itself in place of the host', () => {
    const lines = [`Connecting to ${HOST}|127.0.0.1|:443... connected.`, answer('200 OK')];
    expect(wget(lines)).toContain('unreachable gateway 3 direct addresses=127.0.0.1 httpStatus=200');
    const own = ['Connecting to localhost|127.0.0.1|:443... connected.', answer('200 OK')];
    expect(wget(own, {}, 'wget https://localhost/')).toContain('reachable ok 3');
  });

  test.each<[string, string | null]>([
    ['issued by ‘CN=Inspector,O=X’:', 'CN=Inspector,O=X'],
    ["issued by `/C=JP/CN=Inspector':", '/C=JP/CN=Inspector'],
    ['issued by ‘O=X,CN=Y’:', 'O=X,CN=Y'],
    ['issued by:', null],
  ])('a certificate that could not be verified, %s', (issued, issuer) => {
    const { layers, status, cause } = outcomeOf(
      `$ wget --no-check-certificate https://${HOST}/\n${WAY.join('\n')}\nWARNING: cannot verify ${HOST}'s certificate, ${issued}\n${answer('200 OK')}\n`,
    );
    expect([status, cause]).toEqual(['indeterminate', 'tls_untrusted']);
    expect(layers?.tls).toMatchObject({
      status: issuer?.includes('Inspector') === true ? 'intercepted' : 'failed',
      issuer,
      line: 4,
    });
  });
});
