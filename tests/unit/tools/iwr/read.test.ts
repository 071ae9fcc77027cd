import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../../src/tools/outcome.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HOST = 'a.example';
const DIRECT: Partial<ProbeContext> = { proxy: null };
const PROXY: Partial<ProbeContext> = {
  proxy: { host: 'p.example', port: 8080, secure: false, bypasses: (host) => host === 'b.example' },
};
const iwr = (lines: readonly string[], context: Partial<ProbeContext> = DIRECT, command = `iwr https://${HOST}`) =>
  inShort(outcomeOf(`#TRY!! ${command}\n${lines.join('\n')}\n`, context));
const error = (status: number, reason = 'X') => `iwr : The remote server returned an error: (${status}) ${reason}.`;
const seven = (status: number) => `Invoke-WebRequest: Response status code does not indicate success: ${status} (X).`;
const OK = 'StatusCode        : 200';

describe('an answer', () => {
  test.each<[string, readonly string[], string]>([
    ['of the destination', [OK], 'reachable ok 2 direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2'],
    [
      'its error',
      [error(404)],
      'reachable http_error_from_destination 2 direct httpStatus=404: tcp ok 2, tls ok 2, http ok 404 destination 2',
    ],
    [
      'its error in PowerShell 7',
      [seven(404)],
      'reachable http_error_from_destination 2 direct httpStatus=404: tcp ok 2, tls ok 2, http ok 404 destination 2',
    ],
    [
      'another status than 200',
      ['StatusCode        : 204'],
      'reachable ok 2 direct httpStatus=204: tcp ok 2, tls ok 2, http ok 204 destination 2',
    ],
    [
      'the last status that is no error',
      ['StatusCode        : 308'],
      'reachable ok 2 direct httpStatus=308: tcp ok 2, tls ok 2, http ok 308 destination 2',
    ],
    [
      'the first one that is',
      [error(400)],
      'reachable http_error_from_destination 2 direct httpStatus=400: tcp ok 2, tls ok 2, http ok 400 destination 2',
    ],
    [
      'without a status, a body that only Azure writes',
      ['iwr : Public access is not permitted on this storage account.'],
      'reachable http_error_from_destination 2 direct: tcp ok 2, tls ok 2, http ok destination 2',
    ],
    [
      'in a result of a script',
      ['Result of Invoke-webRequest / StatusCode: 403/ StatusDescription: Forbidden'],
      'reachable http_error_from_destination 2 direct httpStatus=403: tcp ok 2, tls ok 2, http ok 403 destination 2',
    ],
    [
      'with a code that names it',
      ['HTTP Error 404. The requested resource is not found.'],
      'reachable http_error_from_destination 2 direct httpStatus=404: tcp ok 2, tls ok 2, http ok 404 destination 2',
    ],
    [
      'with a code that nobody registered',
      ['StatusCode        : 299'],
      'indeterminate other 2 direct httpStatus=299: http failed other 299 unknown 2',
    ],
    [
      'a login for a proxy, in its page',
      ['iwr : HTTP Error 407. The proxy wants a login.'],
      'unreachable proxy_auth 2 direct httpStatus=407 viaProxy=true proxyStatus=407: http failed proxy_auth 407 proxy 2',
    ],
    [
      'a login for a proxy, as a list',
      ['StatusCode        : 407'],
      'unreachable proxy_auth 2 direct viaProxy=true proxyStatus=407: http failed proxy_auth 407 proxy 2',
    ],
    [
      'the mark of what the destination runs itself',
      [error(503), 'x-own: 1'],
      'reachable http_error_from_destination 2 direct httpStatus=503: tcp ok 2, tls ok 2, http ok 503 destination 2',
    ],
    [
      'a login for a proxy',
      [error(407)],
      'unreachable proxy_auth 2 direct viaProxy=true proxyStatus=407: http failed proxy_auth 407 proxy 2',
    ],
    [
      'a page that cannot be parsed is one all the same',
      ['iwr : The response content cannot be parsed because the Internet Explorer engine is not available'],
      'reachable ok 2 direct: tcp ok 2, tls ok 2, http ok destination 2',
    ],
    [
      'a result without a status is none',
      ['Result of Invoke-webRequest / StatusCode: / StatusDescription:'],
      'indeterminate other - direct:',
    ],
    [
      'nor are too many redirections',
      ['iwr : Too many automatic redirections were attempted.'],
      'indeterminate other 2 direct:',
    ],
    ['it did not run', ["iwr : The term 'Invoke-WebRequest' is not recognized"], 'not_run tool_missing 2 direct:'],
    ['nothing', ['x'], 'indeterminate other - direct:'],
  ])('%s', (_, lines, expected) => {
    expect(iwr(lines)).toBe(expected);
  });

  test('over http there is no TLS', () => {
    expect(iwr([OK], DIRECT, `iwr http://${HOST}`)).toBe(
      'reachable ok 2 direct httpStatus=200: tcp ok 2, http ok 200 destination 2',
    );
  });

  test.each<[string, string, string]>([
    ['an error of a gateway over http', `iwr http://${HOST}`, error(503)],
    ['or where certificates are not checked', `iwr https://${HOST} -SkipCertificateCheck`, error(503)],
  ])('nobody knows who wrote %s', (_, command, line) => {
    expect(iwr([line], DIRECT, command)).toBe(
      'indeterminate other 2 direct httpStatus=503: http failed other 503 unknown 2',
    );
  });

  test('over https nobody else can', () => {
    expect(iwr([error(503)])).toBe(
      'reachable http_error_from_destination 2 direct httpStatus=503: tcp ok 2, tls ok 2, http ok 503 destination 2',
    );
  });

  test.each(['-Headers @{Host="b.example"}', '-UnixSocket /x', '-Headers @{"Host" = "b.example"}'])(
    'of another host proves nothing: %s',
    (option) => {
      expect(iwr([OK], DIRECT, `iwr https://${HOST} ${option}`)).toBe(
        'indeterminate other 2 direct httpStatus=200: http failed other 200 unknown 2',
      );
    },
  );

  test('other headers say nothing of the host', () => {
    expect(iwr([OK], DIRECT, `iwr https://${HOST} -Headers @{Metadata="true"}`)).toContain('reachable ok');
  });

  test('without success: broken off, or cut', () => {
    expect(inShort(outcomeOf(`PS C:\\> iwr https://${HOST}\n^C\n`))).toBe('incomplete interrupted - unknown:');
    expect(iwr(['x'], { proxy: null, cutOff: true })).toBe('incomplete interrupted - direct:');
  });
});

describe('the way', () => {
  const ok = 'reachable ok 2';
  test.each<[string, Partial<ProbeContext>, string, string]>([
    [
      'a proxy of the settings',
      PROXY,
      `iwr https://${HOST}`,
      `${ok} proxy httpStatus=200 viaProxy=true: tls ok 2, http ok 200 destination 2`,
    ],
    [
      'an exception from it',
      PROXY,
      'iwr https://b.example',
      `${ok} direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2`,
    ],
    [
      'no proxy',
      PROXY,
      `iwr https://${HOST} -NoProxy`,
      `${ok} direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2`,
    ],
    [
      'a proxy of its own',
      DIRECT,
      `iwr https://${HOST} -Proxy http://p.example:8080`,
      `${ok} proxy httpStatus=200 viaProxy=true: tls ok 2, http ok 200 destination 2`,
    ],
    [
      'nobody knows',
      {},
      `iwr https://${HOST}`,
      `${ok} unknown httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2`,
    ],
    [
      'nobody knows, but another tool did not connect',
      { unconnected: true },
      `iwr https://${HOST}`,
      `${ok} unknown httpStatus=200 viaProxy=true: tls ok 2, http ok 200 destination 2`,
    ],
    [
      'no proxy, though another tool did not connect',
      { proxy: null, unconnected: true },
      `iwr https://${HOST}`,
      `${ok} direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2`,
    ],
  ])('%s', (_, context, command, expected) => {
    expect(iwr([OK], context, command)).toBe(expected);
  });

  test.each<[number, string]>([
    [403, 'proxy_denied'],
    [500, 'proxy_upstream'],
    [503, 'proxy_upstream'],
  ])('through a proxy a bare %i is its own: %s', (status, cause) => {
    expect(iwr([error(status)], PROXY)).toBe(
      `unreachable ${cause} 2 proxy httpStatus=${status} viaProxy=true proxyStatus=${status}: http failed ${cause} ${status} proxy 2`,
    );
  });

  test('one with a mark of the destination is not', () => {
    expect(iwr([error(403), 'x-ms-request-id: 1'], PROXY)).toBe(
      'reachable http_error_from_destination 2 proxy httpStatus=403 viaProxy=true: tls ok 2, http ok 403 destination 2',
    );
  });

  test('nor is another status', () => {
    expect(iwr([error(404)], PROXY)).toContain('reachable http_error_from_destination 2 proxy');
  });
});

describe('a failure', () => {
  const refused = 'iwr : No connection could be made because the target machine actively refused it 20.1.1.1:443';
  test.each<[string, string, Partial<ProbeContext>, string]>([
    ['refused', refused, DIRECT, 'unreachable refused 2 direct: tcp failed refused 2'],
    ['at the proxy', refused, PROXY, 'unreachable proxy_unreachable 2 proxy viaProxy=true:'],
    ...(
      [
        ['iwr : Unable to connect to the remote server', 'timeout'],
        ['iwr : A socket operation was attempted to an unreachable host', 'host_unreachable'],
        ['iwr : A socket operation was attempted to an unreachable network', 'route'],
      ] as const
    ).flatMap(([line, cause]): [string, string, Partial<ProbeContext>, string][] => [
      [cause, line, DIRECT, `unreachable ${cause} 2 direct: tcp failed ${cause} 2`],
      [`${cause}, at the proxy`, line, PROXY, 'unreachable proxy_unreachable 2 proxy viaProxy=true:'],
    ]),
    [
      'a firewall of the machine itself',
      'iwr : An attempt was made to access a socket in a way forbidden by its access permissions',
      PROXY,
      'unreachable local 2 proxy viaProxy=true:',
    ],
    [
      'no TLS',
      'iwr : The request was aborted: Could not create SSL/TLS secure channel.',
      DIRECT,
      'unreachable tls_handshake 2 direct: tcp ok 2, tls failed tls_handshake 2',
    ],
    [
      'no TLS, through a proxy',
      'iwr : The request was aborted: Could not create SSL/TLS secure channel.',
      PROXY,
      'unreachable tls_handshake 2 proxy viaProxy=true: tls failed tls_handshake 2',
    ],
    [
      'reset, through a proxy',
      'iwr : An existing connection was forcibly closed by the remote host',
      PROXY,
      'unreachable reset 2 proxy viaProxy=true:',
    ],
    [
      'no name',
      `iwr : The remote name could not be resolved: '${HOST}'`,
      DIRECT,
      'unreachable dns 2 direct: dns failed dns 2',
    ],
    [
      'no name of the proxy',
      "iwr : The proxy name could not be resolved: 'p.example'",
      PROXY,
      'unreachable proxy_dns 2 proxy viaProxy=true:',
    ],
    [
      'a tunnel that the proxy refuses',
      "Invoke-WebRequest: The proxy tunnel request to proxy 'http://p.example:8080/' failed with status code '403'\".",
      DIRECT,
      'unreachable proxy_denied 2 direct viaProxy=true proxyStatus=403: http failed proxy_denied 403 proxy 2',
    ],
    [
      'a tunnel whose end it cannot reach',
      "Invoke-WebRequest: The proxy tunnel request to proxy 'http://p.example:8080/' failed with status code '502'\".",
      PROXY,
      'unreachable proxy_upstream 2 proxy viaProxy=true proxyStatus=502: http failed proxy_upstream 502 proxy 2',
    ],
    [
      'a login that the proxy wants',
      "Invoke-WebRequest: The proxy tunnel request to proxy 'http://p.example:8080/' failed with status code '407'\".",
      DIRECT,
      'unreachable proxy_auth 2 direct viaProxy=true proxyStatus=407: http failed proxy_auth 407 proxy 2',
    ],
    [
      'a request that the proxy of the machine forbids',
      'iwr : The IWebProxy object associated with the request did not allow the request to proceed',
      DIRECT,
      'unreachable proxy_denied 2 direct:',
    ],
  ])('%s', (_, line, context, expected) => {
    expect(iwr([line], context)).toBe(expected);
  });

  test('counts beside an answer', () => {
    expect(iwr([OK, refused])).toBe('unreachable refused 3 direct: tcp failed refused 3');
  });
});

describe('what bears the mark of a gateway', () => {
  const block = 'unreachable gateway 2 direct httpStatus=200 gateway=block: http failed gateway 200 gateway 2';
  test.each<[string, readonly string[], string]>([
    ['a header line', [OK, 'x-block: 1'], block],
    ['behind its property', [OK, 'Headers           : x-block: 1'], block],
    ['in the raw content', [OK, 'RawContent        : x-block: 1'], block],
    ['behind a blank line', [OK, '', '   x-block: 1  '], block],
    [
      'a page',
      [OK, 'Content           : Web Page Blocked'],
      'unreachable gateway 2 direct httpStatus=200 gateway=page: http failed gateway 200 gateway 2',
    ],
    ['beside that of the destination', [OK, 'x-ms-request-id: 1', 'x-block: 1'], block],
    [
      'that of something that may be one',
      [OK, 'x-perhaps: 1'],
      'indeterminate gateway 2 direct httpStatus=200 gateway=perhaps: http failed gateway 200 gateway 2',
    ],
    [
      'that of a proxy, with an error',
      [error(503), 'x-squid: 1'],
      'unreachable proxy_upstream 2 direct httpStatus=503 gateway=squid: http failed proxy_upstream 503 proxy 2',
    ],
    [
      'that of a proxy, without one',
      [OK, 'x-squid: 1'],
      'unreachable gateway 2 direct httpStatus=200 gateway=squid: http failed gateway 200 proxy 2',
    ],
    ['without a status', ['x-block: 1'], 'unreachable gateway - direct gateway=block:'],
    [
      'without a status, of something that may be one',
      ['x-perhaps: 1'],
      'indeterminate gateway - direct gateway=perhaps:',
    ],
    ['that of the destination alone says nothing', ['x-ms-request-id: 1'], 'indeterminate other - direct:'],
    [
      'what only passed an answer on',
      [OK, 'via: 1'],
      'reachable ok 2 direct httpStatus=200: tcp ok 2, tls ok 2, http ok 200 destination 2',
    ],
  ])('%s', (_, lines, expected) => {
    expect(iwr(lines)).toBe(expected);
  });
});
