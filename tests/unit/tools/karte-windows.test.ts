import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/text/decode.ts';
import { diagnose } from '../../support/analyzer.ts';

/** A log as check.ps1 writes it on a machine where everything is fine; its file has a byte order mark and line ends of Windows. */
const SAMPLE = readFileSync(new URL('./karte-windows.log', import.meta.url), 'utf8');
const BACKUP = 'pod01-prot1.jpe.backup.windowsazure.com';
const ENTRA = 'login.microsoftonline.com';
const PROXY = '10.1.0.4:3128';

function block(what: string, fields: readonly string[]): string {
  return [`##CHECK karte ${what} ##`, ...fields, `##END ${fields.length} ${what} ##`, ''].join('\n');
}

/** The sample with another result of a check. */
function changed(log: string, what: string, ...fields: readonly string[]): string {
  const first = log.indexOf(`##CHECK karte ${what} ##`);
  const end = log.indexOf(`##END `, first);
  expect(first).toBeGreaterThan(0);
  return log.slice(0, first) + block(what, fields) + log.slice(log.indexOf('\n', end) + 1);
}

/** Changes the same check of both destinations. */
function bothChanged(verb: string, port: string, ...fields: readonly string[]): string {
  return [BACKUP, ENTRA].reduce((log, host) => changed(log, `${verb} ${port} ${host} direct`, ...fields), SAMPLE);
}

/** The sample on a machine whose SYSTEM account has a proxy, with what came of it. */
function proxied(...fields: readonly string[]): string {
  const settings = SAMPLE.replace(
    'NT Authority\\System\nProxyEnable: 0\nProxyServer: \n',
    `NT Authority\\System\nProxyEnable: 1\nProxyServer: ${PROXY}\n`,
  );
  expect(settings).not.toBe(SAMPLE);
  let log = settings.replaceAll('for: all', 'for: nobody');
  for (const host of [BACKUP, ENTRA]) {
    const end = log.indexOf('##END ', log.indexOf(`##CHECK karte request 443/tcp ${host}`));
    const at = log.indexOf('\n', end) + 1;
    log = log.slice(0, at) + block(`request 443/tcp ${host} via=${PROXY}`, ['for: all', ...fields]) + log.slice(at);
  }
  return log.replace(': 6 checks', ': 8 checks');
}

const OWN_CA = 'issuer: CN=Contoso Proxy CA, O=Contoso Ltd., C=JP';
const SUBJECT = 'subject: CN=*.backup.windowsazure.com, O=Contoso Ltd.';

interface Seen {
  readonly verdicts: readonly string[];
  readonly first: string | undefined;
  readonly complete: boolean;
}

function seen(text: string): Seen {
  const report = diagnose(text);
  expect(report.format).toBe('karte-check');
  return {
    verdicts: report.endpoints.map(({ verdict }) => verdict),
    first: report.diagnosis[0]?.id,
    complete: report.complete,
  };
}

const UNREACHABLE = ['unreachable', 'unreachable'];

describe('what happened, and what the report says', () => {
  test.each<readonly [string, string, Seen['verdicts'], string]>([
    ['all fine', SAMPLE, ['reachable', 'reachable'], 'all-reachable'],
    [
      'a proxy that wants a login',
      proxied(
        'with: .NET',
        'proxy: 407',
        'status: HTTP/1.1 407 Proxy Authentication Required',
        'header: Proxy-Authenticate: Negotiate',
      ),
      UNREACHABLE,
      'proxy-requires-auth',
    ],
    [
      'a proxy that denies',
      proxied(
        'with: .NET',
        'proxy: 403',
        'status: HTTP/1.1 403 Forbidden',
        'header: X-Squid-Error: ERR_ACCESS_DENIED 0',
      ),
      UNREACHABLE,
      'proxy-denies',
    ],
    ['a proxy that is not there', proxied('with: .NET', 'proxy: timeout'), UNREACHABLE, 'proxy-unreachable'],
    [
      'TLS that is opened on the way',
      bothChanged(
        'request', '443/tcp', 'for: all', 'with: .NET', 'address: 10.9.0.1', 'tcp: ok', 'tls: untrusted', OWN_CA, SUBJECT,
        'verify: failed RemoteCertificateChainErrors UntrustedRoot',
      ), // prettier-ignore
      UNREACHABLE,
      'tls-inspection',
    ],
    [
      'a name that does not exist',
      [BACKUP, ENTRA].reduce(
        (log, host) =>
          changed(
            changed(
              changed(log, `lookup 443/tcp ${host} direct`, 'result: nxdomain', 'server: 10.0.0.4', 'with: .NET, Resolve-DnsName'),
              `connect 443/tcp ${host} direct`, 'tcp: name', 'with: .NET',
            ),
            `request 443/tcp ${host} direct`, 'for: all', 'with: .NET', 'tcp: name',
          ),
        SAMPLE,
      ), // prettier-ignore
      UNREACHABLE,
      'dns-record-missing',
    ],
    [
      'refused by one of them',
      changed(
        changed(SAMPLE, `connect 443/tcp ${BACKUP} direct`, 'tcp: refused', 'with: .NET'),
        `request 443/tcp ${BACKUP} direct`,
        'for: all',
        'with: .NET',
        'address: 20.191.166.134',
        'tcp: refused',
      ),
      ['unreachable', 'reachable'],
      // every tested host of the service refuses: a firewall that rejects is likelier
      'firewall-blocks-service',
    ],
    [
      'silent',
      [BACKUP, ENTRA].reduce(
        (log, host) => changed(log, `connect 443/tcp ${host} direct`, 'tcp: timeout', 'with: .NET'),
        bothChanged('request', '443/tcp', 'for: all', 'with: .NET', 'address: 20.191.166.134', 'tcp: timeout'),
      ),
      UNREACHABLE,
      'firewall-blocks-service',
    ],
  ])('%s', (_, log, verdicts, first) => {
    expect(seen(log)).toEqual({ verdicts, first, complete: true });
    // as the file holds it, and as a paste of it
    const file = decode(new TextEncoder().encode(`\uFEFF${log.replaceAll('\n', '\r\n')}`)).text;
    expect(seen(file)).toEqual({ verdicts, first, complete: true });
    expect(seen(log.replaceAll('\n', '\r\n'))).toEqual({ verdicts, first, complete: true });
  });

  test('through the proxy of SYSTEM', () => {
    const answer = SAMPLE.slice(SAMPLE.indexOf('tls: ok TLSv1.2'), SAMPLE.indexOf('##END 13 request'));
    const log = proxied('with: .NET', 'proxy: ok', ...answer.trimEnd().split('\n'));
    const { endpoints, workloads } = diagnose(log);
    const [backup] = endpoints;
    // its account goes another way than the person who ran the script, and that way was tested: only what was not chosen is missing
    expect(workloads.find(({ id }) => id === 'mars')).toMatchObject({ account: 'local-system', missing: ['storage'] });
    // no settings of this account are shown
    expect(workloads.find(({ id }) => id === 'sql')?.missing).toEqual(['backup', 'storage', 'entra']);
    expect(backup?.verdict).toBe('reachable');
    expect(backup?.routes.map(({ route, verdict }) => `${route} ${verdict}`)).toEqual([
      'proxy reachable',
      'direct reachable',
    ]);
  });
});

describe('what is not known is not said to be fine', () => {
  test('a way that a script of the proxy decides', () => {
    const log = SAMPLE.replaceAll('for: all', 'for: nobody').replace(
      '#### まとめ ####',
      `${block(`request 443/tcp ${BACKUP} via=unknown`, ['for: all', 'proxy: not-tested', 'with: none'])}#### まとめ ####`,
    );
    const report = diagnose(log.replace(': 6 checks', ': 7 checks'));
    expect([report.complete, report.endpoints[0]?.verdict]).toEqual([true, 'indeterminate']);
  });

  test('a certificate whose check did not take place', () => {
    const log = changed(
      SAMPLE,
      `request 443/tcp ${BACKUP} direct`,
      'for: all',
      'with: .NET',
      'tcp: ok',
      'tls: ok TLSv1.2',
      'issuer: CN=Microsoft Azure RSA TLS Issuing CA 04, O=Microsoft Corporation, C=US',
    );
    expect(diagnose(log).endpoints[0]?.verdict).toBe('indeterminate');
  });

  test('an error of the script itself', () => {
    const log = changed(SAMPLE, `request 443/tcp ${BACKUP} direct`, 'for: all', 'error: no');
    expect(diagnose(log).endpoints[0]?.verdict).toBe('indeterminate');
  });

  test('a log that was stopped', () => {
    const at = SAMPLE.indexOf(`##CHECK karte request 443/tcp ${ENTRA}`);
    const rest = `#### 途中で終わりました。結果のない確認 ####\n  request 443/tcp ${ENTRA} direct\n`;
    const report = diagnose(SAMPLE.slice(0, at) + rest);
    expect([report.complete, report.diagnosis[0]?.id]).toEqual([false, 'log-incomplete']);
    expect(report.endpoints.map(({ verdict }) => verdict)).toEqual(['reachable', 'indeterminate']);
  });
});

test('the settings: accounts, WinHTTP, DNS, the default route, TLS', () => {
  const plugin = 'WinInet Proxy settings not found for NT Service\\AzureWLBackupPluginSvc';
  const log = SAMPLE.replace('default-route: via 10.0.3.1 dev Ethernet', 'default-route: none')
    .replace(
      plugin,
      `WinInet settings for NT Service\\AzureWLBackupPluginSvc\nProxyEnable: 1\nProxyServer: ***@10.1.0.4:3128`,
    )
    .replace('Enabled: 1\nDisabledByDefault: 0', 'Enabled: 0\nDisabledByDefault: 1');
  const report = diagnose(log);
  expect(report.proxy.accounts.map(({ account, enabled }) => `${account} ${enabled}`)).toEqual([
    'current-user false',
    'local-system false',
    'workload-plugin true',
    'winhttp false',
  ]);
  expect(report.machine.hostname).toBe('VM-WIN01');
  expect(report.network).toMatchObject({ defaultRoute: { present: false }, dnsServers: [{ address: '10.0.0.4' }] });
  expect(report.tls?.['tls12']?.client).toBe('disabled');
});

test('where small requests alone are answered, the way loses large packets', () => {
  const fields = ['small: 404', 'large: timeout', 'large: timeout', 'with: .NET'];
  const sizes = [BACKUP, ENTRA].map((host) => block(`size 443/tcp ${host} direct`, fields)).join('');
  const end = SAMPLE.indexOf('#### まとめ');
  const log = (SAMPLE.slice(0, end) + sizes + SAMPLE.slice(end)).replace(': 6 checks', ': 8 checks');
  expect(seen(log)).toMatchObject({ first: 'connection-stalls', complete: true });
  expect(seen(log).verdicts).not.toContain('reachable');
});
