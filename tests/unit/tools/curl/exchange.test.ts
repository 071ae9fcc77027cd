import { describe, expect, test } from 'vitest';
import { isStatusLine, readExchange, tells, type Answer, type Exchange } from '../../../../src/tools/curl/exchange.ts';
import { GATEWAYS, SYSTEM } from '../../../support/connections.ts';
import { readLog } from '../../../support/read-log.ts';

const HOST = 'a.example';

function exchange(lines: readonly string[], command = `curl -v https://${HOST}`): Exchange {
  const { scan } = readLog(`$ ${command}\n${lines.join('\n')}\n`, 'terminal');
  const [probe] = scan.probes;
  if (probe === undefined) throw new Error('no probe');
  return readExchange(probe, { gateways: GATEWAYS, system: SYSTEM }, scan.text);
}
/** What -v tells, in which the command stands on line 1. */
const trace = (...lines: readonly string[]) => exchange(lines).trace;
const answers = (...lines: readonly string[]): readonly Answer[] => exchange(lines).answers;
/** What it tells beyond nothing. */
const told = (...lines: readonly string[]) => {
  const { verbose: _, ...rest } = trace(...lines);
  return Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
};

describe('what curl -v tells of the way', () => {
  test.each<[string, object]>([
    [
      `* Connected to ${HOST} (20.1.1.1) port 443 (#0)`,
      { connected: { host: HOST, ip: '20.1.1.1', port: 443, line: 2 } },
    ],
    [`* Connected to A.Example (2603::1) port 8443`, { connected: { host: HOST, ip: '2603::1', port: 8443, line: 2 } }],
    [
      `* Established connection to ${HOST} (20.1.1.1 port 443) from 10.0.0.4 port 5000`,
      { connected: { host: HOST, ip: '20.1.1.1', port: 443, line: 2 } },
    ],
    [`* Connected to ${HOST} (20.1.1.1)`, { connected: { host: HOST, ip: '20.1.1.1', port: null, line: 2 } }],
    [`* Connected to ${HOST} port 443`, {}],
    [`* Host ${HOST}:443 was resolved.`, { looked: HOST }],
    [`* Host ${HOST}:443 was found`, {}],
    ['* IPv4: 20.1.1.1, 20.1.1.2', { addresses: ['20.1.1.1', '20.1.1.2'], resolved: 2 }],
    ['* IPv4: 20.1.1.1, 20.1.1.1', { addresses: ['20.1.1.1'], resolved: 2 }],
    ['* IPv6: 2603::1', { addresses: ['2603::1'], resolved: 2 }],
    ['* IPv6: (none)', {}],
    ['*   Trying 20.1.1.1:443...', { addresses: ['20.1.1.1'], resolved: 2 }],
    ['*   Trying 20.1.1.1...', { addresses: ['20.1.1.1'], resolved: 2 }],
    ['*   Trying [2603::1]:443...', { addresses: ['2603::1'], resolved: 2 }],
    ['*   Trying 2603::1...', { addresses: ['2603::1'], resolved: 2 }],
    ['*   Trying 2603::1:443...', { addresses: ['2603::1'], resolved: 2 }],
    ['*   Trying ::ffff:20.1.1.1...', { addresses: ['::ffff:20.1.1.1'], resolved: 2 }],
    ['*   Trying x.y:443...', {}],
    ['* connect to 20.1.1.1 port 443 failed: Connection refused', { attempts: [{ cause: 'refused', line: 2 }] }],
    [
      '* connect to 20.1.1.1 port 443 from 10.0.0.4 port 5000 failed: Connection timed out',
      { attempts: [{ cause: 'timeout', line: 2 }] },
    ],
    ['* connect to 20.1.1.1 port 443 failed: x', {}],
    ['* connect to 20.1.1.1 failed: Connection refused', {}],
    ['* Immediate connect fail for 2603::1: Network is unreachable', { attempts: [{ cause: 'route', line: 2 }] }],
    ['* Immediate connect fail for 2603::1: x', {}],
    [`* Uses proxy env variable https_proxy == 'http://10.0.0.5:8080'`, { proxy: 'http://10.0.0.5:8080' }],
    [`* Uses proxy env variable no_proxy == 'x'`, {}],
    [`* Uses proxy env variable NO_PROXY == 'x'`, {}],
    [`* Uses proxy env variable https_proxy`, { proxy: '' }],
    [`* Establish HTTP proxy tunnel to ${HOST}:443`, { tunnel: { state: 'asked', line: 2 } }],
    ['* CONNECT tunnel established, response 200', { tunnel: { state: 'established', line: 2 } }],
    ['* CONNECT phase completed', { tunnel: { state: 'established', line: 2 } }],
    ['* CONNECT phase completed!', { tunnel: { state: 'established', line: 2 } }],
    ['* Proxy replied 200 to CONNECT request', { tunnel: { state: 'established', line: 2 } }],
    ['* Proxy replied OK to CONNECT request', { tunnel: { state: 'established', line: 2 } }],
    ['* CONNECT tunnel failed, response 403', { tunnel: { state: 'refused', line: 2 } }],
    ['* Received HTTP code 403 from proxy after CONNECT', { tunnel: { state: 'refused', line: 2 } }],
    ['* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519', { tls: { version: 'TLSv1.3', line: 2 } }],
    ['*  issuer: C=US; O=x; CN=y', { issuer: { name: 'C=US; O=x; CN=y', line: 2 } }],
    ['*  subject: CN=z', { subject: 'CN=z' }],
    ['*  SSL certificate verify ok.', { verified: { ok: true, line: 2 } }],
    [
      '*  SSL certificate verify result: self-signed certificate (18), continuing anyway.',
      { verified: { ok: false, line: 2 } },
    ],
    ['* SSL certificate problem: self-signed certificate', { verified: { ok: false, line: 2 } }],
    ['* x issuer: y', {}],
    ['* Closing connection 0', {}],
    [`> CONNECT ${HOST}:443 HTTP/1.1`, { tunnel: { state: 'asked', line: 2 } }],
    [`> GET / HTTP/1.1`, {}],
    [`> Host: ${HOST}`, {}],
  ])('%s', (line, expected) => {
    expect(told(line)).toEqual(expected);
    expect(trace(line).verbose).toBe(true);
  });

  test('the first line that shows an address is that of the name; later words of a kind replace earlier ones', () => {
    expect(trace('* IPv4: 20.1.1.1', '*   Trying 20.1.1.1:443...').resolved).toBe(2);
    expect(trace('*   Trying 20.1.1.1:443...', '* IPv4: 20.1.1.2').resolved).toBe(2);
    expect(trace(`> CONNECT ${HOST}:443 HTTP/1.1`, '* CONNECT tunnel established, response 200').tunnel).toEqual({
      state: 'established',
      line: 3,
    });
  });

  test('no more addresses are kept than a name may have', () => {
    const all = Array.from({ length: 70 }, (_, n) => `20.1.1.${n}`);
    expect(trace(...all.map((ip) => `*   Trying ${ip}:443...`)).addresses).toEqual(all.slice(0, 64));
  });

  test('nothing is told without it', () => {
    expect(exchange(['HTTP/1.1 200 OK'], `curl -I https://${HOST}`).trace).toMatchObject({
      verbose: false,
      connected: null,
      foreign: null,
    });
  });
});

describe('answers', () => {
  const EMPTY = {
    to: null,
    headers: 0,
    bare: false,
    torn: false,
    location: null,
    answered: null,
    passed: null,
    destination: null,
  };
  test.each<[string, readonly string[], object]>([
    ['a status line', ['HTTP/1.1 404 Not Found'], { ...EMPTY, status: 404, version: '1.1', reason: 'not found' }],
    ['as -v shows it', ['< HTTP/1.1 404 Not Found'], { ...EMPTY, status: 404, version: '1.1', reason: 'not found' }],
    ['of HTTP/2', ['HTTP/2 200'], { ...EMPTY, status: 200, version: '2', reason: '' }],
    ['with header lines', ['HTTP/2 200', 'server: x', 'date: y'], { ...EMPTY, status: 200, headers: 2 }],
    ['with those of -v', ['< HTTP/1.1 200 OK', '< server: x', '< date: y'], { ...EMPTY, status: 200, headers: 2 }],
    ['with a blank line at once', ['HTTP/1.1 200 OK', '', 'x'], { ...EMPTY, status: 200, bare: true }],
    ['with that of -v', ['< HTTP/1.1 200 OK', '< ', 'x'], { ...EMPTY, status: 200, bare: true }],
    [
      'with a blank line behind its headers',
      ['HTTP/1.1 200 OK', 'server: x', '', 'date: y'],
      { ...EMPTY, status: 200, headers: 1 },
    ],
    ['behind CONNECT', [`> CONNECT ${HOST}:443 HTTP/1.1`, '> ', '< HTTP/1.1 200 OK'], { ...EMPTY, to: 'connect' }],
    ['behind a request', ['> GET /x HTTP/1.1', '> ', '< HTTP/1.1 200 OK'], { ...EMPTY, to: 'request' }],
    [
      'behind words that are no request',
      ['> get /x HTTP/1.1', '> GO / HTTP', '> ', '< HTTP/1.1 200 OK'],
      { ...EMPTY, to: null },
    ],
    [
      'with a place to go to',
      ['HTTP/1.1 302 Found', 'Location: https://b.example/'],
      { ...EMPTY, status: 302, headers: 1, location: 'https://b.example/' },
    ],
    [
      'with one in small letters',
      ['HTTP/2 302', 'location:https://b.example/'],
      { ...EMPTY, location: 'https://b.example/', headers: 1 },
    ],
    [
      'lines that are no headers',
      ['HTTP/1.1 200 OK', ': x', 'no header: y', 'curl: (28) x', 'x'],
      { ...EMPTY, headers: 0 },
    ],
  ])('%s', (_, lines, expected) => {
    const [answer] = answers(...lines);
    expect(answer).toMatchObject(expected);
  });

  test.each<[string, readonly string[], object]>([
    ['of a gateway', ['x-block: 1'], { answered: { mark: { id: 'block' }, line: 3 }, passed: null, destination: null }],
    ['of what it passed', ['Via: 1.1 x'], { answered: null, passed: { mark: { id: 'via' }, line: 3 } }],
    ['of the destination', ['x-ms-request-id: 1'], { answered: null, destination: { mark: { id: 'ms' }, line: 3 } }],
    [
      'the first one stays',
      ['x-block: 1', 'x-squid: 1', 'via: 1', 'via: 2', 'x-ms-request-id: 1', 'x-ms-request-id: 2'],
      { answered: { mark: { id: 'block' }, line: 3 }, passed: { line: 5 }, destination: { line: 7 } },
    ],
    [
      'a surer one takes the place of another',
      ['x-perhaps: 1', 'x-block: 1'],
      { answered: { mark: { id: 'block' }, line: 4 } },
    ],
    [
      'one that is less sure does not',
      ['x-block: 1', 'x-perhaps: 1'],
      { answered: { mark: { id: 'block' }, line: 3 } },
    ],
    ['of two that are not sure the first', ['x-perhaps: 1', 'x: y', 'x-perhaps: 2'], { answered: { line: 3 } }],
    [
      'in the place to go to',
      ['Location: https://portal.example/x'],
      { answered: { mark: { id: 'portal' }, line: 3 } },
    ],
    ['not in another header of that length', ['Filename: https://portal.example/x'], { answered: null }],
    ['in the page', ['', '<title>Web Page Blocked</title>'], { answered: { mark: { id: 'page' }, line: 4 } }],
  ])('the mark %s', (_, lines, expected) => {
    expect(answers('HTTP/1.1 302 Found', ...lines)[0]).toMatchObject(expected);
  });

  test('a mark in the status line itself', () => {
    expect(answers('HTTP/1.1 470 X')[0]).toMatchObject({ answered: { mark: { id: 'line' }, line: 2 } });
    expect(answers('< HTTP/1.1 470 X')[0]).toMatchObject({ answered: { mark: { id: 'line' }, line: 2 } });
  });

  test('header lines are looked at as far as an answer may have them', () => {
    const many = (before: number) => [
      'HTTP/1.1 200 OK',
      ...Array.from({ length: before }, (_, n) => `h${n}: x`),
      'x-block: 1',
    ];
    expect(answers(...many(79))[0]?.answered?.line).toBe(82);
    expect(answers(...many(80))[0]?.answered).toBeNull();
    expect(answers(...many(80), 'HTTP/1.1 200 OK', 'x-block: 1')[1]?.answered).not.toBeNull();
  });

  test('so many answers are kept', () => {
    expect(answers(...Array.from({ length: 70 }, () => 'HTTP/1.1 200 OK'))).toHaveLength(64);
  });

  test('a page belongs to the last answer; without one its marks stand alone, each once', () => {
    const page = ['<title>Web Page Blocked</title>', '<title>Web Page Blocked</title>'];
    expect(exchange(page, `curl https://${HOST}`).page).toMatchObject({
      answered: { mark: { id: 'page' }, line: 2 },
      destination: null,
    });
    expect(
      exchange(['HTTP/1.1 200 OK', '', 'HTTP/1.1 403 X', '', ...page]).answers.map(({ answered }) => answered?.line),
    ).toEqual([undefined, 6]);
    expect(exchange(['HTTP/1.1 200 OK', '', ...page]).page).toEqual({ answered: null, destination: null });
    expect(exchange(['} Web Page Blocked', '{ Web Page Blocked'], `curl https://${HOST}`).page.answered).toBeNull();
  });
});

describe('lines of another run', () => {
  const OTHER = `* Connected to b.example (20.1.1.2) port 443`;
  test.each<[string, string, readonly string[], number | null]>([
    ['connected to another host', `curl -v https://${HOST}`, [OTHER, 'x', '< HTTP/1.1 200 OK'], 2],
    [
      'connected to another host, which asks for a tunnel to this one',
      `curl -v https://${HOST}`,
      [OTHER, `* Establish HTTP proxy tunnel to ${HOST}:443`, `> CONNECT ${HOST}:443 HTTP/1.1`],
      null,
    ],
    ['asks another host for a tunnel', `curl -v https://${HOST}`, [`> CONNECT b.example:443 HTTP/1.1`], 2],
    [
      'connected to one, asks for a tunnel to another',
      `curl -v https://${HOST}`,
      [OTHER, '', `> CONNECT c.example:443 HTTP/1.1`],
      2,
    ],
    ['asks another host', `curl -v https://${HOST}`, ['x', '> Host: b.example'], 3],
    ['connected to the proxy of its options', `curl -v -x http://b.example:8080 https://${HOST}`, [OTHER], null],
    [
      'connected to that of the environment',
      `curl -v https://${HOST}`,
      [`* Uses proxy env variable https_proxy == 'http://user:pw@B.example:8080/'`, OTHER],
      null,
    ],
    ['connected to where it was sent', `curl -vL https://${HOST}`, ['< HTTP/1.1 302 Found', OTHER], null],
    ['sent on, and not to follow', `curl -v https://${HOST}`, ['< HTTP/1.1 302 Found', OTHER], 3],
    ['to follow, and not sent on', `curl -vL https://${HOST}`, ['< HTTP/1.1 404 Not Found', OTHER], 3],
    ['to follow, and not sent on either', `curl -vL https://${HOST}`, ['< HTTP/1.1 200 OK', OTHER], 3],
    ['it was not asked to tell', `curl -I https://${HOST}`, ['x', '* Connected to a.example (20.1.1.1) port 443'], 3],
    ['it was not asked to tell what it tries', `curl -I https://${HOST}`, ['*   Trying 20.1.1.1:443...'], 2],
    ['it was not asked to tell what it asks', `curl -I https://${HOST}`, ['> GET / HTTP/1.1'], 2],
    ['nor by what name', `curl -I https://${HOST}`, ['> Host: a.example'], 2],
    ['nor for a tunnel', `curl -I https://${HOST}`, ['> CONNECT a.example:443 HTTP/1.1'], 2],
    ['words that are no telling', `curl -I https://${HOST}`, ['* x', '> x'], null],
    [
      'the same host',
      `curl -v https://${HOST}`,
      ['* Connected to A.EXAMPLE (20.1.1.1) port 443', '> Host: a.example:443'],
      null,
    ],
    ['an address', `curl -v https://[2603::1]/`, ['> Host: [2603::1]:443'], null],
  ])('%s', (_, command, lines, foreign) => {
    const found = exchange(lines, command);
    expect(found.trace.foreign).toBe(foreign);
    expect(found.end).toBe(foreign === null ? lines.length + 1 : foreign - 1);
  });

  test('the proxy that turns out to be one is remembered', () => {
    expect(trace(OTHER, `> CONNECT ${HOST}:443 HTTP/1.1`).proxy).toBe('b.example');
  });

  test('an answer among whose lines they stand is torn, and one behind them', () => {
    const { answers: found, end } = exchange(['< HTTP/1.1 200 OK', '< a: b', OTHER]);
    expect([found.map(({ torn }) => torn), end]).toEqual([[true], 3]);
    expect(exchange(['< HTTP/1.1 200 OK', '< a: b', '', OTHER]).answers.map(({ torn }) => torn)).toEqual([false]);
    expect(exchange([OTHER, '< HTTP/1.1 200 OK']).answers).toEqual([]);
  });

  test('another progress meter begins another run', () => {
    const HEAD = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current';
    const { end, answers: found } = exchange([HEAD, 'HTTP/1.1 200 OK', ''], `curl -I https://${HOST}`);
    expect([end, found.length]).toEqual([3, 1]);
    const two = exchange([HEAD, 'x', HEAD, 'HTTP/1.1 200 OK'], `curl -I https://${HOST}`);
    expect([two.end, two.answers]).toEqual([3, []]);
  });
});

test.each<[string, boolean]>([
  ['HTTP/1.1 404 Not Found', true],
  ['< HTTP/1.1 404 Not Found', true],
  ['HTTP/2 404', true],
  ['curl: (28) Connection timed out after 5000 milliseconds', false],
])('%s is a status line: %s', (line, is) => {
  const [matched] = readLog(`$ curl -I https://${HOST}\n${line}\n`, 'terminal').scan.probes[0]?.matches ?? [];
  expect(matched === undefined ? false : isStatusLine(matched)).toBe(is);
});

test.each<[string, boolean]>([
  ['* Connected to a.example (20.1.1.1) port 443 (#0)', true],
  ['*   Trying 20.1.1.1:443...', true],
  ['*   Trying [2603::1]:443...', true],
  ['* Host a.example:443 was resolved.', true],
  ['* IPv4: 20.1.1.1', true],
  ['*  issuer: C=US; O=DigiCert Inc; CN=x', true],
  ['* SSL certificate verify ok.', true],
  ['* CONNECT tunnel established, response 200', true],
  ["* Uses proxy env variable https_proxy == 'http://10.0.0.5:8080'", true],
  // a sentence that says something only in its whole form
  ['* Connected to the server', false],
  ['*   Trying again', false],
  ['* Closing connection', false],
  ['* they say: Connected to a.example (20.1.1.1) port 443 (#0)', false],
  ['Connected to a.example (20.1.1.1) port 443 (#0)', false],
  ['*Connected to a.example (20.1.1.1) port 443 (#0)', false],
  ['> Host: a.example', false],
  ['a bullet * ', false],
  ['', false],
])('%j is a line in which curl tells what it does: %s', (line, expected) => {
  expect(tells(line)).toBe(expected);
});
