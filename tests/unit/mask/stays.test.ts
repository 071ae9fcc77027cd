import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Mask } from '../../../src/mask/mask.ts';
import { maskAll } from '../../../src/mask/session.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { decode } from '../../../src/text/decode.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { allLogs } from '../../support/corpus.ts';
import { evidence, names } from '../../support/mask-outputs.ts';

const mask = new Mask(knowledge.secrets, names);

describe('what tells nothing of the reader stays', () => {
  test.each([
    // addresses of every machine
    '168.63.129.16:80',
    'curl -H Metadata:true http://169.254.169.254/metadata/instance',
    'inet 127.0.0.1/8 scope host lo',
    'inet6 ::1/128 scope host',
    '0.0.0.0:*',
    'netmask 255.255.255.0 broadcast 255.255.255.255',
    'link/loopback 00:00:00:00:00:00 brd ff:ff:ff:ff:ff:ff',
    // names of services
    'pod01-manag1.jpe.backup.windowsazure.com',
    'pod01-rec2.jpw.backup.windowsazure.com:3260',
    'pod01-rcm1.jpe.hypervrecoverymanager.windowsazure.com',
    'ceuswatcab01.blob.core.windows.net',
    'md-dlbrhcw4gn5r.z33.blob.storage.azure.net',
    'blob.tyo22prdstr02a.store.core.windows.net',
    'jpe-pod01-rec2-s2j8q.ext.trafficmanager.net',
    'jpe-pod01-rec-01.japaneast.cloudapp.azure.com.',
    'www.tm.a.prd.aadg.trafficmanager.net',
    'ak.privatelink.msidentity.com',
    'https://login.microsoftonline.com',
    'login.microsoft.com login.windows.net graph.microsoft.com management.azure.com',
    'https://learn.microsoft.com/ja-jp/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout',
    'https://aka.ms/backup-x',
    'time.windows.com ctldl.windowsupdate.com ocsp.digicert.com',
    'blob.core.windows.net',
    // names of Azure and Windows
    'Microsoft.Compute',
    'Microsoft.RecoveryServices/vaults',
    'Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9192.0',
    'Microsoft.PowerShell.Commands.InvokeWebRequestCommand',
    'System.Net.WebException',
    'NT AUTHORITY\\SYSTEM',
    'NT Service\\AzureWLBackupPluginSvc',
    'BUILTIN\\Administrators',
    'S-1-5-18',
    'C:\\Windows\\System32\\curl.exe',
    'C:\\Program Files\\Microsoft Azure Recovery Services Agent\\Temp\\CBEngineCurr.errlog',
    'C:\\Users\\Public\\Documents',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client',
    '/etc/resolv.conf',
    '/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/1.0.0.1/extension.log',
    '/home/azureuser',
    'root@localhost',
    // published certificates
    'DF3C24F9BFD666761B268073FE06D1CC8D4F82A4',
    'a8:98:5d:3a:65:e5:e5:c4:b2:d7:d6:6d:40:c6:dd:2f:b1:9c:54:36',
    '*  subject: C=US; ST=WA; L=Redmond; O=Microsoft Corporation; CN=*.blob.core.windows.net',
    '*  issuer: C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 04',
    'issuer=C = US, O = DigiCert Inc, OU = www.digicert.com, CN = DigiCert Global Root G2',
    'issuer: O=Zscaler Inc.; CN=Zscaler Intermediate Root CA',
    // versions, numbers, times, codes
    'Ncat: Version 7.93 ( https://nmap.org/ncat )',
    'Linux 4.18.0-513.11.1.el8_9.x86_64',
    'Microsoft Windows NT 10.0.17763.0',
    'curl/7.61.1 OpenSSL/1.1.1k zlib/1.2.11 nghttp2/1.33.0',
    '2026-11-20T01:02:03.123456+09:00',
    '0:02:11 12:34:56 --:--:--',
    '0x80072EE7 0x8007274C AADSTS50034 KB5031364',
    'HTTP/1.1 403 Forbidden',
    'TLS_AES_256_GCM_SHA384 ECDHE-RSA-AES256-GCM-SHA384 X25519',
    'curl: (28) Failed to connect to login.microsoft.com port 443 after 3055 ms: Could not connect to server',
    'Server: Microsoft-IIS/10.0',
    'Via: 1.1 168.63.129.16 (squid/5.7)',
    'x-ms-error-code: AuthenticationFailed',
    // folders, numbers of users, reverse zones, words of PowerShell
    'PWD=/root OLDPWD=/tmp',
    'uid=0(root) gid=0(root) groups=0(root),10(wheel)',
    '2.0.0.127.in-addr.arpa',
    '$pw = Read-Host',
    '2026-11-20 01:02:03 INFO Daemon[9]: x',
    // prompts keep their signs
    'PS C:\\Windows\\system32> Test-NetConnection login.microsoft.com -Port 443',
    'C:\\>nslookup login.microsoft.com',
    '> server 168.63.129.16',
    'bash-4.2$ nc -vz login.microsoft.com 443',
    // stand-ins themselves
    'NAME-1.blob.core.windows.net HOST-2 IP-3:443 IP-P4 USER-1@HOST-2 CheckNWResult_HOST-1_202611200101.log',
  ])('%s', (text) => {
    expect(mask.text(text)).toBe(text);
  });

  test.each([
    ['a prompt', '[taro@web01 ~]$ ls', '[USER-1@HOST-1 ~]$ ls'],
    ['a prompt of Windows', 'PS C:\\Users\\hanako> ls', 'PS C:\\Users\\USER-1> ls'],
    ['an address with its prefix', 'inet 10.77.0.5/24 brd 10.77.0.255', 'inet IP-P1/24 brd IP-P2'],
    ['an address with its port', 'Connected to 10.8.0.13:8080', 'Connected to IP-P1:8080'],
    ['an account', 'https://cachesa01.blob.core.windows.net:443', 'https://NAME-1.blob.core.windows.net:443'],
    [
      'a vault',
      '1234567890123456789-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com',
      'NAME-1-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com',
    ],
    ['the second region', 'cachesa01-secondary.blob.core.windows.net', 'NAME-1-secondary.blob.core.windows.net'],
    ['a virtual machine', 'vm01.japaneast.cloudapp.azure.com', 'NAME-1.japaneast.cloudapp.azure.com'],
    ['a log', 'CheckNWResult_web01_202611041530.log', 'CheckNWResult_HOST-1_202611041530.log'],
    [
      'an ARM id',
      '/subscriptions/6f1a0c1d-3b9e-4c2f-8a7d-5e4b3c2a1f00/resourceGroups/tokyo/providers/Microsoft.Compute/virtualMachines/web01',
      '/subscriptions/GUID-1/resourceGroups/NAME-1/providers/Microsoft.Compute/virtualMachines/NAME-2',
    ],
    [
      'an error of curl',
      'curl: (6) Could not resolve host: web01.example.co.jp',
      'curl: (6) Could not resolve host: HOST-1',
    ],
    ['an issuer', 'issuer: C=JP; O=Example K.K.; CN=Example Root CA', 'issuer: C=JP; O=CERT-1; CN=CERT-2'],
    ['an account of a domain', 'EXAMPLE\\taro logged on', 'DOMAIN-1\\USER-1 logged on'],
    ['a mail', 'mail taro@example.co.jp', 'mail USER-1@HOST-1'],
    ['a proxy', 'https_proxy=http://proxy.example.co.jp:8080', 'https_proxy=http://HOST-1:8080'],
    ['a Japanese sentence', 'ホスト名はweb01です。', 'ホスト名はHOST-1です。'],
  ])('of %s only the name goes', (_, text, hidden) => {
    expect(new Mask(knowledge.secrets, names).text(text)).toBe(hidden);
  });
});

describe('our own words stay', () => {
  const own = new Mask(knowledge.secrets, names);

  test.each(knowledge.diagnoses.map((entry) => [entry.id, entry] as const))(
    'the root cause %s',
    (_, { title, titlePossible, cause, summary, why, steps }) => {
      const texts = textsOf({ title, titlePossible, cause, summary, why, steps }).map((text) =>
        text.replaceAll(/\{\w+\}/gu, '3'),
      );
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.map((text) => own.text(text))).toEqual(texts);
    },
  );

  test('titles and meanings of all messages', () => {
    const texts = knowledge.signatures.flatMap(({ title, meaning }) => [title, meaning]);
    expect(texts.map((text) => own.text(text)).filter((text, at) => text !== texts[at])).toEqual([]);
  });

  test('the paths of the evidence lists still match what they are for', () => {
    const lost: string[] = [];
    for (const { items } of evidence.scenarios) {
      for (const { id, match, paths } of items) {
        for (const path of paths.map((one) => one.replaceAll(/[<{][^>}]*[>}]|\*/gu, 'x').replaceAll('\\', '/'))) {
          const hits = match.filter((one) => new RegExp(one, 'u').test(path.toLowerCase()));
          const masked = own.value(path, 'file').toLowerCase();
          for (const one of hits) if (!new RegExp(one, 'u').test(masked)) lost.push(`${id}: ${path} → ${masked}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });
});

describe('a masked log', () => {
  const folders = ['logs-linux', 'logs-windows', 'pastes-linux', 'pastes-windows', 'not-reachable'];
  const root = new URL('../../corpus/', import.meta.url);
  const logs = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root))
      .filter((name) => /\.(?:log|txt)$/u.test(name))
      .map((name) => [`${folder}/${name}`, decode(readFileSync(new URL(`${folder}/${name}`, root))).text] as const),
  );

  test('there are many', () => {
    expect(logs.length).toBeGreaterThan(150);
    expect(allLogs.length).toBeGreaterThan(20);
  });

  /** Masked logs that tell less when they are read again, because what told it is hidden. */
  const TOLD_LESS: Readonly<Record<string, string>> = {
    'pastes-linux/fortigate-block-page-then-200.txt': 'the name of the certificate that the gateway signed',
    'pastes-windows/cert-store-cb-expired.txt': 'the name of the agent’s certificate, which is that of its host',
    'pastes-windows/certutil-store-my-ja-one-expired.txt':
      'the name of the agent’s certificate, which is that of its host',
    'pastes-windows/resolve-dnsname-timeout-then-servfail.txt': 'a host name that the console broke within a table',
    'pastes-windows/tnc-wrapped-80.txt': 'a host name that the console broke over two lines',
  };

  test.each(logs)('%s is judged as before', (name, text) => {
    const { report } = analyzer.analyzeText('x.log', text);
    const { reports, texts } = maskAll(knowledge.secrets, names, { reports: [{ report, text: 0 }], texts: [text] });
    const [masked = ''] = texts;
    // every line and its number stays
    expect(masked.split(/\r\n|\n|\r/u)).toHaveLength(text.split(/\r\n|\n|\r/u).length);
    expect(verdictsOf(reports[0]?.report ?? report)).toEqual(verdictsOf(report));
    if (TOLD_LESS[name] !== undefined) return;
    const again = analyzer.analyzeText('x.log', masked).report;
    expect(again.diagnosis.map(({ id }) => id)).toEqual(report.diagnosis.map(({ id }) => id));
    expect(verdictsOf(again)).toEqual(verdictsOf(report));
  });
});

/** All strings of a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function verdictsOf({ format, complete, proxy, endpoints }: LogReport): unknown {
  return {
    format,
    complete,
    proxy: proxy.state,
    endpoints: endpoints.map(({ port, service, verdict, dns, tcp, https }) =>
      [port, service, verdict, dns.status, tcp.status, https.status].join(' '),
    ),
  };
}
