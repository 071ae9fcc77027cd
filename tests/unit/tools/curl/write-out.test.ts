import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../support/analyzer.ts';
import { probeOf, shown } from '../../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const URL = `https://${HOST}/`;

/** What came of the first run of a text. */
function outcome(text: string): string {
  const { status, cause, detail, evidence } = probeOf(text);
  return `${status} ${cause} ${detail.httpStatus ?? ''} ${evidence?.line ?? ''}`.trim();
}

describe('the status that -w prints', () => {
  test.each([
    ['alone', `$ curl -s -o /dev/null -w '%{http_code}\\n' ${URL}\n200\n`, 'reachable ok 200 2'],
    [
      'by its other name',
      `$ curl -s -o /dev/null -w '%{response_code}\\n' ${URL}\n404\n`,
      'reachable http_error_from_destination 404 2',
    ],
    [
      'before the prompt',
      `[root@vm01 ~]# curl -s -o /dev/null -w "%{http_code}" ${URL}\n200[root@vm01 ~]# date\n`,
      'reachable ok 200 2',
    ],
    [
      'before the error of curl',
      `$ curl -s -S -o /dev/null -w '%{http_code}' ${URL}\n000curl: (6) Could not resolve host: ${HOST}\n`,
      'unreachable dns  2',
    ],
    [
      'behind words',
      `$ curl -s -o /dev/null -w 'HTTP status: %{http_code}\\n' ${URL}\nHTTP status: 400\n`,
      'reachable http_error_from_destination 400 2',
    ],
    [
      'before another value',
      `$ curl -s -o /dev/null -w '%{http_code} %{remote_ip}\\n' ${URL}\n200 20.60.1.1\n`,
      'reachable ok 200 2',
    ],
    [
      'behind another value',
      `$ curl -s -m 9 -o /dev/null -w '%{time_total} %{http_code}\\n' ${URL}\n0.213 200\n`,
      'reachable ok 200 2',
    ],
    [
      'in a line of its own',
      `$ curl -s -w '\\n%{http_code}\\n' ${URL}\n<html>201 things</html>\n200\n`,
      'reachable ok 200 3',
    ],
    ['behind a page', `$ curl -s -w '%{http_code}' ${URL}\n<html></html>200\n$ date\n`, 'reachable ok 200 2'],
    ['in a batch file', `C:\\> curl.exe -s -o NUL -w "%%{http_code}" ${URL}\n200\n`, 'reachable ok 200 2'],
    ['in a trace of bash', `++ curl -s -o /dev/null -w '%{http_code}' ${URL}\n+ code=200\n`, 'reachable ok 200 2'],
    ['of no answer', `$ curl -s -o /dev/null -w '%{http_code}\\n' ${URL}\n000\n`, 'unreachable other  2'],
    [
      'of no answer, with the reason',
      `$ curl -sS -o /dev/null -w '%{http_code}\\n' ${URL}\n000\ncurl: (28) Connection timed out after 5001 milliseconds\n`,
      'unreachable timeout  3',
    ],
    [
      'of the platform',
      `$ curl --noproxy "*" -m 10 -s -o /dev/null -w "%{http_code}\\n" "http://168.63.129.16/?comp=versions"\n200\n`,
      'reachable ok 200 2',
    ],
  ])('%s', (_, text, result) => {
    expect(outcome(text)).toBe(result);
  });

  test.each([
    ['digits of a page', `$ curl -s -w '%{http_code}\\n' ${URL}\ntotal 200 things\n`],
    ['more digits', `$ curl -s -o /dev/null -w '%{http_code}\\n' ${URL}\n2000\n`],
    ['words that stand twice', `$ curl -s -w 'code=%{http_code};' ${URL}\n<p>code=404; and code=200;\n`],
    ['a command without it', `$ curl -s -o /dev/null ${URL}\n200\n`],
    ['a variable that is no trace', `$ curl -s -o /dev/null -w '%{http_code}' ${URL}\n+ code=200\n`],
    ['a proxy, by a status that others write', `$ curl -s -k -o /dev/null -w '%{http_code}\\n' ${URL}\n403\n`],
    ['another host', `$ curl -s -o /dev/null -H 'Host: b.example' -w '%{http_code}\\n' ${URL}\n200\n`],
    [
      'an answer over http that may be of where it was led to',
      `$ curl -sL -o /dev/null -w '%{http_code}\\n' http://${HOST}/\n200\n`,
    ],
    ['a number that no server sends', `$ curl -s -o /dev/null -w '%{http_code}\\n' ${URL}\n299\n`],
  ])('proves nothing: %s', (_, text) => {
    expect(probeOf(text).status).not.toBe('reachable');
  });

  test('shows every layer below it', () => {
    expect(shown(probeOf(`$ curl -s -o /dev/null -w '%{http_code}\\n' ${URL}\n200\n`))).toBe(
      'unknown: tcp ok 2, tls ok 2, http ok 200 destination 2',
    );
  });
});

test('a page without an end of its line stands before the next prompt', () => {
  const { probes } = diagnose(
    `[root@vm01 ~]# curl -k ${URL}\n<h1>FortiGuard Intrusion Prevention - Access Blocked</h1>[root@vm01 ~]# curl -I https://b.example/\nHTTP/1.1 200 OK\n`,
  );
  expect(probes.map(({ status, cause, evidence }) => `${status} ${cause} ${evidence?.line ?? ''}`)).toEqual([
    'unreachable gateway 2',
    'reachable ok 3',
  ]);
});

test('another certificate is shown by the line that names who issued it', () => {
  const probe = probeOf(
    `$ curl -vk ${URL}\n* Connected to ${HOST} (20.60.1.1) port 443 (#0)\n*  subject: CN=*.blob.core.windows.net\n*  issuer: C=JP; O=Contoso Ltd.; CN=Contoso Proxy CA\n*  SSL certificate verify result: self-signed certificate in certificate chain (19), continuing anyway.\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n`,
  );
  expect([probe.cause, probe.evidence?.line]).toEqual(['tls_untrusted', 4]);
});

describe('what a page or a header line says is pointed at beside the result', () => {
  const CALL = `$ curl -k -i ${URL}\nHTTP/1.1 200 OK\n`;

  test.each([
    ['X-Squid-Error: ERR_CANNOT_FORWARD 0', 'curl-squid-error', 'unreachable'],
    ['x-ms-error-code: AuthorizationFailure', 'curl-storage-authorization', 'reachable'],
    ['\n<h1>FortiGuard Intrusion Prevention - Access Blocked</h1>', 'curl-fortiguard-page', 'unreachable'],
    ['\n<Error><Code>AuthorizationFailure</Code>', 'curl-storage-authorization', 'reachable'],
  ])('%j', (line, signature, status) => {
    const report = diagnose(`${CALL}${line}\n`);
    expect(report.annotations.map((note) => note.signature)).toContain(signature);
    expect(report.probes.map((probe) => probe.status)).toEqual([status]);
  });

  test('that curl went on with a certificate that it could not verify', () => {
    const line =
      '*  SSL certificate verify result: self-signed certificate in certificate chain (19), continuing anyway.';
    const report = diagnose(`$ curl -vk ${URL}\n${line}\n`);
    expect(report.annotations).toContainEqual(expect.objectContaining({ line: 2, signature: 'curl-unverified' }));
  });
});
