import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const told = (text: string) =>
  diagnose(text).endpoints.map(
    ({ host, port, verdict, tcp, dns }) => `${host}:${port} ${verdict} ${tcp.cause ?? dns.cause ?? ''}`,
  );

test('the sample: silence proves nothing, and the number says what failed', () => {
  expect(told(readFileSync(new URL('mount-cifs.log', import.meta.url), 'utf8'))).toEqual([
    'a.example:445 unreachable timeout',
    'b.example:445 unreachable refused',
    'c.example:5445 indeterminate other',
    'd.example:445 indeterminate other',
    'e.example:445 unreachable dns',
    'f.example:445 indeterminate other',
  ]);
});

test.each<[string, string, string]>([
  ['a timeout', 'mount error(115): Operation now in progress', 'direct: tcp failed timeout 2'],
  ['no way', 'mount error(101): Network is unreachable', 'direct: tcp failed route 2'],
  ['no host', 'mount error(113): No route to host', 'direct: tcp failed host_unreachable 2'],
  ['no name', 'mount error: could not resolve address for a.example: Unknown error', 'direct: dns failed dns 2'],
  ['a number of something else', 'mount error(2): No such file or directory', 'direct: '],
])('%s', (_, line, layers) => {
  expect(shown(probeOf(`$ mount -t cifs //a.example/share /mnt\n${line}\n`))).toBe(layers);
});

test('the address that it could not connect to is shown, and the line that decided', () => {
  const probe = probeOf(
    '$ mount.cifs //a.example/s /m\nmount error(113): could not connect to 20.60.1.2Unable to find\n',
  );
  expect(probe.detail.addresses).toEqual(['20.60.1.2']);
  expect([probe.signature, probe.cause]).toEqual(['mount-cifs-error', 'host_unreachable']);
});

test('a failure alone is one of a destination that nobody knows, at the port of SMB', () => {
  expect(told('mount error(110): Connection timed out\n')).toEqual([':445 unreachable timeout']);
});

test.each(['mount', 'mount -a', 'mount /dev/sdb1 /mnt', 'mount -t nfs a.example:/x /mnt', 'mount.cifs x /mnt'])(
  '%s asks for no share',
  (command) => {
    expect(diagnose(`$ ${command}\n$ `).endpoints).toEqual([]);
  },
);

test('prose that begins with mount is no command', () => {
  expect(diagnose('mount error is what it said\nmount the disk again\n').unread).toEqual([]);
});

test('a mount to another address than that of the name proves nothing for the name', () => {
  const command = 'mount -t cifs //a.example/s /m -o username=x,ip=10.0.0.4';
  expect(probeOf(`$ ${command}\nmount error(110): Connection timed out\n`).status).toBe('unreachable');
});

describe('AzFileDiagnostics', () => {
  const NAMED = '2026-11-30T12:14:16.922Z Storage account FQDN is a.example.net\n';
  const SAYS = '2026-11-30T12:14:16.977Z Port 445 is reachable from this client.\n';
  const FAILS =
    '2026-11-30T12:14:16.977Z Error: Port 445 is not reachable from this client and the error is Connection Timeout or Error happens\n';

  test('names the account, and lines below says whether its port is open', () => {
    expect(told(`${NAMED}2026-11-30T12:14:16.925Z Getting the Iptables policies\n${SAYS}`)).toEqual([
      'a.example.net:445 reachable ok',
    ]);
    expect(told(NAMED + FAILS)).toEqual(['a.example.net:445 unreachable other']);
    expect(told(`${NAMED}mount error(115): Operation now in progress\n`)).toEqual([
      'a.example.net:445 unreachable timeout',
    ]);
  });

  test('what Ncat printed for a connection that it made is no failure', () => {
    const ncat =
      'Error: Port 445 is not reachable from this client and the error is Ncat: Connected to 20.60.1.1:445.\n';
    expect(told(NAMED + ncat)).not.toContain('a.example.net:445 unreachable other');
    expect(told(NAMED + ncat)).not.toContain('a.example.net:445 reachable ok');
  });

  test('an open port without its account, or behind another one, proves nothing', () => {
    expect(told(SAYS).filter((one) => one.includes('reachable ok'))).toEqual([]);
    expect(told(NAMED + NAMED.replace('a.', 'b.') + SAYS)).toEqual(['b.example.net:445 reachable ok']);
    expect(told(NAMED + 'x\n'.repeat(40) + SAYS).filter((one) => one.startsWith('a.example'))).toEqual([]);
  });
});
