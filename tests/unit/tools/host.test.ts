import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./host.log', import.meta.url), 'utf8');
const HOST = 'contosostor01.blob.core.windows.net';
const ZONE = 'contosostor01.privatelink.blob.core.windows.net';
const POD = 'pod01-prot1.jpe.backup.windowsazure.com';
const FOUND = `${HOST} is an alias for ${ZONE}.\n${ZONE} has address 10.0.3.4\n`;
const RESOLVED = `${HOST}:443 resolved ok 10.0.3.4 private → not_run`;

test('the sample', () => {
  const probe = probeOf(SAMPLE);
  expect([probe.tool, probe.host, probe.status, shown(probe)]).toEqual(['host', HOST, 'reachable', 'direct: dns ok 3']);
  expect(probe.detail).toEqual({ addresses: ['10.0.3.4'], cnames: [ZONE] });
});

test.each<[string, string, string[]]>([
  [
    'both families',
    `$ host ${POD}\n${POD} has address 20.1.1.1\n${POD} has IPv6 address 2603:1036::1\n`,
    [`${POD}:443 resolved ok 20.1.1.1,2603:1036::1 → not_run`],
  ],
  ['NXDOMAIN', `$ host ${POD}\nHost ${POD} not found: 3(NXDOMAIN)\n`, [`${POD}:443 failed dns_nxdomain → unreachable`]],
  ['SERVFAIL', `$ host ${POD}\nHost ${POD} not found: 2(SERVFAIL)\n`, [`${POD}:443 failed dns_servfail → unreachable`]],
  ['REFUSED', `$ host ${POD}.\nHost ${POD} not found: 5(REFUSED)\n`, [`${POD}:443 failed dns_refused → unreachable`]],
  ['another code', `$ host ${POD}\nHost ${POD} not found: 1(FORMERR)\n`, [`${POD}:443 failed dns → unreachable`]],
  ['no A record', `$ host -t A ${POD}\n${POD} has no A record\n`, [`${POD}:443 failed dns → unreachable`]],
  [
    'no server',
    `$ host -6 ${POD}\n;; connection timed out; no servers could be reached\n`,
    [`${POD}:443 failed dns_timeout → unreachable`],
  ],
  [
    'a server that is named',
    `$ host ${HOST} 10.0.0.4\nUsing domain server:\nName: 10.0.0.4\nAddress: 10.0.0.4#53\nAliases: \n\n${FOUND}`,
    [RESOLVED],
  ],
  ['AAAA fails behind an answer', `$ host ${HOST}\n${FOUND}Host ${ZONE} not found: 2(SERVFAIL)\n`, [RESOLVED]],
  [
    'without commands',
    `${FOUND}Host ${POD} not found: 3(NXDOMAIN)\n`,
    [RESOLVED, `${POD}:443 failed dns_nxdomain → unreachable`],
  ],
  ['an alias alone', `$ host ${HOST}\n${HOST} is an alias for ${ZONE}.\n$ `, [`${HOST}:443 not_run → not_run`]],
  ['a cut address', `$ host ${HOST}\n${FOUND.slice(0, -3)}`, [`${HOST}:443 not_run → not_run`]],
  ['another name', `$ host ${POD}\n${ZONE} has address 10.0.3.4\n`, [`${POD}:443 not_run → not_run`]],
  ['the name behind an address', '$ host 20.1.1.1\n1.1.1.20.in-addr.arpa domain name pointer x.contoso.example.\n', []],
  [
    'the mail of a domain',
    '$ host -t mx contoso.example\ncontoso.example mail is handled by 10 x.contoso.example.\n',
    [],
  ],
  ['settings and prose', 'Host vm01.contoso.example\n  HostName 10.0.0.5\nhost a.example is down again\n', []],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});
