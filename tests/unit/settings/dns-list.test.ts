import { describe, expect, test } from 'vitest';
import { readDnsList } from '../../../src/log/settings/dns-list.ts';
import { privateZoneOf, withoutPrivateLabel } from '../../../src/log/settings/private-zone.ts';
import { knowledge } from '../../support/analyzer.ts';

const ZONES = knowledge.privateZones;
const BACKUP = '5e6f7a8b-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com';
const BLOB = 'ecpstjpe01.blob.core.windows.net';

const read = (text: string) =>
  readDnsList(
    text.split('\n').map((own, index) => ({ line: index + 1, text: own })),
    text,
    ZONES,
  );
const told = (text: string) => read(text).map(({ name, addresses, line }) => [name, addresses.join(' '), line]);

describe('the list is read as it is printed', () => {
  const both = (first: number, second: number) => [
    [BACKUP, '10.12.0.15', first],
    [BLOB, '10.12.0.20 10.12.0.21', second],
  ];

  test.each<[string, string, [number, number]]>([
    [
      'JSON of az',
      `[\n  {\n    "fqdn": "${BACKUP}",\n    "ipAddresses": [\n      "10.12.0.15"\n    ]\n  },\n  {\n    "fqdn": "${BLOB}",\n    "ipAddresses": [\n      "10.12.0.20",\n      "10.12.0.21"\n    ]\n  }\n]`,
      [5, 11],
    ],
    [
      'JSON in one line',
      `[{"fqdn":"${BACKUP}","ipAddresses":["10.12.0.15"]},{"fqdn":"${BLOB}","ipAddresses":["10.12.0.20","10.12.0.21"]}]`,
      [1, 1],
    ],
    [
      'JSON of PowerShell',
      `CustomDnsConfigs : [\n  {\n    "Fqdn": "${BACKUP}",\n    "IpAddresses": [ "10.12.0.15" ]\n  },\n  { "Fqdn": "${BLOB}", "IpAddresses": [ "10.12.0.20", "10.12.0.21" ] }`,
      [4, 6],
    ],
    [
      'YAML',
      `- fqdn: ${BACKUP}\n  ipAddresses:\n  - 10.12.0.15\n- fqdn: ${BLOB}\n  ipAddresses:\n  - 10.12.0.20\n  - 10.12.0.21`,
      [3, 6],
    ],
    [
      "PowerShell's list",
      `Fqdn        : ${BACKUP}\nIpAddresses : {10.12.0.15}\n\nFqdn        : ${BLOB}\nIpAddresses : {10.12.0.20, 10.12.0.21}`,
      [2, 5],
    ],
    [
      'a table with a head',
      `FQDN    IP addresses\n----    ------------\n${BACKUP}    10.12.0.15\n${BLOB}    10.12.0.20 10.12.0.21`,
      [3, 4],
    ],
    [
      "the portal's table with the address first",
      `Network Interface\tIP addresses\tFQDN\nnic-pe\t10.12.0.15\t${BACKUP}\nnic-pe\t10.12.0.20, 10.12.0.21\t${BLOB}`,
      [2, 3],
    ],
    ['PrivateIP.ps1', `${BACKUP} 10.12.0.15\n${BLOB}   10.12.0.20 10.12.0.21\n# privatelink`, [1, 2]],
    [
      'a record set',
      `"fqdn": "${BACKUP}",\n"ipAddresses": [\n"10.12.0.15"\n],\n"provisioningState": "Succeeded",\n"ttl": 10\n"fqdn": "${BLOB.toUpperCase()}",\n"ipAddresses": ["10.12.0.20", "10.12.0.21"]`,
      [3, 8],
    ],
  ])('%s', (_, text, lines) => {
    expect(told(text)).toEqual(both(...lines));
  });

  test('a name that comes again has all its addresses', () => {
    expect(told(`${BACKUP} 10.12.0.15\n${BACKUP} 10.12.0.16`)).toEqual([[BACKUP, '10.12.0.15 10.12.0.16', 1]]);
  });

  test('each name has its zone', () => {
    expect(read(`${BACKUP} 10.12.0.15\n${BLOB} 10.12.0.20`).map(({ zone, service }) => [zone, service])).toEqual([
      ['privatelink.jpe.backup.windowsazure.com', 'backup'],
      ['privatelink.blob.core.windows.net', 'storage'],
    ]);
  });
});

describe('what is no list', () => {
  test.each([
    ['a hosts file', `10.12.0.15\t${BACKUP}`],
    ['a hosts file with blanks', `10.12.0.15   ${BACKUP}`],
    ['a sentence', `connected to ${BACKUP} (10.12.0.15) in 3 ms`],
    [
      'a record of a zone',
      `"aRecords": [ { "ipv4Address": "10.12.0.15" } ],\n"fqdn": "${BACKUP}.",\n"aRecords": [ { "ipv4Address": "10.12.0.16" } ]`,
    ],
    ['an answer of dig', `${BACKUP}. 10 IN A 10.12.0.15`],
    ['an answer of host', `${BACKUP} has address 10.12.0.15`],
    ['a public address', `${BACKUP} 20.60.1.1`],
    ['a name of another service', 'kv01.privatelink.vaultcore.azure.net 10.12.0.15'],
    ['names without addresses', `"fqdn": "${BACKUP}",\n"ipAddresses": []\n"x": "10.12.0.15"`],
    [
      'an address behind an unknown name',
      `"fqdn": "${BACKUP}",\n"fqdn": "kv01.vault.azure.net",\n"ipAddresses": ["10.12.0.15"]`,
    ],
    ['two names in a line', `${BACKUP} ${BLOB} 10.12.0.15`],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([]);
  });

  test('hostile input: names that are none, no end of names, lines without end', () => {
    const hostile = [
      `$(reboot).privatelink.jpe.backup.windowsazure.com 10.12.0.15`,
      `${'a.'.repeat(5000)}privatelink.jpe.backup.windowsazure.com 10.12.0.15`,
      `"fqdn": "${'"'.repeat(5000)}`,
      `x ${'10.0.0.1 '.repeat(20_000)}${BACKUP}`,
    ].join('\n');
    expect(told(hostile)).toEqual([]);
    const many = Array.from({ length: 3000 }, (_, at) => `n${at}.privatelink.jpe.backup.windowsazure.com 10.0.0.4`);
    expect(read(many.join('\n'))).toHaveLength(256);
  });
});

describe('the zone of a name', () => {
  test.each([
    ['x.jpe.backup.windowsazure.com', 'privatelink.jpe.backup.windowsazure.com'],
    ['v-asr-pod01-rcm1.jpe.siterecovery.windowsazure.com', 'privatelink.siterecovery.windowsazure.com'],
    ['v-asr-pod01-rcm1.jpe.privatelink.siterecovery.windowsazure.com', 'privatelink.siterecovery.windowsazure.com'],
    ['q.queue.core.windows.net', 'privatelink.queue.core.windows.net'],
    ['md-abc.z12.blob.storage.azure.net', 'privatelink.blob.storage.azure.net'],
    ['login.microsoft.com', null],
    ['privatelink.blob.core.windows.net', null],
  ])('%s', (name, zone) => {
    expect(privateZoneOf(name, ZONES)?.zone ?? null).toBe(zone);
  });

  test('both forms of a name are one', () => {
    expect(withoutPrivateLabel(BACKUP)).toBe('5e6f7a8b-ab-pod01-fc1.jpe.backup.windowsazure.com');
    expect(withoutPrivateLabel(BLOB)).toBe(BLOB);
  });
});
