import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isFull } from '../../../src/text/columns.ts';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./dig.log', import.meta.url), 'utf8');
const HOST = 'contosostor01.blob.core.windows.net';
const ZONE = 'contosostor01.privatelink.blob.core.windows.net';
const POD = 'pod01-prot1.jpe.backup.windowsazure.com';
const CNAME = `${HOST}. 60 IN CNAME ${ZONE}.\n`;
const A = `${ZONE}.\t10\tIN\tA\t10.0.3.4\n`;

function answer(
  name: string,
  status: string,
  records = '',
  { type = 'A', flags = 'qr rd ra', count = '' } = {},
): string {
  const given = count === '' ? records.split('\n').length - 1 : Number(count);
  return `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 1\n;; flags: ${flags}; QUERY: 1, ANSWER: ${given}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;${name}.\tIN\t${type}\n\n;; ANSWER SECTION:\n${records}\n;; Query time: 1 msec\n;; SERVER: 10.0.0.4#53(10.0.0.4)\n;; MSG SIZE  rcvd: 75\n\n`;
}
const banner = (args: string): string => `\n; <<>> DiG 9.16.1-Ubuntu <<>> ${args}\n;; global options: +cmd\n`;
const run = (args: string, output: string): string => `$ dig ${args}\n${banner(args)}${output}`;

test('the sample: name, chain, server, and nothing of a port', () => {
  const probe = probeOf(SAMPLE);
  expect([probe.tool, probe.host, probe.status, shown(probe)]).toEqual(['dig', HOST, 'reachable', 'direct: dns ok 16']);
  expect(probe.detail).toEqual({ addresses: ['10.0.3.4'], cnames: [ZONE], server: '127.0.0.53', answered: true });
  expect(lookups(SAMPLE)).toEqual([`${HOST}:443 resolved ok 10.0.3.4 private → not_run`]);
});

test.each<[string, string, string[]]>([
  ['NXDOMAIN', run(POD, answer(POD, 'NXDOMAIN')), [`${POD}:443 failed dns_nxdomain → unreachable`]],
  [
    'a final dot, a server',
    run(`@10.0.0.4 ${POD}.`, answer(POD, 'SERVFAIL', '', { flags: 'qr rd' })),
    [`${POD}:443 failed dns_servfail → unreachable`],
  ],
  ['REFUSED', run(POD, answer(POD, 'REFUSED')), [`${POD}:443 failed dns_refused → unreachable`]],
  ['another status', run(POD, answer(POD, 'FORMERR')), [`${POD}:443 failed dns → unreachable`]],
  ['no A record', run(POD, answer(POD, 'NOERROR')), [`${POD}:443 failed dns → unreachable`]],
  ['an alias without an address', run(HOST, answer(HOST, 'NOERROR', CNAME)), [`${HOST}:443 failed dns → unreachable`]],
  [
    'NXDOMAIN behind an alias',
    run(HOST, answer(HOST, 'NXDOMAIN', CNAME)),
    [`${HOST}:443 failed dns_nxdomain → unreachable`],
  ],
  [
    'no AAAA record: there may be an A',
    run(`${POD} AAAA`, answer(POD, 'NOERROR', '', { type: 'AAAA' })),
    [`${POD}:443 not_run → not_run`],
  ],
  [
    'a referral, by a server that does not look up',
    run(POD, answer(POD, 'NOERROR', '', { flags: 'qr rd' })),
    [`${POD}:443 not_run → not_run`],
  ],
  [
    'old: no server',
    run(POD, ';; connection timed out; no servers could be reached\n'),
    [`${POD}:443 failed dns_timeout → unreachable`],
  ],
  [
    'new: no server',
    run(`${POD} @10.0.0.4`, ';; communications error to 10.0.0.4#53: timed out\n;; no servers could be reached\n'),
    [`${POD}:443 failed dns_timeout → unreachable`],
  ],
  [
    'a server that refuses',
    run(POD, ';; communications error to 10.0.0.4#53: connection refused\n;; no servers could be reached\n'),
    [`${POD}:443 failed dns_refused → unreachable`],
  ],
  [
    'one server fails, the next one answers',
    run(HOST, `;; communications error to 10.0.0.5#53: timed out\n${answer(HOST, 'NOERROR', CNAME + A)}`),
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`],
  ],
  [
    'two names on one line',
    run(`${HOST} ${POD}`, answer(HOST, 'NOERROR', CNAME + A) + answer(POD, 'NXDOMAIN')),
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`, `${POD}:443 failed dns_nxdomain → unreachable`],
  ],
  [
    'two commands on one line',
    `$ dig ${HOST}; dig ${POD}\n${banner(HOST)}${answer(HOST, 'NOERROR', CNAME + A)}${banner(POD)};; connection timed out; no servers could be reached\n`,
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`, `${POD}:443 failed dns_timeout → unreachable`],
  ],
  ['+short', `$ dig +short ${HOST}\n${ZONE}.\n10.0.3.4\n$ `, [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`]],
  [
    '+short prints nothing, and the prompt stands there',
    `$ dig +short ${POD}\n$ `,
    [`${POD}:443 failed dns → unreachable`],
  ],
  ['+short prints nothing, and the text ends', `$ dig +short ${POD}\n`, [`${POD}:443 not_run → not_run`]],
  ['+short into a file', `$ dig +short ${POD} > x\n$ `, [`${POD}:443 not_run → not_run`]],
  ['+short ends with an alias', `$ dig +short ${HOST}\n${ZONE}.\n$ `, [`${HOST}:443 not_run → not_run`]],
  [
    '+noall +answer',
    `$ dig +noall +answer ${HOST}\n${CNAME}${A}`,
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`],
  ],
  ['+noall +answer prints nothing', `$ dig +noall +answer ${HOST}\n$ `, [`${HOST}:443 not_run → not_run`]],
  [
    'the records alone',
    `${CNAME}${A}${POD}. 60 IN A 20.1.1.1\n`,
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`, `${POD}:443 resolved ok 20.1.1.1 → not_run`],
  ],
  [
    'without its command',
    banner(HOST) + answer(HOST, 'NOERROR', CNAME + A) + banner(POD) + answer(POD, 'SERVFAIL'),
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`, `${POD}:443 failed dns_servfail → unreachable`],
  ],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  [
    'the answer to another question',
    `$ dig ${HOST}\n${answer(POD, 'NOERROR', `${POD}. 60 IN A 20.1.1.1\n`)}`,
    [`${HOST}:443 not_run → not_run`],
  ],
  [
    'an address of another name',
    `$ dig ${HOST}\n${answer(HOST, 'NOERROR', `ns1.contoso.example. 60 IN A 20.1.1.1\n`, { count: '1' }).split(';; Query')[0] ?? ''}`,
    [`${HOST}:443 not_run → not_run`],
  ],
  ['a cut address', `$ dig ${HOST}\n${CNAME}${ZONE}. 10 IN A 10.0.3`, [`${HOST}:443 not_run → not_run`]],
  [
    'cut before the records',
    run(
      HOST,
      answer(HOST, 'NOERROR', CNAME + A)
        .split(HOST, 2)
        .join(HOST),
    ),
    [`${HOST}:443 not_run → not_run`],
  ],
  [
    'the name behind an address',
    `$ dig -x 20.190.151.8\n${answer('8.151.190.20.in-addr.arpa', 'NXDOMAIN', '', { type: 'PTR' })}`,
    [],
  ],
  ['the same without its command', answer('8.151.190.20.in-addr.arpa', 'NXDOMAIN', '', { type: 'PTR' }), []],
  ['the servers of a zone', `$ dig contoso.example NS +short\nns1.contoso.example.\n$ `, []],
  ['prose', `dig deeper into contoso.example\nstay 2 IN A bed\n`, []],
])('no proof, no destination: %s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});

test('what is interrupted or stands alone names no DNS server as a destination', () => {
  expect(lookups(`$ dig ${POD}\n^C\n$ `)).toEqual([`${POD}:443 not_run → not_run`]);
  expect(lookups(';; communications error to 10.0.0.4#53: timed out\n;; no servers could be reached\n')).toEqual([
    ':443 failed dns_timeout → unreachable',
  ]);
});

test('the machine’s own server counts before one that was named', () => {
  const text =
    run(POD, answer(POD, 'NXDOMAIN')) + run(`@8.8.8.8 ${POD}`, answer(POD, 'NOERROR', `${POD}. 60 IN A 20.1.1.1\n`));
  expect(lookups(text)).toEqual([`${POD}:443 failed dns_nxdomain → unreachable`]);
  expect(diagnose(text).unread).toEqual([]);
});

test('an address at the end of a script’s log that is cut may be half', () => {
  const log = (end: string): string => `#### 環境情報確認 ####\n##TRY!! dig ${POD} ##\n${POD}. 60 IN A 20.1.1.1${end}`;
  expect(probeOf(log('')).status).toBe('incomplete');
  expect(probeOf(log('\n')).status).toBe('reachable');
});

test('a command that fills its line ends there: an address below it is its output', () => {
  const call = '$ dig +short login.microsoftonline.com @168.63.129.16; nc -vz login.microsoftonline.com 443';
  expect(isFull(call)).toBe(true);
  const text = `${call}\n20.1.1.1\nnc: connect to login.microsoftonline.com port 443 (tcp) failed: Connection refused\n`;
  expect(lookups(text).some((shown) => shown.includes('login.microsoftonline.com:443 not_run TCP unreachable'))).toBe(
    true,
  );
});

test('a lookup that tells nothing takes nothing from one that does', () => {
  const text = `$ dig +short ${HOST}\n10.0.3.4\n$ getent hosts ${HOST}\n`;
  expect(lookups(text)).toEqual([`${HOST}:443 resolved ok 10.0.3.4 private → not_run`]);
});
