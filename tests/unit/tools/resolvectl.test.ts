import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./resolvectl.log', import.meta.url), 'utf8');
const HOST = 'contosostor01.blob.core.windows.net';
const ZONE = 'contosostor01.privatelink.blob.core.windows.net';
const POD = 'pod01-prot1.jpe.backup.windowsazure.com';
const failed = (message: string): string => `$ resolvectl query ${POD}\n${POD}: resolve call failed: ${message}\n`;

test('the sample', () => {
  const probe = probeOf(SAMPLE);
  const seen = [probe.tool, probe.host, probe.status, shown(probe)];
  expect(seen).toEqual(['resolvectl', HOST, 'reachable', 'direct: dns ok 2']);
  expect(probe.detail).toEqual({ addresses: ['10.0.3.4'], cnames: [ZONE] });
});

test.each<[string, string]>([
  [`'${POD}' not found`, 'dns_nxdomain'],
  [`Name '${POD}' not found`, 'dns_nxdomain'],
  ['Query timed out', 'dns_timeout'],
  ['All attempts to contact name servers or networks failed', 'dns_timeout'],
  ['Lookup failed due to system error: Connection timed out', 'dns_timeout'],
  [`Could not resolve '${POD}', server or network returned error SERVFAIL`, 'dns_servfail'],
  [`Could not resolve '${POD}', server or network returned error: REFUSED`, 'dns_refused'],
  [`'${POD}' does not have any RR of the requested type`, 'dns'],
  ['No appropriate name servers or networks for name found', 'dns'],
])('resolve call failed: %s', (message, cause) => {
  expect(lookups(failed(message))).toEqual([`${POD}:443 failed ${cause} → unreachable`]);
});

const LINK = '        -- link: eth0\n';
test.each<[string, string, string[]]>([
  [
    'further addresses',
    `$ resolvectl query ${POD}\n${POD}: 20.1.1.1${LINK}   20.1.1.2${LINK}`,
    [`${POD}:443 resolved ok 20.1.1.1,20.1.1.2 → not_run`],
  ],
  [
    'systemd-resolve',
    `$ systemd-resolve ${HOST}\n${HOST}: 10.0.3.4\n   (${ZONE})\n\n-- Information acquired via protocol DNS in 2.3ms.\n`,
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`],
  ],
  [
    'two names',
    `$ resolvectl query ${POD} ${HOST}\n${POD}: resolve call failed: Query timed out\n${HOST}: 10.0.3.4${LINK}`,
    [`${POD}:443 failed dns_timeout → unreachable`, `${HOST}:443 resolved ok 10.0.3.4 private → not_run`],
  ],
  [
    'without its command',
    `${HOST}: 10.0.3.4${LINK}${POD}: resolve call failed: Query timed out\n`,
    [`${HOST}:443 resolved ok 10.0.3.4 private → not_run`, `${POD}:443 failed dns_timeout → unreachable`],
  ],
  ['another name', `$ resolvectl query ${POD}\n${HOST}: 10.0.3.4${LINK}`, [`${POD}:443 not_run → not_run`]],
  ['a cut address', `$ systemd-resolve ${POD}\n${POD}: 20.1.1`, [`${POD}:443 not_run → not_run`]],
  ['its settings', '$ resolvectl status\nGlobal\n  Current DNS Server: 10.0.0.4\n', []],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});
