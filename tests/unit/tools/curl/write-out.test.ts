import { describe, expect, test } from 'vitest';
import type { RawProbe } from '../../../../src/session/raw-probe.ts';
import { CleanLines } from '../../../../src/text/clean.ts';
import { Lines } from '../../../../src/text/lines.ts';
import { printedStatus } from '../../../../src/tools/curl/write-out.ts';
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

/** The status that the lines of a run hold, and its line: `200 at 2`. The last of the lines stands behind the run. */
function printed(
  prints: string | undefined,
  lines: readonly string[],
  { discards = false, head = '$ curl' } = {},
): string {
  const probe = { command: { prints, discards }, first: 1, last: lines.length } as unknown as RawProbe;
  const found = printedStatus(probe, new CleanLines(new Lines([head, ...lines].join('\n'))));
  return found === null ? '-' : `${found.status} at ${found.line}`;
}

describe('where a format has the status', () => {
  test.each<[string, string, readonly string[], string]>([
    ['alone', '%{http_code}\\n', ['200', '$ '], '200 at 2'],
    ['by its other name', '%{response_code}\\n', ['200', '$ '], '200 at 2'],
    ['of a batch file', '%%{http_code}\\n', ['200', 'C:\\>'], '200 at 2'],
    ['the last one counts', '%{http_code}\\n', ['404', '200', '$ '], '200 at 3'],
    ['blanks behind it', '%{http_code}\\n', ['200  ', '$ '], '200 at 2'],
    ['more digits', '%{http_code}\\n', ['2000', '$ '], '-'],
    ['fewer', '%{http_code}\\n', ['20', '$ '], '-'],
    ['no end of a line: the prompt behind it', '%{http_code}', ['200[root@vm01 ~]# '], '200 at 2'],
    ['another prompt', '%{http_code}', ['200root@vm01:~# '], '200 at 2'],
    ['a plain one', '%{http_code}', ['200$ '], '200 at 2'],
    ['that of PowerShell', '%{http_code}', ['200PS C:\\> '], '200 at 2'],
    ['that of cmd', '%{http_code}', ['200C:\\>'], '200 at 2'],
    ['the error of curl', '%{http_code}', ['000curl: (6) Could not resolve host: a.example', '$ '], '0 at 2'],
    ['a word behind it', '%{http_code}', ['200things'], '-'],
    ['its line is ended: no prompt', '%{http_code}\\n', ['200$ '], '-'],
    ['ended as Windows does', '%{http_code}\\r\\n', ['200$ '], '-'],
    ['an end of a line that is one', '%{http_code}\n', ['200$ '], '-'],
    ['and one of Windows', '%{http_code}\r\n', ['200$ '], '-'],
    ['words before it', 'HTTP: %{http_code}\\n', ['HTTP: 200', '$ '], '200 at 2'],
    ['other words', 'HTTP: %{http_code}\\n', ['HTTPS 200', '$ '], '-'],
    ['words before it, and no end', 'code=%{http_code}', ['code=200$ '], '200 at 2'],
    ['words before it, and no end, and other words', 'code=%{http_code}', ['mode=200$ '], '-'],
    ['words behind it', '%{http_code} is it\\n', ['200 is it', '$ '], '200 at 2'],
    ['other words behind it', '%{http_code} is it\\n', ['200 was it', '$ '], '-'],
    ['blanks at the end of the format', '%{http_code} is it  \\n', ['200 is it', '$ '], '200 at 2'],
    ['another value behind it', '%{http_code} %{time_total}\\n', ['200 0.2', '$ '], '200 at 2'],
    ['right behind it', '%{http_code}%{errormsg}\\n', ['200', '$ '], '200 at 2'],
    ['another value before it', '%{time_total} code=%{http_code}\\n', ['0.2 code=200', '$ '], '200 at 2'],
    ['a tabulator', '%{time_total}\\t%{http_code}\\n', ['0.2\t200', '$ '], '-'],
    ['a line before it', 'x\\n%{http_code}\\n', ['x', '200', '$ '], '200 at 3'],
    ['a line before it, and no end: the prompt might be one', 'x\\n%{http_code}', ['x', '200$ '], '-'],
    ['a line behind it', '%{http_code}\\n%{time_total}\\n', ['200', '0.2', '$ '], '200 at 2'],
    ['its words twice', 'code=%{http_code};', ['code=404;code=200;', '$ '], '404 at 2'],
    ['its words twice within a page', 'code=%{http_code};', ['<p>code=404;code=200;', '$ '], '-'],
    ['its words once with digits', 'code=%{http_code};', ['<p>code=x;code=200;', '$ '], '200 at 2'],
    ['behind a page', '%{http_code}', ['</html>200', '$ '], '200 at 2'],
    ['behind JSON', '%{http_code}', ['{"a":1}200', '$ '], '200 at 2'],
    ['behind a list', '%{http_code}', ['[1]200', '$ '], '200 at 2'],
    ['behind a word', '%{http_code}', ['things 200', '$ '], '-'],
    ['behind a page, with words behind it', '%{http_code} x', ['</html>200 x', '$ '], '-'],
    ['a format without it', '%{time_total}\\n', ['200', '$ '], '-'],
    ['the longest format', `%{http_code}\\n${'x'.repeat(386)}`, ['200', '$ '], '200 at 2'],
    ['too long a format', `%{http_code}\\n${'x'.repeat(387)}`, ['200', '$ '], '-'],
  ])('%s', (_, format, lines, expected) => {
    expect(printed(format, lines)).toBe(expected);
  });

  test('no format', () => {
    expect(printed(undefined, ['200', '$ '])).toBe('-');
  });

  test('where the page goes elsewhere nothing stands before the status', () => {
    expect(printed('%{http_code}', ['</html>200', '$ '], { discards: true })).toBe('-');
    expect(printed('code=%{http_code}\\n', ['x code=200', '$ '], { discards: true })).toBe('-');
    expect(printed('code=%{http_code}\\n', ['code=200', '$ '], { discards: true })).toBe('200 at 2');
    expect(printed('%{time_total} %{http_code}\\n', ['0.2 200', '$ '], { discards: true })).toBe('200 at 2');
  });

  test('a trace of bash shows it in the variable that takes it', () => {
    const trace = { head: '++ curl -s -o /dev/null' };
    expect(printed('%{http_code}', ['+ code=200', '$ '], trace)).toBe('200 at 2');
    expect(printed('%{http_code}\\n', ["++ code='200'", '$ '], trace)).toBe('200 at 2');
    expect(printed('\\n%{http_code}\\n\\n', ['+ code=200', '$ '], trace)).toBe('200 at 2');
    expect(printed('x\\n%{http_code}', ['+ code=200', '$ '], trace)).toBe('-');
    expect(printed('%{http_code}\\nx', ['+ code=200', '$ '], trace)).toBe('-');
    expect(printed('x %{http_code}', ['+ code=200', '$ '], trace)).toBe('-');
    expect(printed('%{http_code} x', ['+ code=200', '$ '], trace)).toBe('-');
    expect(printed('%{http_code}', ['+ code=2000', '$ '], trace)).toBe('-');
    expect(printed('%{http_code}', ['x + code=200', '$ '], trace)).toBe('-');
    expect(printed('%{http_code}', ['+ code=200', '$ '])).toBe('-');
  });
});

describe('what a status that was printed proves', () => {
  const call = (options: string, url = 'https://a.example', status = '200', between = ''): string =>
    outcome(`$ curl ${options} -o /dev/null -w '%{http_code}\\n' ${url}\n${between}${status}\n`);
  test.each<[string, string, string]>([
    ['an answer', call('-s'), 'reachable ok 200 2'],
    ['an error of the destination', call('-s', undefined, '404'), 'reachable http_error_from_destination 404 2'],
    ['the borders of an error', call('-s', undefined, '400'), 'reachable http_error_from_destination 400 2'],
    ['a redirection', call('-s', undefined, '302'), 'reachable ok 302 2'],
    ['none', call('-s', undefined, '000'), 'unreachable other  2'],
    [
      '403 of a connection that is checked',
      call('-s', undefined, '403'),
      'reachable http_error_from_destination 403 2',
    ],
    ['403 of one that is not', call('-sk', undefined, '403'), 'indeterminate other 403 2'],
    ['over http', call('-s', 'http://a.example'), 'reachable ok 200 2'],
    ['over http, where it was led to', call('-sL', 'http://a.example'), 'indeterminate other 200 2'],
    ['over http by a proxy', call('-s -x p.example:8080', 'http://a.example'), 'reachable ok 200 2'],
    [
      'an error over http by a proxy',
      call('-s -x p.example:8080', 'http://a.example', '404'),
      'indeterminate other 404 2',
    ],
    ['the borders of that', call('-s -x p.example:8080', 'http://a.example', '400'), 'indeterminate other 400 2'],
    ['an error over http', call('-s', 'http://a.example', '404'), 'reachable http_error_from_destination 404 2'],
    ['by a tunnel', call('-s -x p.example:8080', undefined, '404'), 'reachable http_error_from_destination 404 2'],
    ['what it names is another host', call("-s -H 'Host: b.example'"), 'indeterminate other 200 2'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

test.each<[string, string, string]>([
  ['an error of the destination', 'https://a.example', 'reachable http_error_from_destination 404 2'],
  ['over http', 'http://a.example', 'indeterminate other 404 2'],
])('curl -f says the status in its error line: %s', (_, url, expected) => {
  expect(outcome(`$ curl -f ${url}\ncurl: (22) The requested URL returned error: 404\n`)).toBe(expected);
});

test('a login that the proxy wants is its own', () => {
  const { status, cause, detail } = probeOf(
    '$ curl -f http://a.example\ncurl: (22) The requested URL returned error: 407\n',
  );
  expect([status, cause, detail]).toEqual([
    'unreachable',
    'proxy_auth',
    { exitCode: 22, viaProxy: true, proxyStatus: 407 },
  ]);
});
