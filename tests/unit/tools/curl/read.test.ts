import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../../src/tools/outcome.ts';
import { readCurl } from '../../../../src/tools/curl/read.ts';
import { GATEWAYS, SYSTEM } from '../../../support/connections.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';
import { readLog } from '../../../support/read-log.ts';

const HOST = 'a.example';
/** A host of Microsoft, whose certificates and redirections are known. */
const AZURE = 'pod01.backup.windowsazure.com';
const NO_PROXY: Partial<ProbeContext> = { proxy: null };
const PROXY: Partial<ProbeContext> = {
  proxy: { host: 'p.example', port: 8080, secure: false, bypasses: (host) => host === 'b.example' },
};
const SECURE: Partial<ProbeContext> = { proxy: { host: 'p.example', port: 8080, secure: true, bypasses: () => false } };

function outcome(command: string, lines: readonly string[], context: Partial<ProbeContext> = {}, end = '\n') {
  const { scan } = readLog(`$ ${command}\n${lines.join('\n')}${end}`, 'terminal');
  const [probe] = scan.probes;
  if (probe === undefined) throw new Error('no probe');
  return readCurl(
    probe,
    { cutOff: false, proxy: 'unknown', unconnected: false, gateways: GATEWAYS, system: SYSTEM, ...context },
    scan.text,
  );
}
/** `status cause line route`, and what is told beside it. */
function brief(...given: Parameters<typeof outcome>): string {
  const { status, cause, decisive, route, detail } = outcome(...given);
  const more = Object.entries(detail).map(([name, value]) => `${name}=${String(value)}`);
  return [status, cause, decisive?.line ?? '-', route, ...more].join(' ');
}

const GET = `curl -I https://${HOST}`;
const VERBOSE = `curl -v https://${HOST}`;
const CONNECTED = `* Connected to ${HOST} (20.1.1.1) port 443`;
const ASKED = ['> GET / HTTP/1.1', `> Host: ${HOST}`, '> '];
const TUNNEL = [
  '* Connected to p.example (10.0.0.5) port 8080',
  `* Establish HTTP proxy tunnel to ${HOST}:443`,
  `> CONNECT ${HOST}:443 HTTP/1.1`,
  '> ',
];
const YES = ['< HTTP/1.1 200 Connection established', '< '];
const TIMEOUT = 'curl: (28) Connection timed out after 5000 milliseconds';
const RESET = 'curl: (35) Recv failure: Connection reset by peer';
const SELF_SIGNED = 'curl: (60) SSL certificate problem: self-signed certificate';

/** Output whose command is lost. */
const lost = (...lines: readonly string[]): string => inShort(outcomeOf(`${lines.join('\n')}\n`));

type Case = readonly [string, string, readonly string[], Partial<ProbeContext>, string];
const cases = (...all: readonly Case[]) => all;

describe('an answer', () => {
  test.each(
    cases(
      ['of the destination', GET, ['HTTP/1.1 200 OK', 'Server: x'], NO_PROXY, 'reachable ok 2 direct httpStatus=200'],
      [
        'an error of the destination',
        GET,
        ['HTTP/1.1 404 Not Found', 'Server: x'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=404',
      ],
      [
        'the borders of an error',
        GET,
        ['HTTP/1.1 400 Bad Request', 'Server: x'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=400',
      ],
      [
        'the first one counts',
        GET,
        ['HTTP/1.1 404 Not Found', 'a: b', '', 'HTTP/1.1 500 X', 'a: b'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=404',
      ],
      [
        'behind one that goes on',
        GET,
        ['HTTP/1.1 100 Continue', '', 'HTTP/1.1 404 Not Found', 'a: b'],
        {},
        'reachable http_error_from_destination 4 unknown httpStatus=404',
      ],
      ['nothing but one that goes on', GET, ['HTTP/1.1 100 Continue', ''], {}, 'indeterminate other 2 unknown'],
      ['one that no server gives', GET, ['HTTP/1.1 299 X', 'a: b'], {}, 'indeterminate other 2 unknown httpStatus=299'],
      [
        'one that wants a login at the proxy',
        GET,
        ['HTTP/1.1 407 X', 'a: b'],
        {},
        'unreachable proxy_auth 2 unknown viaProxy=true proxyStatus=407',
      ],
      [
        'with options that lead elsewhere',
        `curl -I --resolve x:443:1.1.1.1 https://${HOST}`,
        ['HTTP/1.1 200 OK', 'a: b'],
        {},
        'indeterminate other 2 unknown httpStatus=200',
      ],
      [
        'through a proxy that the options name',
        `curl -I -x p.example:8080 https://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        {},
        'indeterminate other 2 proxy viaProxy=true httpStatus=404',
      ],
      [
        'through that of the settings',
        GET,
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'indeterminate other 2 proxy httpStatus=404',
      ],
      [
        'to a host that goes past it',
        'curl -I https://b.example',
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'reachable http_error_from_destination 2 direct httpStatus=404',
      ],
      [
        'past it by an option',
        `curl -I --noproxy '*' https://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'reachable http_error_from_destination 2 direct httpStatus=404',
      ],
      [
        'past it by its domain',
        `curl -I -x p.example:8080 --noproxy 'x, .EXAMPLE' https://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 2 direct httpStatus=404',
      ],
      [
        'past it by its name',
        `curl -I --noproxy ${HOST} https://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'reachable http_error_from_destination 2 direct httpStatus=404',
      ],
      [
        'not past it by another name',
        `curl -I --noproxy 'x.${HOST},' https://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'indeterminate other 2 proxy httpStatus=404',
      ],
      [
        'over http through a proxy',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 200 X', 'a: b'],
        PROXY,
        'reachable ok 2 proxy httpStatus=200',
      ],
      [
        'over http through a proxy, an error',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 404 X', 'a: b'],
        PROXY,
        'indeterminate other 2 proxy httpStatus=404',
      ],
      [
        'over http without a proxy for https',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 200 X', 'a: b'],
        NO_PROXY,
        'reachable ok 2 unknown httpStatus=200',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('an answer that need not be of the destination', () => {
  test.each(
    cases(
      [
        '403 of an unchecked connection',
        `curl -kI https://${HOST}`,
        ['HTTP/1.1 403 X', 'a: b'],
        NO_PROXY,
        'indeterminate other 2 direct httpStatus=403',
      ],
      [
        '403 of a connection that is checked',
        GET,
        ['HTTP/1.1 403 X', 'a: b'],
        NO_PROXY,
        'reachable http_error_from_destination 2 direct httpStatus=403',
      ],
      [
        '403 with its errors hidden',
        `curl -sI https://${HOST}`,
        ['HTTP/1.1 403 X', 'a: b'],
        NO_PROXY,
        'indeterminate other 2 direct httpStatus=403',
      ],
      [
        '503 over http',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 503 X', 'a: b'],
        {},
        'indeterminate other 2 unknown httpStatus=503',
      ],
      [
        'a redirection that says no place',
        GET,
        ['HTTP/1.1 302 X', 'a: b'],
        NO_PROXY,
        'indeterminate other 2 direct httpStatus=302',
      ],
      ['one without any header', GET, ['HTTP/1.1 302 X'], NO_PROXY, 'reachable ok 2 direct httpStatus=302'],
      ['304 says none', GET, ['HTTP/1.1 304 X', 'a: b'], NO_PROXY, 'reachable ok 2 direct httpStatus=304'],
      ['a yes alone, in other words', GET, ['HTTP/1.1 200 Ready'], {}, 'indeterminate other 2 unknown httpStatus=200'],
      [
        'a yes alone with a blank line',
        GET,
        ['HTTP/1.1 200 OK', '', 'x'],
        {},
        'indeterminate other 2 unknown httpStatus=200',
      ],
      ['a yes alone, in the words of a server', GET, ['HTTP/1.1 200 OK'], {}, 'reachable ok 2 unknown httpStatus=200'],
      ['a yes of HTTP/2', GET, ['HTTP/2 200'], {}, 'reachable ok 2 unknown httpStatus=200'],
      [
        'a yes alone where there is no proxy',
        GET,
        ['HTTP/1.1 200 Ready'],
        NO_PROXY,
        'reachable ok 2 direct httpStatus=200',
      ],
      [
        'a yes alone over http',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 200 Ready'],
        {},
        'reachable ok 2 unknown httpStatus=200',
      ],
      [
        'one that something passed on',
        GET,
        ['HTTP/1.1 403 X', 'Via: 1.1 x'],
        NO_PROXY,
        'indeterminate other 2 direct httpStatus=403',
      ],
      [
        'one that something passed on, not ambiguous',
        GET,
        ['HTTP/1.1 404 X', 'Via: 1.1 x'],
        NO_PROXY,
        'reachable http_error_from_destination 2 direct httpStatus=404',
      ],
      [
        'one with the mark of the destination',
        GET,
        ['HTTP/1.1 403 X', 'x-ms-request-id: 1'],
        PROXY,
        'reachable http_error_from_destination 2 proxy httpStatus=403',
      ],
      [
        'one that was torn',
        VERBOSE,
        ['< HTTP/1.1 404 X', '< a: b', '* Connected to b.example (20.1.1.2) port 443'],
        {},
        'indeterminate other 2 unknown httpStatus=404',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('an answer of something between', () => {
  test.each(
    cases(
      [
        'a gateway',
        GET,
        ['HTTP/1.1 403 X', 'x-block: 1'],
        {},
        'unreachable gateway 2 unknown httpStatus=403 gateway=block',
      ],
      [
        'a proxy that denies',
        GET,
        ['HTTP/1.1 403 X', 'x-squid: 1'],
        {},
        'unreachable proxy_denied 2 unknown httpStatus=403 gateway=squid viaProxy=true proxyStatus=403',
      ],
      [
        'a proxy that cannot reach it',
        GET,
        ['HTTP/1.1 503 X', 'x-squid: 1'],
        {},
        'unreachable proxy_upstream 2 unknown httpStatus=503 gateway=squid viaProxy=true proxyStatus=503',
      ],
      [
        'a proxy that sends on',
        GET,
        ['HTTP/1.1 302 X', 'x-squid: 1'],
        {},
        'unreachable gateway 2 unknown httpStatus=302 gateway=squid',
      ],
      [
        'perhaps a gateway',
        GET,
        ['HTTP/1.1 403 X', 'x-perhaps: 1'],
        {},
        'indeterminate gateway 2 unknown httpStatus=403 gateway=perhaps',
      ],
      [
        'perhaps a gateway, with the mark of the destination',
        GET,
        ['HTTP/1.1 404 X', 'x-perhaps: 1', 'x-ms-request-id: 1'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=404',
      ],
      [
        'sent on to another owner',
        `curl -I https://${AZURE}`,
        ['HTTP/1.1 302 X', 'Location: https://other.example/'],
        {},
        'unreachable gateway 2 unknown httpStatus=302',
      ],
      [
        'sent on within its owner',
        `curl -I https://${AZURE}`,
        ['HTTP/1.1 302 X', 'Location: https://www.microsoft.com/'],
        {},
        'reachable ok 2 unknown httpStatus=302',
      ],
      [
        'sent on by a host that nobody knows',
        GET,
        ['HTTP/1.1 302 X', 'Location: https://other.test/'],
        {},
        'indeterminate gateway 2 unknown httpStatus=302',
      ],
      [
        'not sent on',
        `curl -I https://${AZURE}`,
        ['HTTP/1.1 404 X', 'Location: https://other.example/'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=404',
      ],
      [
        'at an address that leads nowhere',
        VERBOSE,
        [`* Connected to ${HOST} (127.0.0.1) port 443`, ...ASKED, '< HTTP/1.1 200 OK', '< a: b'],
        {},
        'unreachable gateway 6 direct httpStatus=200',
      ],
      [
        'its page alone',
        `curl https://${HOST}`,
        ['<title>Web Page Blocked</title>'],
        {},
        'unreachable gateway - unknown gateway=page',
      ],
      [
        'its page, behind a failure',
        `curl https://${HOST}`,
        ['<title>Web Page Blocked</title>', TIMEOUT],
        {},
        'unreachable timeout 3 unknown exitCode=28',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });

  test('the line that bears its mark shows it', () => {
    expect(outcome(GET, ['HTTP/1.1 403 X', 'x-block: 1']).evidence).toEqual({ line: 3, start: 0, end: 10 });
    expect(outcome(`curl https://${HOST}`, ['<title>Web Page Blocked</title>']).evidence).toEqual({
      line: 2,
      start: 0,
      end: 31,
    });
  });
});

describe('a proxy', () => {
  test.each(
    cases(
      [
        'said yes',
        VERBOSE,
        [...TUNNEL, ...YES, ...ASKED, '< HTTP/1.1 404 X', '< a: b'],
        {},
        'reachable http_error_from_destination 11 proxy viaProxy=true httpStatus=404',
      ],
      [
        'said yes in other words',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 200 OK', '< ', ...ASKED, '< HTTP/1.1 404 X', '< a: b'],
        {},
        'reachable http_error_from_destination 11 proxy viaProxy=true httpStatus=404',
      ],
      [
        'said yes, without -v',
        GET,
        ['HTTP/1.1 200 Connection established', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 4 proxy viaProxy=true httpStatus=404',
      ],
      [
        'said yes in the beginning of its words',
        GET,
        ['HTTP/1.1 200 Connection', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 4 proxy viaProxy=true httpStatus=404',
      ],
      [
        'said yes for a tunnel',
        GET,
        ['HTTP/1.1 200 Tunnel established', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 4 proxy viaProxy=true httpStatus=404',
      ],
      [
        'said yes in other words, without -v',
        GET,
        ['HTTP/1.1 200 OK', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 4 proxy viaProxy=true httpStatus=404',
      ],
      [
        'an answer with headers is no yes',
        GET,
        ['HTTP/1.1 200 OK', 'a: b', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable ok 2 unknown httpStatus=200',
      ],
      [
        'unless it was passed on',
        GET,
        ['HTTP/1.1 200 OK', 'Via: x', '', 'HTTP/1.1 404 X', 'a: b'],
        {},
        'reachable http_error_from_destination 5 proxy viaProxy=true httpStatus=404',
      ],
      ['said yes, and nothing came', VERBOSE, [...TUNNEL, ...YES], {}, 'indeterminate stalled 6 proxy viaProxy=true'],
      [
        'said yes, and TLS failed',
        GET,
        ['HTTP/1.1 200 OK', '', RESET],
        {},
        'unreachable reset 4 proxy exitCode=35 viaProxy=true',
      ],
      [
        'said yes, and nothing more: silence',
        VERBOSE,
        [...TUNNEL, ...YES, TIMEOUT],
        {},
        'unreachable stalled 8 proxy exitCode=28 viaProxy=true',
      ],
      [
        'did not answer',
        VERBOSE,
        [...TUNNEL, TIMEOUT],
        {},
        'unreachable proxy_upstream 6 proxy exitCode=28 viaProxy=true',
      ],
      [
        'denied',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 403 X', '< ', 'curl: (56) CONNECT tunnel failed, response 403'],
        {},
        'unreachable proxy_denied 8 proxy exitCode=56 viaProxy=true proxyStatus=403',
      ],
      [
        'denied, without its error',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 403 X', '< '],
        {},
        'unreachable proxy_denied 6 proxy viaProxy=true proxyStatus=403',
      ],
      [
        'denied, with its mark',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 403 X', '< x-squid: 1'],
        {},
        'unreachable proxy_denied 6 proxy viaProxy=true proxyStatus=403 gateway=squid',
      ],
      [
        'denied, told by the error alone',
        GET,
        ['curl: (56) CONNECT tunnel failed, response 502'],
        {},
        'unreachable proxy_upstream 2 proxy exitCode=56 viaProxy=true proxyStatus=502',
      ],
      [
        'denied, in older words',
        GET,
        ['curl: (56) Received HTTP code 403 from proxy after CONNECT'],
        {},
        'unreachable proxy_denied 2 proxy exitCode=56 viaProxy=true proxyStatus=403',
      ],
      [
        'is not found',
        GET,
        ['curl: (5) Could not resolve proxy: p.example'],
        {},
        'unreachable proxy_dns 2 proxy exitCode=5 viaProxy=true',
      ],
      [
        'cannot be reached',
        GET,
        ['curl: (7) Failed to connect to p.example port 8080: Connection refused'],
        PROXY,
        'unreachable proxy_unreachable 2 proxy exitCode=7 viaProxy=true',
      ],
      [
        'cannot be reached, as its port tells',
        GET,
        ['curl: (7) Failed to connect to p.example port 8080: Connection refused'],
        {},
        'unreachable proxy_unreachable 2 unknown exitCode=7 viaProxy=true',
      ],
      [
        'another host on the same port',
        GET,
        ['curl: (7) Failed to connect to p.example port 443: Connection refused'],
        {},
        'unreachable refused 2 unknown exitCode=7',
      ],
      [
        'its connection broke',
        GET,
        ['curl: (56) Recv failure: Connection reset by peer'],
        PROXY,
        'unreachable proxy_unreachable 2 proxy exitCode=56 viaProxy=true',
      ],
      [
        'a connection broke, and none is known',
        GET,
        ['curl: (56) Recv failure: Connection reset by peer'],
        {},
        'unreachable reset 2 unknown exitCode=56',
      ],
      ['its own TLS failed', GET, [RESET], SECURE, 'unreachable proxy_unreachable 2 proxy exitCode=35 viaProxy=true'],
      ['TLS failed behind one that is asked without it', GET, [RESET], PROXY, 'unreachable reset 2 proxy exitCode=35'],
      [
        'that the environment names is silent',
        VERBOSE,
        ["* Uses proxy env variable https_proxy == 'http://p.example:8080'", TIMEOUT],
        {},
        'unreachable proxy_unreachable 3 proxy exitCode=28 viaProxy=true',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('a failure', () => {
  test.each(
    cases(
      ['behind the connection', VERBOSE, [CONNECTED, TIMEOUT], {}, 'unreachable stalled 3 direct exitCode=28'],
      [
        'of each address, as -v tells',
        VERBOSE,
        [
          '*   Trying 20.1.1.1:443...',
          '* connect to 20.1.1.1 port 443 failed: Connection refused',
          `curl: (7) Failed to connect to ${HOST} port 443: Couldn't connect to server`,
        ],
        {},
        'unreachable refused 4 unknown exitCode=7 addresses=20.1.1.1',
      ],
      [
        'of an address without a route beside another',
        VERBOSE,
        [
          '* Immediate connect fail for 2603::1: Network is unreachable',
          '* connect to 20.1.1.1 port 443 failed: Connection refused',
          `curl: (7) Failed to connect to ${HOST} port 443: Couldn't connect to server`,
        ],
        {},
        'unreachable refused 4 unknown exitCode=7',
      ],
      [
        'of an address without a route alone',
        VERBOSE,
        [
          '* Immediate connect fail for 2603::1: Network is unreachable',
          `curl: (7) Failed to connect to ${HOST} port 443: Couldn't connect to server`,
        ],
        {},
        'unreachable route 3 unknown exitCode=7',
      ],
      [
        'that nobody explains',
        VERBOSE,
        [`curl: (7) Failed to connect to ${HOST} port 443: Couldn't connect to server`],
        {},
        'unreachable other 2 unknown exitCode=7',
      ],
      [
        'before an answer, over TLS',
        GET,
        ['HTTP/1.1 404 X', 'a: b', SELF_SIGNED],
        {},
        'unreachable tls_untrusted 4 unknown exitCode=60',
      ],
      [
        'where it was sent on to',
        `curl -LI https://${HOST}`,
        ['HTTP/1.1 302 X', `Location: https://x.${HOST}/`, '', SELF_SIGNED],
        {},
        'reachable ok 2 unknown exitCode=60 httpStatus=302',
      ],
      [
        'behind an answer that is not its own',
        GET,
        ['HTTP/1.1 404 X', 'a: b', '', 'curl: (52) Empty reply from server'],
        {},
        'indeterminate empty_reply 2 unknown exitCode=52 httpStatus=404',
      ],
      [
        'behind a sure answer',
        GET,
        ['HTTP/1.1 404 X', 'a: b', '', 'curl: (52) Empty reply from server'],
        NO_PROXY,
        'reachable http_error_from_destination 2 direct exitCode=52 httpStatus=404',
      ],
      [
        'that says nothing against an answer',
        GET,
        ['HTTP/1.1 404 X', 'a: b', '', 'curl: (18) transfer closed with 1 bytes remaining to read'],
        {},
        'reachable http_error_from_destination 2 unknown exitCode=18 httpStatus=404',
      ],
      ['it never ran', GET, ['bash: curl: command not found'], {}, 'not_run tool_missing 2 unknown'],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('an answer without its status line', () => {
  test.each(
    cases(
      [
        'in its error',
        `curl -f https://${HOST}`,
        ['curl: (22) The requested URL returned error: 404'],
        {},
        'reachable http_error_from_destination 2 unknown exitCode=22 httpStatus=404',
      ],
      [
        'in its error, unchecked',
        `curl -kf https://${HOST}`,
        ['curl: (22) The requested URL returned error: 404'],
        {},
        'indeterminate other 2 unknown exitCode=22 httpStatus=404',
      ],
      [
        'in its error, over http',
        `curl -f http://${HOST}`,
        ['curl: (22) The requested URL returned error: 404'],
        {},
        'indeterminate other 2 unknown exitCode=22 httpStatus=404',
      ],
      [
        'in its error, that of no server',
        `curl -f https://${HOST}`,
        ['curl: (22) The requested URL returned error: 499'],
        {},
        'indeterminate other 2 unknown exitCode=22 httpStatus=499',
      ],
      [
        'in its error, that of a proxy',
        `curl -f https://${HOST}`,
        ['curl: (22) The requested URL returned error: 407'],
        {},
        'unreachable proxy_auth 2 proxy exitCode=22 viaProxy=true proxyStatus=407',
      ],
      ['a connection of telnet', `curl -v telnet://${HOST}:443`, [CONNECTED], {}, 'reachable ok - direct'],
      ['a connection alone', VERBOSE, [CONNECTED], {}, 'indeterminate other - direct'],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('nothing decides', () => {
  test.each<[string, readonly string[], Partial<ProbeContext>, string, string]>([
    ['no output', ['x'], {}, '\n', 'indeterminate other - unknown'],
    ['it may be cut', ['x'], { cutOff: true }, '\n', 'incomplete interrupted - unknown'],
    ['it was broken off', ['^C'], {}, '\n', 'incomplete interrupted - unknown'],
    ['half a status line', ['HTTP/1.1 404'], {}, '', 'indeterminate other 2 unknown'],
    [
      'half a status line of a log that is cut',
      ['HTTP/1.1 404 Not Fou'],
      { cutOff: true },
      '',
      'incomplete interrupted - unknown',
    ],
    [
      'one with its words',
      ['HTTP/1.1 404 Not Found'],
      {},
      '',
      'reachable http_error_from_destination 2 unknown httpStatus=404',
    ],
    ['one of HTTP/2', ['HTTP/2 404'], {}, '', 'reachable http_error_from_destination 2 unknown httpStatus=404'],
  ])('%s', (_, lines, context, end, expected) => {
    expect(brief(GET, lines, context, end)).toBe(expected);
  });
});

describe('the certificate', () => {
  const answered = [
    '* SSL connection using TLSv1.3 / x',
    '*  subject: CN=x',
    '*  issuer: ISSUER',
    'VERIFY',
    ...ASKED.map((line) => line.replace(HOST, AZURE)),
    '< HTTP/1.1 404 X',
    '< a: b',
  ];
  const shown = (issuer: string, verify: string, command = `curl -v https://${AZURE}`) => {
    const lines = answered.map((line) => line.replace('ISSUER', issuer).replace('VERIFY', verify));
    const { status, cause, layers } = outcome(command, [`* Connected to ${AZURE} (20.1.1.1) port 443`, ...lines]);
    return `${status} ${cause} ${String(layers?.tls?.status)} ${String(layers?.tls?.cause)} ${String(layers?.tls?.line)}`;
  };
  const OK = '*  SSL certificate verify ok.';
  const BAD = '*  SSL certificate verify result: unable to get local issuer certificate (20), continuing anyway.';
  const OWN = 'C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 07';
  const INSPECTOR = 'CN=Inspector';
  test.each<[string, string, string, string]>([
    ['its own', OWN, OK, 'reachable http_error_from_destination ok null 5'],
    ['its own, that cannot be verified', OWN, BAD, 'unreachable tls_untrusted intercepted tls_untrusted 5'],
    ['that of something between', INSPECTOR, OK, 'indeterminate tls_untrusted intercepted tls_untrusted 5'],
    [
      'that of something between, that cannot be verified',
      INSPECTOR,
      BAD,
      'unreachable tls_untrusted intercepted tls_untrusted 5',
    ],
  ])('%s', (_, issuer, verify, expected) => {
    expect(shown(issuer, verify)).toBe(expected);
  });
});

describe('the layers', () => {
  const layers = (command: string, lines: readonly string[], context: Partial<ProbeContext> = {}) =>
    Object.fromEntries(
      Object.entries(outcome(command, lines, context).layers ?? {}).map(([name, layer]) => [
        name,
        [layer.status, layer.cause, layer.line, ...('code' in layer ? [layer.code, layer.from] : [])].join(' '),
      ]),
    );
  test.each<[string, string, readonly string[], Partial<ProbeContext>, object]>([
    [
      'of an answer',
      VERBOSE,
      ['* IPv4: 20.1.1.1', CONNECTED, '* SSL connection using TLSv1.3 / x', ...ASKED, '< HTTP/1.1 404 X', '< a: b'],
      {},
      { dns: 'ok  2', tcp: 'ok  3', tls: 'ok  4', http: 'ok  8 404 destination' },
    ],
    ['without -v', GET, ['HTTP/1.1 404 X', 'a: b'], {}, { tcp: 'ok  2', tls: 'ok  2', http: 'ok  2 404 destination' }],
    [
      'over http',
      `curl -I http://${HOST}`,
      ['HTTP/1.1 404 X', 'a: b'],
      {},
      { tcp: 'ok  2', http: 'ok  2 404 destination' },
    ],
    [
      'through a proxy',
      VERBOSE,
      ['* IPv4: 10.0.0.5', ...TUNNEL, ...YES, ...ASKED, '< HTTP/1.1 404 X', '< a: b'],
      {},
      { tls: 'ok  12', http: 'ok  12 404 destination' },
    ],
    ['of a gateway', GET, ['HTTP/1.1 403 X', 'x-block: 1'], {}, { http: 'failed gateway 2 403 gateway' }],
    [
      'of a proxy',
      GET,
      ['curl: (56) CONNECT tunnel failed, response 403'],
      {},
      { http: 'failed proxy_denied 2 403 proxy' },
    ],
    ['of nobody knows whom', GET, ['HTTP/1.1 404 X', 'a: b'], PROXY, { http: 'failed other 2 404 unknown' }],
    ['of a failure', GET, [TIMEOUT], {}, { tcp: 'failed timeout 2' }],
    ['of a failure behind the connection', VERBOSE, [CONNECTED, TIMEOUT], {}, { tcp: 'ok  2' }],
    ['of nothing', GET, ['x'], {}, {}],
  ])('%s', (_, command, lines, context, expected) => {
    expect(layers(command, lines, context)).toEqual(expected);
  });
});

describe('what a proxy says of a tunnel', () => {
  const refused = (status: number) => ['< HTTP/1.1 ' + String(status) + ' X', '< '];
  test.each(
    cases(
      [
        'its addresses are not those of the host',
        VERBOSE,
        ['*   Trying 10.0.0.5:8080...', ...TUNNEL, ...YES, ...ASKED, '< HTTP/1.1 404 X', '< a: b'],
        {},
        'reachable http_error_from_destination 12 proxy viaProxy=true httpStatus=404',
      ],
      [
        'no, behind a yes to another one',
        GET,
        ['HTTP/1.1 200 Connection established', '', 'curl: (56) CONNECT tunnel failed, response 403'],
        {},
        'unreachable proxy_denied 4 proxy exitCode=56 viaProxy=true proxyStatus=403',
      ],
      [
        'the first status that is a no',
        VERBOSE,
        [...TUNNEL, ...refused(400)],
        {},
        'unreachable proxy_denied 6 proxy viaProxy=true proxyStatus=400',
      ],
      [
        'neither yes nor no',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 302 X', '< Location: https://other.test/', '< '],
        {},
        'indeterminate other 6 proxy viaProxy=true',
      ],
      [
        'no, with its mark and the error',
        VERBOSE,
        [...TUNNEL, '< HTTP/1.1 403 X', '< x-squid: 1', '< ', 'curl: (56) CONNECT tunnel failed, response 403'],
        {},
        'unreachable proxy_denied 9 proxy exitCode=56 viaProxy=true proxyStatus=403 gateway=squid',
      ],
      [
        'nothing, and it hung up',
        VERBOSE,
        [...TUNNEL, 'curl: (56) Proxy CONNECT aborted'],
        {},
        'unreachable proxy_upstream 6 proxy exitCode=56 viaProxy=true',
      ],
      [
        'its name is not found, whatever else was answered',
        GET,
        ['HTTP/1.1 403 X', 'a: b', '', 'curl: (5) Could not resolve proxy: p.example'],
        {},
        'unreachable proxy_dns 5 proxy exitCode=5 viaProxy=true proxyStatus=403',
      ],
      [
        'its name is not found, as a host',
        GET,
        ['curl: (6) Could not resolve host: p.example'],
        PROXY,
        'unreachable proxy_dns 2 proxy exitCode=6 viaProxy=true',
      ],
      [
        'another name is not found',
        GET,
        ['curl: (6) Could not resolve host: q.example'],
        {},
        'unreachable dns 2 unknown exitCode=6',
      ],
      [
        'another place cannot be reached',
        GET,
        ['curl: (7) Failed to connect to q.example port 9: Connection refused'],
        PROXY,
        'unreachable refused 2 proxy exitCode=7',
      ],
      [
        'a connection broke that went past it',
        'curl -I https://b.example',
        ['curl: (56) Recv failure: Connection reset by peer'],
        PROXY,
        'unreachable reset 2 direct exitCode=56',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });
});

describe('an answer and an error of one run', () => {
  const EMPTY = 'curl: (52) Empty reply from server';
  const FOLLOW = `curl -LI https://${HOST}`;
  const moved = (status: number) => [`HTTP/1.1 ${status} X`, `Location: https://x.${HOST}/`, ''];
  test.each(
    cases(
      [
        'sent on, not followed',
        GET,
        [...moved(302), SELF_SIGNED],
        {},
        'unreachable tls_untrusted 5 unknown exitCode=60',
      ],
      [
        'sent on by the first status',
        FOLLOW,
        [...moved(300), SELF_SIGNED],
        {},
        'reachable ok 2 unknown exitCode=60 httpStatus=300',
      ],
      [
        'by the first that does not',
        FOLLOW,
        [...moved(400), SELF_SIGNED],
        {},
        'unreachable tls_untrusted 5 unknown exitCode=60',
      ],
      [
        'a yes alone is that of a proxy',
        GET,
        ['HTTP/1.1 200 OK', '', EMPTY],
        {},
        'unreachable empty_reply 4 unknown exitCode=52 viaProxy=true',
      ],
      [
        'no yes',
        GET,
        ['HTTP/1.1 300 X', '', EMPTY],
        {},
        'indeterminate empty_reply 2 unknown exitCode=52 httpStatus=300',
      ],
      [
        'a yes with header lines',
        GET,
        ['HTTP/1.1 200 OK', 'a: b', '', EMPTY],
        {},
        'indeterminate empty_reply 2 unknown exitCode=52 httpStatus=200',
      ],
      [
        'a yes on a direct way',
        GET,
        ['HTTP/1.1 200 OK', '', EMPTY],
        NO_PROXY,
        'reachable ok 2 direct exitCode=52 httpStatus=200',
      ],
      [
        'a yes to the request itself',
        VERBOSE,
        [...ASKED, '< HTTP/1.1 404 X', '< a: b', '< ', EMPTY],
        {},
        'reachable http_error_from_destination 5 unknown exitCode=52 httpStatus=404',
      ],
      [
        'too many redirections',
        GET,
        ['curl: (47) Maximum (50) redirects followed'],
        {},
        'indeterminate other 2 unknown exitCode=47',
      ],
      [
        'refused although it connected before',
        VERBOSE,
        [CONNECTED, `curl: (7) Failed to connect to ${HOST} port 443: Connection refused`],
        {},
        'unreachable refused 3 direct exitCode=7',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });

  test('an error before an answer makes it doubtful also on a direct way', () => {
    const text = `##TRY!! curl -I https://${HOST} ##\n${EMPTY}\nHTTP/1.1 404 X\na: b\n`;
    expect(inShort(outcomeOf(text, NO_PROXY))).toContain('indeterminate empty_reply 3 direct');
  });
});

describe('where an answer comes from', () => {
  const redirected = (status: number, ...more: readonly string[]) =>
    brief(`curl -I https://${AZURE}`, [`HTTP/1.1 ${status} X`, 'Location: https://other.example/', ...more]);
  test('a redirection to another owner is one by its status only', () => {
    expect(redirected(300)).toBe('unreachable gateway 2 unknown httpStatus=300');
    expect(redirected(201)).toBe('reachable ok 2 unknown httpStatus=201');
    expect(redirected(400)).toBe('reachable http_error_from_destination 2 unknown httpStatus=400');
    expect(redirected(302, 'x-ms-request-id: 1')).toBe('reachable ok 2 unknown httpStatus=302');
  });

  test.each(
    cases(
      [
        'the mark of what the destination runs itself',
        GET,
        ['HTTP/1.1 403 X', 'x-own: 1'],
        {},
        'reachable http_error_from_destination 2 unknown httpStatus=403',
      ],
      [
        'an error of a proxy, from the first one on',
        GET,
        ['HTTP/1.1 400 X', 'x-squid: 1'],
        {},
        'unreachable proxy_denied 2 unknown httpStatus=400 gateway=squid viaProxy=true proxyStatus=400',
      ],
      [
        'a proxy on the machine itself is none in between',
        `curl -v -x p.example:8080 http://${HOST}`,
        [
          '* Connected to p.example (127.0.0.1) port 8080',
          `> GET http://${HOST}/ HTTP/1.1`,
          '> ',
          '< HTTP/1.1 200 OK',
          '< a: b',
        ],
        {},
        'reachable ok 5 proxy viaProxy=true httpStatus=200',
      ],
      [
        'an ambiguous one that was passed on, to the request itself',
        VERBOSE,
        [CONNECTED, ...ASKED, '< HTTP/1.1 403 X', '< Via: 1.1 x'],
        {},
        'reachable http_error_from_destination 6 direct httpStatus=403',
      ],
      [
        'an error over http through a proxy',
        `curl -I http://${HOST}`,
        ['HTTP/1.1 400 X', 'a: b'],
        PROXY,
        'indeterminate other 2 proxy httpStatus=400',
      ],
      ['no yes in other words', GET, ['HTTP/1.1 300 Ready'], {}, 'reachable ok 2 unknown httpStatus=300'],
      [
        'a yes of HTTP/1.0 in other words',
        GET,
        ['HTTP/1.0 200 Ready'],
        {},
        'indeterminate other 2 unknown httpStatus=200',
      ],
      [
        'a page that may be of a gateway',
        `curl https://${HOST}`,
        ['Access limited'],
        {},
        'indeterminate gateway - unknown gateway=limit',
      ],
      ['a page of the destination', `curl https://${HOST}`, ['<Code>OwnError</Code>'], {}, 'reachable ok - unknown'],
      [
        'a page of what was asked elsewhere',
        `curl --resolve x:443:1.1.1.1 https://${HOST}`,
        ['<Code>OwnError</Code>'],
        {},
        'indeterminate other - unknown',
      ],
      [
        'a page behind a certificate that is not trusted',
        `curl -kv https://${AZURE}`,
        [
          '*  issuer: CN=Inspector',
          '*  SSL certificate verify result: x (20), continuing anyway.',
          '<Code>OwnError</Code>',
        ],
        {},
        'unreachable tls_untrusted - unknown',
      ],
      [
        'an answer of the destination behind something that inspects it',
        `curl -v https://${AZURE}`,
        [
          '*  issuer: CN=Inspector',
          '*  SSL certificate verify ok.',
          '> GET / HTTP/1.1',
          '> ',
          '< HTTP/1.1 404 X',
          '< x-ms-request-id: 1',
        ],
        {},
        'reachable http_error_from_destination 6 unknown httpStatus=404',
      ],
      [
        'a connection of telnet to another host',
        `curl -v telnet://${HOST}:443`,
        ['* Connected to b.example (20.1.1.1) port 443'],
        {},
        'indeterminate other - unknown',
      ],
      [
        'the name that was looked up',
        VERBOSE,
        [`* Host ${HOST}:443 was resolved.`, TIMEOUT],
        {},
        'unreachable timeout 3 direct exitCode=28',
      ],
      [
        'another name that was looked up',
        VERBOSE,
        ['* Host p.example:8080 was resolved.', TIMEOUT],
        {},
        'unreachable timeout 3 unknown exitCode=28',
      ],
    ),
  )('%s', (_, command, lines, context, expected) => {
    expect(brief(command, lines, context)).toBe(expected);
  });

  test('a page that tells shows the line', () => {
    const { layers, evidence } = outcome(`curl https://${HOST}`, ['x', '<Code>OwnError</Code>']);
    expect([layers?.http, evidence]).toEqual([
      { status: 'ok', cause: null, code: null, from: 'destination', line: 3 },
      { line: 3, start: 0, end: 21 },
    ]);
  });

  test('a certificate that cannot be verified, of a host that nobody knows', () => {
    const lines = [
      CONNECTED,
      '*  SSL certificate verify result: x (18), continuing anyway.',
      ...ASKED,
      '< HTTP/1.1 404 X',
      '< a: b',
    ];
    const { status, layers } = outcome(`curl -kv https://${HOST}`, lines);
    expect([status, layers?.tls]).toEqual([
      'indeterminate',
      { status: 'failed', cause: 'tls_untrusted', issuer: null, version: null, line: 3 },
    ]);
  });

  test('without its command', () => {
    expect(lost('HTTP/1.1 404 X', 'a: b')).toBe(
      'reachable http_error_from_destination 1 unknown httpStatus=404: tcp ok 1, tls ok 1, http ok 404 destination 1',
    );
    expect(lost('HTTP/1.1 302 X', 'Location: https://other.test/')).toContain('reachable ok 1 unknown');
    expect(lost('curl: (22) The requested URL returned error: 404')).toContain('indeterminate other 1 unknown');
    expect(lost(CONNECTED, TIMEOUT)).toContain('unreachable');
  });
});

describe('where curl prints a status line', () => {
  test.each([
    ['HTTP/1.1 404 Not Found', true],
    ['< HTTP/1.1 404 Not Found', true],
    ['  HTTP/1.1 404 Not Found', true],
    ['x HTTP/1.1 404 Not Found', false],
    ['> HTTP/1.1 404 Not Found', false],
    ['HTTP/1.1 404 Not Found が返る', false],
    ['HTTP/1.1 404 Not Found ~', true],
  ])('%j: %s', (line, counts) => {
    expect(brief(`curl -I https://${HOST}`, [line, 'a: b'], NO_PROXY).startsWith('reachable')).toBe(counts);
  });

  test('an error among header lines of a script is a message of its own', () => {
    const text = `##TRY!! curl -I https://${HOST} ##\nHTTP/1.1 404 Not Found\ncurl: (18) transfer closed\nx: y\n`;
    expect(inShort(outcomeOf(text))).toContain('exitCode=18');
  });
});
