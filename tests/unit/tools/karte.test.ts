import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const SAMPLE = readFileSync(new URL('./karte.log', import.meta.url), 'utf8');
const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';
const MICROSOFT = 'issuer: C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 04';
const OWN_CA = 'issuer: O=Contoso Ltd.; CN=Contoso Proxy CA';

/** A check as the script writes it. */
function check(what: string, ...fields: readonly string[]): string {
  return [`##CHECK karte ${what} ##`, ...fields, `##END ${fields.length} ${what} ##`, ''].join('\n');
}

function log(...checks: readonly string[]): string {
  return [
    '#### karte-check 1 (疎通カルテの確認スクリプト) ####',
    'http_proxy=',
    'https_proxy=',
    ...checks,
    `#### end of karte-check: ${checks.join('').split('##CHECK ').length - 1} checks ####`,
    '',
  ].join('\n');
}

const direct = (...fields: readonly string[]): string => check(`request 443/tcp ${HOST} direct`, ...fields);
const proxied = (...fields: readonly string[]): string => check(`request 443/tcp ${HOST} via=10.1.0.4:3128`, ...fields);
const ANSWER = ['tls: ok TLSv1.3', MICROSOFT, 'verify: ok', 'http: 404', 'status: HTTP/1.1 404 Not Found'];

function verdicts(text: string): string[] {
  return diagnose(text).endpoints.map(
    ({ host, port, verdict, dns, tcp, tls, https }) =>
      `${host === HOST ? 'HOST' : host}:${port} ${verdict}: ${dns.cause ?? dns.status}, ${tcp.cause ?? tcp.status}, ${tls.cause ?? tls.status}, ${https.cause ?? https.status}`,
  );
}

test('the sample', () => {
  const report = diagnose(SAMPLE);
  expect([report.format, report.complete, report.tone]).toEqual(['karte-check', true, 'ok']);
  expect(report.machine).toMatchObject({ hostname: 'vm-linux01', startedAt: '2026-11-30 17:20:00 +0900' });
  expect(verdicts(SAMPLE)).toEqual(['HOST:443 reachable: ok, ok, reachable, http_error_from_destination']);
  expect(report.probes.map(({ layers }) => Object.keys(layers).join())).toEqual(['dns', 'tcp', 'tcp,tls,http']);
});

describe('what a check says', () => {
  test.each([
    ['direct, answered', direct('tcp: ok', ...ANSWER), 'reachable http_error_from_destination'],
    ['silent', direct('tcp: timeout'), 'unreachable timeout'],
    ['refused', direct('tcp: refused'), 'unreachable refused'],
    ['no route', direct('tcp: no-route'), 'unreachable route'],
    ['a filter of its own', direct('tcp: denied'), 'unreachable local'],
    ['a word that is not known', direct('tcp: odd'), 'indeterminate other'],
    ['an error that says nothing', direct('tcp: failed'), 'unreachable other'],
    ['no tool', direct('tcp: ok', 'tls: not-tested'), 'not_run tool_missing'],
    ['silence in the handshake', direct('tcp: ok', 'tls: timeout'), 'unreachable stalled'],
    ['reset in the handshake', direct('tcp: ok', 'tls: reset'), 'unreachable reset'],
    ['closed in the handshake', direct('tcp: ok', 'tls: closed'), 'unreachable tls_handshake'],
    [
      'another’s certificate',
      direct('tcp: ok', 'tls: untrusted', OWN_CA, 'verify: failed 20'),
      'unreachable tls_untrusted',
    ],
    ['a wrong name', direct('tcp: ok', 'tls: untrusted', 'verify: failed name'), 'unreachable tls_untrusted'],
    [
      'another’s certificate that the machine trusts',
      direct('tcp: ok', 'tls: ok TLSv1.3', OWN_CA, 'verify: ok', 'http: 404'),
      'indeterminate tls_untrusted',
    ],
    ['not verified', direct('tcp: ok', 'tls: ok TLSv1.3', MICROSOFT, 'http: 404'), 'indeterminate other'],
    ['no answer', direct('tcp: ok', 'tls: ok', MICROSOFT, 'verify: ok', 'http: timeout'), 'unreachable stalled'],
    ['no number', direct('tcp: ok', 'tls: ok', MICROSOFT, 'verify: ok', 'http: odd'), 'indeterminate other'],
    [
      'a portal',
      direct('tcp: ok', ...ANSWER.slice(0, 3), 'http: 302', 'header: Location: https://portal.contoso.example/'),
      'unreachable gateway',
    ],
    ['through a proxy', proxied('proxy: ok', ...ANSWER), 'reachable http_error_from_destination'],
    ['a proxy that denies', proxied('proxy: 403'), 'unreachable proxy_denied'],
    ['a proxy that wants a login', proxied('proxy: 407'), 'unreachable proxy_auth'],
    ['a proxy that wants another login', proxied('proxy: 401'), 'unreachable proxy_auth'],
    ['a proxy that cannot reach it', proxied('proxy: 502'), 'unreachable proxy_upstream'],
    ['a proxy that does not answer', proxied('proxy: silent'), 'unreachable proxy_upstream'],
    ['a proxy that is not there', proxied('proxy: timeout'), 'unreachable proxy_unreachable'],
    ['a proxy without an address', proxied('proxy: name'), 'unreachable proxy_dns'],
  ])('%s', (_, text, expected) => {
    const [probe] = diagnose(log(text)).probes;
    expect(`${probe?.status} ${probe?.cause}`).toBe(expected);
    expect(probe?.evidence).not.toBe(null);
  });

  test.each([
    ['ok', ['result: ok', 'address: 10.0.3.4'], 'reachable ok'],
    ['an answer without an address', ['result: ok'], 'indeterminate other'],
    ['no such name', ['result: nxdomain'], 'unreachable dns_nxdomain'],
    ['silence', ['result: timeout'], 'unreachable dns_timeout'],
    ['not asked', ['result: not-tested'], 'indeterminate other'],
  ])('a name: %s', (_, fields, expected) => {
    const [probe] = diagnose(log(check(`lookup 443/tcp ${HOST} direct`, ...fields))).probes;
    expect(`${probe?.status} ${probe?.cause}`).toBe(expected);
  });
});

describe('ways', () => {
  const env = 'https_proxy=http://10.1.0.4:3128\n';

  test('a way that nothing takes decides nothing', () => {
    const text = log(env + direct('for: nobody', 'tcp: timeout') + proxied('for: all', 'proxy: ok', ...ANSWER));
    const [endpoint] = diagnose(text).endpoints;
    expect(endpoint?.verdict).toBe('reachable');
    expect(endpoint?.routes.map(({ route, verdict }) => `${route} ${verdict}`)).toEqual([
      'proxy reachable',
      'direct unreachable',
    ]);
  });

  test('the worse of two proxies in effect decides', () => {
    const other = check(`request 443/tcp ${HOST} via=10.1.0.5:3128`, 'for: vm-agent', 'proxy: 403');
    const text = log(env + other + proxied('for: all', 'proxy: ok', ...ANSWER));
    expect(diagnose(text).endpoints.map(({ verdict }) => verdict)).toEqual(['unreachable']);
  });

  test('a proxy that nothing uses makes nothing proxied', () => {
    const text = log(direct('for: all', 'tcp: ok', ...ANSWER) + proxied('for: nobody', 'proxy: 403'));
    const report = diagnose(text);
    expect([report.proxied, report.endpoints[0]?.verdict]).toEqual([false, 'reachable']);
  });
});

describe('the size of packets', () => {
  const OTHER = 'ceuswatcab01.blob.core.windows.net';
  const requests = direct('tcp: ok', ...ANSWER) + check(`request 443/tcp ${OTHER} direct`, 'tcp: ok', ...ANSWER);
  const size = (host: string, ...words: readonly string[]): string =>
    check(`size 443/tcp ${host} direct`, ...words.map((word, at) => `${at === 0 ? 'small' : 'large'}: ${word}`));
  const seen = (text: string): unknown[] => {
    const { endpoints, diagnosis } = diagnose(text);
    return [endpoints.map(({ verdict }) => verdict).join(), `${diagnosis[0]?.id} ${diagnosis[0]?.confidence}`];
  };

  test.each([
    [
      'lost to both',
      ['404', 'timeout', 'timeout'],
      ['404', 'timeout', 'timeout'],
      'indeterminate,indeterminate',
      'connection-stalls likely',
    ],
    [
      'lost to one, and the other gets them',
      ['404', 'timeout', 'timeout'],
      ['404', '431', '400'],
      'indeterminate,reachable',
      'connection-stalls possible',
    ],
    [
      'lost to one, of the other nothing is known',
      ['404', 'timeout', 'timeout'],
      ['404', 'failed', 'timeout'],
      'indeterminate,reachable',
      'connection-stalls possible',
    ],
    [
      'one of two was answered',
      ['404', 'timeout', '404'],
      ['404', '404', '404'],
      'reachable,reachable',
      'all-reachable certain',
    ],
    [
      'the small one was not answered',
      ['timeout', 'timeout', 'timeout'],
      ['failed', 'timeout', 'timeout'],
      'reachable,reachable',
      'all-reachable certain',
    ],
    ['only one was sent', ['404', 'timeout'], ['404', 'timeout'], 'reachable,reachable', 'all-reachable certain'],
    [
      'not tested',
      ['not-tested', 'not-tested', 'not-tested'],
      ['404', 'odd', 'odd'],
      'reachable,reachable',
      'all-reachable certain',
    ],
  ])('%s', (_, first, second, verdicts, cause) => {
    expect(seen(log(requests + size(HOST, ...first) + size(OTHER, ...second)))).toEqual([verdicts, cause]);
  });

  test('what the request showed stays', () => {
    const [endpoint] = diagnose(log(requests + size(HOST, '404', 'timeout', 'timeout'))).endpoints;
    expect(endpoint).toMatchObject({
      tls: { status: 'reachable' },
      https: { status: 'indeterminate', cause: 'stalled' },
    });
  });

  test('alone it reaches nothing', () => {
    expect(verdicts(log(size(HOST, '404', '404', '404')))).toEqual([]);
    expect(diagnose(log(size(HOST, '404', '404', '404'))).tone).not.toBe('ok');
  });

  test('cut out of another it proves nothing', () => {
    const cut = size(HOST, '404', 'timeout', 'timeout').replace('small: 404\n', '');
    expect(seen(log(requests + cut))[0]).toBe('reachable,reachable');
  });
});

describe('the clock, by the dates of answers', () => {
  const OTHER = 'ceuswatcab01.blob.core.windows.net';
  const AT = 'at: 2026-11-30T08:20:00Z';
  const date = (time: string): string => `header: Date: Mon, 30 Nov 2026 ${time} GMT`;
  const answered = (host: string, ...fields: readonly string[]): string =>
    check(`request 443/tcp ${host} direct`, 'tcp: ok', ...ANSWER, ...fields);
  const cause = (text: string): string => {
    const [first] = diagnose(text).diagnosis;
    return `${first?.id} ${first?.params['how'] ?? ''} ${first?.params['minutes'] ?? ''}`.trim();
  };

  test.each([
    ['ahead', '08:00:00', '08:00:30', 'time-skew ahead 20'],
    ['behind', '08:30:00', '08:30:00', 'time-skew behind 10'],
    ['five minutes', '08:15:00', '08:15:00', 'all-reachable'],
    ['a little more', '08:14:59', '08:14:58', 'time-skew ahead 5'],
    ['of two that differ, one is wrong itself', '08:00:00', '08:20:00', 'all-reachable'],
    ['no time at all', '8 o’clock', '08:00:00', 'all-reachable'],
  ])('%s', (_, first, second, expected) => {
    expect(cause(log(answered(HOST, date(first), AT) + answered(OTHER, date(second), AT)))).toBe(expected);
  });

  test.each([
    ['one destination alone', answered(HOST, date('08:00:00'), AT)],
    ['a time that is not written', answered(HOST, date('08:00:00')) + answered(OTHER, date('08:00:00'))],
    [
      'answers that a cache kept',
      answered(HOST, date('08:00:00'), 'header: Age: 1200', AT) +
        answered(OTHER, date('08:00:00'), 'header: age: 1200', AT),
    ],
    [
      'a portal, of which the machine trusts the certificate',
      [HOST, OTHER]
        .map((host) =>
          check(
            `request 443/tcp ${host} direct`,
            ...['tcp: ok', ...ANSWER.slice(0, 3), 'http: 302', 'header: Location: https://portal.contoso.example/'],
            ...[date('08:00:00'), AT],
          ),
        )
        .join(''),
    ],
    [
      'a proxy that denies',
      proxied('proxy: 403', date('08:00:00'), AT) +
        check(`request 443/tcp ${OTHER} via=10.1.0.4:3128`, 'proxy: 403', date('08:00:00'), AT),
    ],
    [
      'answers that are not encrypted',
      check('request 80/tcp a.example direct', 'tcp: ok', 'http: 200', date('08:00:00'), AT) +
        check('request 80/tcp b.example direct', 'tcp: ok', 'http: 200', date('08:00:00'), AT),
    ],
  ])('not by %s', (_, checks) => {
    expect(diagnose(log(checks)).diagnosis.map(({ id }) => id)).not.toContain('time-skew');
  });

  test('the date of a tunnel stands before that of the destination', () => {
    const dates = [date('08:00:00'), date('08:19:58'), AT];
    const via = (host: string): string =>
      check(`request 443/tcp ${host} via=10.1.0.4:3128`, 'proxy: ok', ...ANSWER, ...dates);
    expect(diagnose(log(via(HOST) + via(OTHER))).diagnosis.map(({ id }) => id)).not.toContain('time-skew');
  });

  test('a certificate that is not valid yet comes of it', () => {
    const early = direct(
      'tcp: ok',
      'tls: untrusted',
      'verify: failed (60) SSL certificate problem: certificate is not yet valid',
    );
    expect(cause(log(early))).toBe('certificate-expired');
    const platform = ['168.63.129.16', '169.254.169.254']
      .map((host) => check(`request 80/tcp ${host} direct`, 'tcp: ok', 'http: 200', date('08:40:00'), AT))
      .join('');
    const report = diagnose(log(platform + early));
    expect(report.diagnosis.map(({ id }) => id)).toEqual(['time-skew', 'certificate-expired']);
    expect(report.diagnosis[0]?.summary).toContain('20 分遅れて');
  });

  test.each(['verify: failed 10 (certificate has expired)', 'verify: failed 9 (certificate is not yet valid)'])(
    '%s: the destination’s own issuer is no inspection',
    (verify) => {
      const own = diagnose(log(direct('tcp: ok', 'tls: untrusted', MICROSOFT, verify)));
      expect(own.diagnosis[0]?.id).toBe('certificate-expired');
      const other = diagnose(log(direct('tcp: ok', 'tls: untrusted', OWN_CA, verify)));
      expect(other.diagnosis[0]?.id).toBe('tls-inspection');
    },
  );
});

describe('what is not whole proves nothing', () => {
  const lines = SAMPLE.split('\n');
  const first = lines.findIndex((line) => line.startsWith('##CHECK karte request'));

  test.each(lines.slice(first, first + 12).map((line, index) => [line, first + index] as const))(
    'without %s',
    (_, index) => {
      const report = diagnose(lines.filter((__, at) => at !== index).join('\n'));
      expect(report.endpoints.map(({ verdict }) => verdict)).not.toContain('reachable');
      expect(report.tone).not.toBe('ok');
    },
  );

  test('cut anywhere it is incomplete', () => {
    for (let length = 60; length < SAMPLE.indexOf('#### end of') - 1; length += 13) {
      const report = diagnose(SAMPLE.slice(0, length));
      expect([length, report.complete, report.tone === 'ok']).toEqual([length, false, false]);
    }
  });

  test('a check that is missing from the middle', () => {
    const at = SAMPLE.indexOf('##CHECK karte connect');
    const end = SAMPLE.indexOf('##CHECK karte request');
    const report = diagnose(SAMPLE.slice(0, at) + SAMPLE.slice(end));
    expect([report.complete, report.tone, report.diagnosis[0]?.id]).toEqual([false, 'un', 'log-incomplete']);
  });

  test('the end of another check', () => {
    const text = log(
      direct('tcp: ok', ...ANSWER).replace(/##END.*##/u, '##END 6 request 443/tcp other.example direct ##'),
    );
    expect(diagnose(text).endpoints.map(({ verdict }) => verdict)).not.toContain('reachable');
  });
});

describe('a mail breaks its lines', () => {
  const [reference] = [diagnose(SAMPLE)];
  const seen = ({ endpoints, probes }: typeof reference): unknown => [
    endpoints,
    probes.map(({ status, cause, detail }) => ({ status, cause, detail })),
  ];

  /** Breaks lines before the word that does not fit. */
  function wrapped(text: string, width: number, quote: string): string {
    return text
      .split('\n')
      .flatMap((line) => {
        const out: string[] = [];
        let rest = line;
        while (rest.length > width) {
          const at = rest.lastIndexOf(' ', width);
          if (at <= 0) break;
          out.push(rest.slice(0, at));
          rest = rest.slice(at + 1);
        }
        return [...out, rest];
      })
      .map((line) => quote + line)
      .join('\n');
  }

  test.each([
    [76, ''],
    [72, ''],
    [60, ''],
    [76, '> '],
    [50, ''],
  ])('at %i columns behind "%s"', (width, quote) => {
    const report = diagnose(wrapped(SAMPLE, width, quote));
    expect(seen(report)).toEqual(seen(reference));
    expect([report.complete, report.tone]).toEqual([true, 'ok']);
  });
});

test('a later version is read as far as it is known, and the report says so', () => {
  const text = SAMPLE.replace('karte-check 1 ', 'karte-check 2 ')
    .replace('with: curl 8.5.0', 'with: curl 8.5.0\nquic: ok')
    .replace('##END 10 ', '##END 11 ');
  const report = diagnose(text);
  expect(report.endpoints.map(({ verdict }) => verdict)).toEqual(['reachable']);
  expect(report.diagnosis.map(({ id }) => id)).toContain('log-newer');
});

test('a kind of check that is not known is passed over, and is not missing', () => {
  const report = diagnose(
    log(direct('tcp: ok', ...ANSWER), check(`quic 443/udp ${HOST} direct`.replace('/udp', '/tcp'), 'quic: timeout')),
  );
  expect(report.endpoints.map(({ verdict }) => verdict)).toEqual(['reachable']);
  expect([report.complete, report.diagnosis[0]?.id, report.probes[1]?.status]).toEqual([
    true,
    'all-reachable',
    'indeterminate',
  ]);
});

test('a service without a destination was not chosen', () => {
  const report = diagnose(SAMPLE);
  expect(report.workloads.filter(({ tested }) => tested)).toEqual([]);
  expect(report.tone).toBe('ok');
});

test('an address that is reached does not show that names are resolved', () => {
  const silent = [check(`lookup 443/tcp ${HOST} direct`, 'result: timeout'), direct('tcp: name')];
  const text = log(check('connect 80/tcp 168.63.129.16 direct', 'tcp: ok'), ...silent);
  expect(diagnose(text).diagnosis[0]?.id).toBe('dns-server-unreachable');
});
