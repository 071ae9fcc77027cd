import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { fewRows } from '../../../src/report/alike-paths.ts';
import { firstFailure, pathsOf, type PathNode, type PathRow } from '../../../src/report/paths.ts';
import { lineOfProbe } from '../../../src/report/proof.ts';
import { analyzer, diagnose } from '../../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const BACKUP = 'pod01-manag1.jpe.backup.windowsazure.com';
const ENTRA = 'login.microsoftonline.com';
const ADDRESS = '20.60.1.1';
const VERBOSE = `* Host ${HOST}:443 was resolved.\n* IPv4: ${ADDRESS}\n*   Trying ${ADDRESS}:443...\n`;
const PROXY = 'https_proxy=http://proxy.contoso.local:8080';

function corpus(name: string): LogReport {
  const [folder = '', file = ''] = name.split('/');
  const bytes = readFileSync(new URL(`../../corpus/${folder}/${file}.log`, import.meta.url));
  return analyzer.analyze({ name: file, bytes }).report;
}

/** A node in a word: state, cause, and of how many. */
function word({ state, cause, count, of, numbers }: PathNode): string {
  const why = cause === null || cause === 'ok' || state === 'ok' ? '' : `:${cause}`;
  return `${state}${why}${of > 1 ? ` ${count}/${of}` : ''}${state === 'ok' && numbers.length > 0 ? ` ${numbers.join(',')}` : ''}`;
}
const told = ({ nodes }: PathRow): string => nodes.map(word).join(' | ');
const rows = (text: string): string[] => pathsOf(diagnose(text)).map((row) => `${row.name}: ${told(row)}`);
const row = (text: string): string => rows(text).join('\n');

describe('where a way ends', () => {
  test.each<[string, string, string]>([
    ['the name', `curl: (6) Could not resolve host: ${HOST}\n`, 'failed:dns | none | beyond | beyond | beyond'],
    [
      'the connection',
      `curl: (28) Failed to connect to ${HOST} port 443 after 130324 ms: Connection timed out\n`,
      'unseen | none | failed:timeout | beyond | beyond',
    ],
    [
      'a refusal',
      `curl: (7) Failed to connect to ${HOST} port 443 after 3 ms: Connection refused\n`,
      'unseen | none | failed:refused | beyond | beyond',
    ],
    [
      'TLS',
      `${VERBOSE}* Connected to ${HOST} (${ADDRESS}) port 443\ncurl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to ${HOST}:443 \n`,
      'ok | none | ok 443 | failed:reset | beyond',
    ],
    [
      'the certificate',
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain\n',
      'ok | none | ok 443 | failed:tls_untrusted | beyond',
    ],
    [
      'nowhere',
      'HTTP/1.1 404 Not Found\nServer: Microsoft-HTTPAPI/2.0\nx-ms-request-id: 1\n\n',
      'ok | none | ok 443 | ok | ok 404',
    ],
    ['nothing is seen', '^C\n', 'unseen | none | unseen | unseen | unseen:interrupted'],
  ])('%s', (_, output, expected) => {
    expect(row(`$ curl -v https://${HOST}\n${output}$ \n`)).toBe(`Storage: ${expected}`);
  });

  test('a name alone', () => {
    const lookup = `$ nslookup ${HOST}\nServer:\t\t168.63.129.16\nAddress:\t168.63.129.16#53\n\nName:\t${HOST}\nAddress: ${ADDRESS}\n\n$ \n`;
    expect(row(lookup)).toBe('Storage: ok | none | unseen | unseen | unseen');
  });

  test('an address needs no name, and the port of HTTP no TLS', () => {
    expect(row('$ curl -I http://168.63.129.16\ncurl: (28) Connection timed out after 5001 milliseconds\n$ \n')).toBe(
      '基盤: none | none | failed:timeout | none | beyond',
    );
  });

  test('only a connection was asked for', () => {
    expect(row(`$ nc -vz ${HOST} 443\nNcat: Connected to ${ADDRESS}:443.\n$ \n`)).toBe(
      'Storage: ok | none | ok 443 | unseen | unseen',
    );
  });
});

describe('through a proxy', () => {
  const by = (output: string) => row(`$ ${PROXY} curl -sSI https://${HOST}\n${output}$ \n`);

  test.each<[string, string, string]>([
    [
      'it denies',
      'curl: (56) CONNECT tunnel failed, response 403\n',
      'unseen | failed:proxy_denied | none | beyond | beyond',
    ],
    [
      'it asks who it is',
      'curl: (56) Received HTTP code 407 from proxy after CONNECT\n',
      'unseen | failed:proxy_auth | none | beyond | beyond',
    ],
    [
      'it is not there',
      'curl: (5) Could not resolve proxy: proxy.contoso.local\n',
      'unseen | failed:proxy_dns | none | beyond | beyond',
    ],
    [
      'it does not answer',
      'curl: (28) Failed to connect to proxy.contoso.local port 8080 after 130324 ms: Connection timed out\n',
      'unseen | failed:proxy_unreachable | none | beyond | beyond',
    ],
    [
      'it lets through',
      'HTTP/1.1 200 Connection established\n\nHTTP/1.1 400 Bad Request\nServer: Microsoft-HTTPAPI/2.0\nx-ms-request-id: 1\n\n',
      'ok | ok | none | ok | ok 400',
    ],
  ])('%s: the proxy connects in place of the machine', (_, output, expected) => {
    expect(by(output)).toBe(`Storage: ${expected}`);
  });

  test('what does not connect by the proxy in effect does not connect to it', () => {
    const text = `$ curl -sSI https://${HOST}\ncurl: (28) Connection timed out after 5001 milliseconds\n`;
    expect(
      row(
        `${text}$ ${PROXY} curl -sSI https://${ENTRA}\nHTTP/1.1 200 Connection established\n\nHTTP/1.1 200 OK\n\n$ \n`,
      ),
    ).toContain('Storage: unseen | failed:timeout | none | beyond | beyond');
  });

  test('both ways were taken: each has its row, and which backup takes it', () => {
    const report = corpus('logs-linux/proxy-denies');
    const own = pathsOf(report).filter(({ service }) => service === 'backup');
    expect(own.map((one) => [one.route, one.isOneOfTwo])).toEqual([
      ['direct', true],
      ['proxy', true],
    ]);
    expect(told(own[0] as PathRow)).toBe('ok 2/2 | none | failed:timeout 2/2 | beyond | beyond');
    expect(told(own[1] as PathRow)).toBe('ok 2/2 | failed:proxy_denied 2/2 | none | beyond | beyond');
    expect(own.map(({ workloads }) => workloads.map(({ id }) => id))).toEqual([['hana'], ['mars', 'sql']]);
  });

  test('the direct way fails beside a proxy that works: it blocks only what has to go directly', () => {
    const all = pathsOf(corpus('logs-windows/proxy-in-use-ja'));
    const ways = all.filter(({ account }) => account === null).map((one) => `${one.name} ${one.route} ${one.blocks}`);
    expect(ways).toEqual([
      'Backup direct true',
      'Storage direct true',
      'ILR direct true',
      'Backup proxy false',
      'Storage proxy false',
      'Entra ID direct false',
      'Entra ID proxy false',
      'ILR proxy false',
    ]);
  });
});

test('what no proxy serves goes directly, and what needs it says so there', () => {
  const [ilr] = pathsOf(corpus('logs-windows/proxy-in-use-ja')).filter(
    ({ service, route }) => service === 'ilr' && route === 'direct',
  );
  expect(ilr?.workloads).toEqual([{ id: 'ilr', name: 'ファイルの回復 (ILR)', affected: true }]);
});

test('accounts that go another way have a row of their own, in which nothing was seen', () => {
  const rowsOf = (name: string) => pathsOf(corpus(name)).filter(({ account }) => account !== null);
  const [other, ...more] = rowsOf('logs-windows/proxy-in-use-ja');
  expect(more).toEqual([]);
  expect([other?.account, other?.name, other?.blocks]).toEqual(['workload-plugin', 'Backup・Storage・Entra ID', false]);
  expect(other?.workloads).toEqual([{ id: 'sql', name: 'SQL Server (Azure VM)', affected: false }]);
  expect(other?.nodes.every(({ state }) => state === 'unseen')).toBe(true);
  expect(rowsOf('logs-windows/all-reachable-ja')).toEqual([]);
});

describe('many ways', () => {
  const all = pathsOf(corpus('logs-windows/proxy-auth-en'));
  const few = fewRows(all);

  test('services whose connections end alike share a row, with all their destinations and backups', () => {
    expect(all).toHaveLength(9);
    expect(few.map((one) => [one.name, one.route, one.account])).toEqual([
      ['Backup・Storage・Entra ID・ILR', 'direct', null],
      ['Backup・Storage・Entra ID・ILR', 'proxy', null],
      ['Backup・Storage・Entra ID', 'direct', 'workload-plugin'],
    ]);
    expect(told(few[0] as PathRow)).toBe('ok 11/11 | none | failed:timeout 11/11 | beyond | beyond');
    expect(few[0]?.nodes[2]?.numbers).toEqual([443, 3260]);
    expect(few[0]?.workloads.map(({ id, affected }) => [id, affected])).toEqual([
      ['hana', true],
      ['ilr', true],
    ]);
    expect(few[0]?.host).toBeNull();
  });

  test('what ends otherwise keeps its row, and a few rows stay as they are', () => {
    const ways = fewRows(pathsOf(corpus('logs-windows/proxy-in-use-ja')));
    expect(ways.map(({ name, route, blocks }) => [name, route, blocks])).toContainEqual(['Entra ID', 'direct', false]);
    const own = pathsOf(corpus('logs-linux/storage-dropped'));
    expect(own.length).toBeLessThanOrEqual(5);
    expect(fewRows(own)).toBe(own);
  });
});

describe('several destinations', () => {
  const NC = (host: string, output: string) => `$ nc -vz ${host} 443\n${output}\n`;
  const GOOD = `Ncat: Connected to ${ADDRESS}:443.`;
  const BAD = 'Ncat: Connection timed out.';

  test('the worst counts, and how many are so', () => {
    const text =
      NC(HOST, BAD) + NC('a.blob.core.windows.net', GOOD) + NC('b.blob.core.windows.net', 'Ncat: Connection refused.');
    expect(row(text)).toContain('| failed:timeout 2/3 |');
  });

  test('what fails stands first, and a single destination is named', () => {
    const [first, second] = pathsOf(diagnose(NC(BACKUP, GOOD) + NC(ENTRA, BAD)));
    expect([first?.name, first?.host, first?.blocks]).toEqual(['Entra ID', ENTRA, true]);
    expect([second?.name, second?.host, second?.blocks]).toEqual(['Backup', BACKUP, false]);
    expect([first, second].map((one) => (one === undefined ? null : firstFailure(one)))).toEqual([2, -1]);
  });

  test('each node leads to the line that shows it', () => {
    const text = NC(HOST, GOOD) + NC('a.blob.core.windows.net', BAD);
    const report = diagnose(text);
    const tcp = pathsOf(report)[0]?.nodes.find(({ station }) => station === 'tcp');
    expect(lineOfProbe(report, tcp?.probe ?? null)).toBe(4);
  });
});

describe('every log of the corpus', () => {
  test.each(['storage-dropped', 'proxy-auth', 'dns-server-down', 'interrupted', 'all-reachable-rhel8'])(
    '%s',
    (name) => {
      const report = corpus(`logs-linux/${name}`);
      const all = pathsOf(report);
      // nothing is seen beyond a failure of all, and nothing fails where all is reached
      for (const one of all) {
        const failed = firstFailure(one);
        const node = one.nodes[failed];
        if (failed >= 0 && node !== undefined && node.count === node.of)
          expect(one.nodes.slice(failed + 1).filter(({ state }) => state === 'ok')).toEqual([]);
        if (report.endpoints.every(({ service, verdict }) => service !== one.service || verdict === 'reachable'))
          expect(failed).toBe(-1);
      }
      const seen = new Set(report.endpoints.map(({ service }) => service));
      expect(new Set(all.filter(({ account }) => account === null).map(({ service }) => service))).toEqual(seen);
    },
  );
});
