import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `$ nslookup ${HOST}\nServer:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\nName:\t${HOST}\nAddress: 20.1.1.1\n`,
    'direct: dns ok 6',
  ],
  [`$ nslookup ${HOST}\n** server can't find ${HOST}: NXDOMAIN\n`, 'direct: dns failed dns_nxdomain 2'],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});

const POD = 'pod01-prot1.jpe.backup.windowsazure.com';
const SERVER = 'Server:  dns.google\nAddress:  8.8.8.8\n\n';
const DEFAULT = 'Default Server:  dc01.contoso.example\nAddress:  10.0.0.4\n\n';
const FOUND = `Non-authoritative answer:\nName:    jpe-pod01.japaneast.cloudapp.azure.com\nAddress:  20.1.1.1\nAliases:  ${POD}\n          jpe-pod01.ext.trafficmanager.net\n\n`;
const BIND = 'Server:\t\t8.8.8.8\nAddress:\t8.8.8.8#53\n\n';
const DEBUG = `------------\nGot answer:\n    HEADER:\n        opcode = QUERY, id = 2, rcode = NXDOMAIN\n\n    QUESTIONS:\n        ${POD}, type = A, class = IN\n    AUTHORITY RECORDS:\n    ->  windowsazure.com\n        primary name server = ns1-205.azure-dns.com\n\n------------\n`;
const RESOLVED = `${POD}:443 resolved ok 20.1.1.1 → not_run`;
const MISSING = `${POD}:443 failed dns_nxdomain → unreachable`;

test.each<[string, string, string[]]>([
  ['an answer alone: the name that was asked for, not the server', SERVER + FOUND, [RESOLVED]],
  [
    'the same of BIND',
    `${BIND}Non-authoritative answer:\n${POD}\tcanonical name = jpe-pod01.ext.trafficmanager.net.\nName:\tjpe-pod01.ext.trafficmanager.net\nAddress: 20.1.1.1\n\n`,
    [RESOLVED],
  ],
  ['a failure alone', `${SERVER}*** dns.google can't find ${POD}.: Non-existent domain\n`, [MISSING]],
  [
    'a server without a name',
    `nslookup: couldn't get address for 'dns01.contoso.example': not found\n`,
    [':443 failed dns → unreachable'],
  ],
  [
    '-debug of Windows',
    `C:\\>nslookup -debug ${POD}.\n${SERVER}${DEBUG}*** dns.google can't find ${POD}.: Non-existent domain\n`,
    [MISSING],
  ],
  ['-debug alone', `${SERVER}${DEBUG}*** dns.google can't find ${POD}.: Non-existent domain\n`, [MISSING]],
  ['its own prompt', `C:\\>nslookup\n${DEFAULT}> ${POD}\n${SERVER}${FOUND}> exit\n`, [RESOLVED]],
  [
    'the same without the command',
    `${DEFAULT}> set debug\n> ${POD}.\n${SERVER}${DEBUG}*** dns.google can't find ${POD}.: Non-existent domain\n>\n`,
    [MISSING],
  ],
  ['nothing but the server', DEFAULT, []],
  [
    'its own prompt of BIND, without an answer',
    `$ nslookup\n> ${POD}\n;; communications error to 10.0.0.4#53: timed out\n;; no servers could be reached\n\n> exit\n`,
    [`${POD}:443 failed dns_timeout → unreachable`],
  ],
  [
    'a server that was chosen is not the machine’s own',
    `C:\\>nslookup\n${DEFAULT}> ${POD}\n${SERVER}*** dns.google can't find ${POD}: Non-existent domain\n> server 8.8.8.8\nDefault Server:  dns.google\nAddress:  8.8.8.8\n\n> ${POD}\n${SERVER}${FOUND}`,
    [MISSING],
  ],
  [
    'the servers of a zone',
    `C:\\>nslookup\n${DEFAULT}> set type=ns\n> contoso.example\n${SERVER}contoso.example nameserver = ns1.contoso.example\n`,
    [],
  ],
  [
    'the mail of a domain',
    `$ nslookup -type=mx contoso.example\n${BIND}contoso.example\tmail exchanger = 10 x.contoso.example.\n`,
    [],
  ],
  ['the name behind an address', '$ nslookup 20.1.1.1\n1.1.1.20.in-addr.arpa\tname = x.contoso.example.\n\n', []],
  ['behind its prompt a shell’s own', `$ nslookup\n> exit\n$ cat x\n> ${POD}\n`, []],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});

test('what was typed at its prompt is read, and the call itself is not unread', () => {
  expect(diagnose(`$ nslookup\n> ${POD}\n${BIND}** server can't find ${POD}: NXDOMAIN\n> exit\n`).unread).toEqual([]);
  expect(diagnose('$ nslookup\n> exit\n').unread).toHaveLength(1);
});

test('a canonical name that the next line holds', () => {
  const text = `$ nslookup ${POD}\n${BIND}${POD}\n\tcanonical name = jpe-pod01.ext.trafficmanager.net.\nName:\tjpe-pod01.ext.trafficmanager.net\nAddress: 20.1.1.1\n`;
  expect(probeOf(text).detail.cnames).toEqual(['jpe-pod01.ext.trafficmanager.net']);
});
