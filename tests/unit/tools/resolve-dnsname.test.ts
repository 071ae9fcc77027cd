import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./resolve-dnsname.log', import.meta.url), 'utf8');
const HOST = 'contosostor01.blob.core.windows.net';
const ZONE = 'contosostor01.privatelink.blob.core.windows.net';
const POD = 'pod01-prot1.jpe.backup.windowsazure.com';
const TABLE =
  '\nName                           Type   TTL   Section    IPAddress\n----                           ----   ---   -------    ---------\n';
const CHAIN = `${TABLE}${HOST}  CNAME  60  Answer  ${ZONE}\n\n`;
const LIST = `Name       : ${ZONE}\nQueryType  : A\nTTL        : 10\nSection    : Answer\nIP4Address : 10.0.3.4\n\n`;
const RESOLVED = `${HOST}:443 resolved ok 10.0.3.4 private → not_run`;
const call = (args: string): string => `PS C:\\> Resolve-DnsName ${args}\n`;
const record = (message: string, category: string, id: string): string =>
  `Resolve-DnsName : ${POD} : ${message}\nAt line:1 char:1\n+ Resolve-DnsName ${POD}\n+ ~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : ${category}: (${POD}:String) [Resolve-DnsName], Win32Exception\n    + FullyQualifiedErrorId : ${id},Microsoft.DnsClient.Commands.ResolveDnsName\n\n`;

test('the sample, with a name that its column broke', () => {
  const probe = probeOf(SAMPLE);
  const seen = [probe.tool, probe.host, probe.status, shown(probe)];
  expect(seen).toEqual(['resolve-dnsname', HOST, 'reachable', 'direct: dns ok 12']);
  expect(probe.detail).toEqual({ addresses: ['10.0.3.4'], cnames: [ZONE] });
});

test.each<[string, string, string, string]>([
  ['DNS name does not exist', 'ResourceUnavailable', 'DNS_ERROR_RCODE_NAME_ERROR', 'dns_nxdomain'],
  ['DNS 名がありません。', 'ResourceUnavailable', 'DNS_ERROR_RCODE_NAME_ERROR', 'dns_nxdomain'],
  ['This operation returned because the timeout period expired', 'OperationTimeout', 'ERROR_TIMEOUT', 'dns_timeout'],
  ['？？？', 'OperationTimeout', 'ERROR_TIMEOUT', 'dns_timeout'],
  ['DNS server failure', 'ResourceUnavailable', 'RCODE_SERVER_FAILURE', 'dns_servfail'],
  ['？？？', 'ResourceUnavailable', 'DNS_ERROR_RCODE_SERVER_FAILURE', 'dns_servfail'],
  ['DNS operation refused', 'ResourceUnavailable', 'DNS_ERROR_RCODE_REFUSED', 'dns_refused'],
  ['No records found for given DNS query', 'ResourceUnavailable', 'DNS_INFO_NO_RECORDS', 'dns'],
  ['？？？', 'ResourceUnavailable', 'DNS_ERROR_BAD_PACKET', 'dns'],
])('an error record: %s %s %s', (message, category, id, cause) => {
  const expected = [`${POD}:443 failed ${cause} → unreachable`];
  expect(lookups(call(POD) + record(message, category, id))).toEqual(expected);
  expect(lookups(record(message, category, id))).toEqual(expected);
});

test.each<[string, string, string[]]>([
  [
    'tables',
    `${call(HOST)}${CHAIN}${TABLE}${ZONE} A 10 Answer 10.0.3.4\n${ZONE} AAAA 10 Answer fd00::4\n`,
    [`${HOST}:443 resolved ok 10.0.3.4,fd00::4 private → not_run`],
  ],
  ['parameters', `${call(`-Name ${HOST} -Type A -DnsOnly`)}${CHAIN}${LIST}`, [RESOLVED]],
  [
    'a wide table',
    `${call(HOST)}\n${'Name'.padEnd(46)} Type   TTL   Section    IPAddress\n${'----'.padEnd(46)} ----   ---   -------    ---------\n${HOST.padEnd(46)} A      60    Answer     10.0.3.4\n\n`,
    [RESOLVED],
  ],
  [
    'PowerShell 7',
    `${call(POD)}Resolve-DnsName: ${POD} : DNS name does not exist.\n`,
    [`${POD}:443 failed dns_nxdomain → unreachable`],
  ],
  [
    'without commands',
    `${CHAIN}${LIST}${record('？？？', 'OperationTimeout', 'ERROR_TIMEOUT')}`,
    [RESOLVED, `${POD}:443 failed dns_timeout → unreachable`],
  ],
  [
    'two records without commands, the second one in a language that is not known',
    `Resolve-DnsName: ${HOST} : DNS name does not exist.\n${record('？？？', 'OperationTimeout', 'ERROR_TIMEOUT')}`,
    [`${HOST}:443 failed dns_nxdomain → unreachable`, `${POD}:443 failed dns_timeout → unreachable`],
  ],
  ['an alias alone', `${call(HOST)}${CHAIN}PS C:\\> `, [`${HOST}:443 not_run → not_run`]],
  [
    'an address that is no answer',
    `${call(HOST)}${CHAIN}${LIST.replace('Answer', 'Additional')}PS C:\\> `,
    [`${HOST}:443 not_run → not_run`],
  ],
  ['another name', `${call(POD)}${LIST}PS C:\\> `, [`${POD}:443 not_run → not_run`]],
  ['a cut address', `${call(HOST)}${CHAIN}${LIST.trimEnd().slice(0, -2)}`, [`${HOST}:443 not_run → not_run`]],
  ['the mail of a domain', `${call('contoso.example -Type MX')}\n`, []],
  [
    'the own server fails, another one answers',
    `${call(HOST)}Resolve-DnsName : ${HOST} : DNS server failure\n${call(`${HOST} -Server 8.8.8.8`)}${CHAIN}${LIST}`,
    [`${HOST}:443 failed dns_servfail → unreachable`],
  ],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});
