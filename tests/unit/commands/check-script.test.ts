import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bashCheck, givenProxy } from '../../../src/commands/check-script.ts';
import { checkedTargets, checkScript, ownNames } from '../../../src/evidence/check-script.ts';
import { EndpointTable } from '../../../src/judge/services.ts';
import { loadCheck } from '../../../src/knowledge/load-files.ts';
import { checkChoice } from '../../support/check-choice.ts';
import { knowledge } from '../../support/analyzer.ts';

const check = loadCheck();

/** What bash has in its list of targets and proxies once it has read the filled lines alone. */
function readBy(script: string): string {
  const lines = script.split('\n').filter((line) => /^(?:target|proxy given) /u.test(line));
  const program = `target() { printf 'target:%s|' "$@"; echo; }; proxy() { printf 'proxy:%s|' "$@"; echo; }\n${lines.join('\n')}\n`;
  return execFileSync('bash', ['-c', program], { encoding: 'utf8' });
}

test('the destinations of a workload and a region, each once', () => {
  expect(checkedTargets(checkChoice({ workloads: ['mars', 'sql'], regions: ['japaneast'] }), check)).toMatchObject([
    { host: 'pod01-manag1.jpe.backup.windowsazure.com', port: 443, service: 'backup' },
    { host: 'pod01-prot1.jpe.backup.windowsazure.com', port: 443 },
    { host: 'ceuswatcab01.blob.core.windows.net', service: 'storage' },
    { host: 'md-dlbrhcw4gn5r.z33.blob.storage.azure.net' },
    { host: 'login.microsoftonline.com', service: 'entra' },
    { host: 'login.windows.net' },
    { host: 'login.microsoft.com' },
  ]);
  expect(checkedTargets(checkChoice({ regions: [] }), check).map(({ service }) => service)).not.toContain('backup');
  expect(checkScript(checkChoice({ workloads: [] }), check)).toBe(null);
});

test('each destination has the service that the table of endpoints gives it', () => {
  const table = new EndpointTable(knowledge);
  const all = checkedTargets(checkChoice({ workloads: check.workloads.map(({ id }) => id) }), check);
  expect(all.length).toBeGreaterThan(12);
  for (const { host, port, service } of all)
    expect([host, table.serviceOfPort(port) ?? table.find(host)?.service]).toEqual([host, service]);
});

test('names of private endpoints are asked for by their public names', () => {
  const list = [
    '5e6f7a8b-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com 10.12.0.15',
    'https://contosostor01.blob.core.windows.net/',
    '10.12.0.16',
    'no name',
  ].join('\n');
  expect(ownNames(list)).toEqual([
    '5e6f7a8b-ab-pod01-fc1.jpe.backup.windowsazure.com',
    'contosostor01.blob.core.windows.net',
  ]);
  const targets = checkedTargets(checkChoice({ names: list }), check);
  expect(targets.slice(-2).map(({ service }) => service)).toEqual(['backup', 'storage']);
});

test.each([
  ['10.1.0.4:3128', '10.1.0.4:3128'],
  ['http://user:secret@proxy.contoso.local:8080/', 'proxy.contoso.local:8080'],
  ['proxy.contoso.local', null],
  ["proxy';id;':80", null],
  ['[fd00::1]:3128', null],
])('a proxy: %s', (given, expected) => {
  expect(givenProxy(given)).toBe(expected);
});

test('bash reads every script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'karte-scripts-'));
  try {
    for (const { code } of check.regions)
      for (const { id } of check.workloads)
        writeFileSync(
          join(folder, `${code}-${id}.sh`),
          checkScript(checkChoice({ workloads: [id], regions: [code] }), check) ?? '',
        );
    execFileSync('bash', ['-c', 'for file in "$1"/*.sh; do bash -n "$file" || exit 1; done', '_', folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('what a stranger wrote never leaves its quotes', () => {
  const hostile = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom("a';id;'b.example", '$(id).example', 'a.example`id`', 'a.example\nid', "x.example'", '-o.example'),
  );
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), hostile, (names, proxy) => {
      const script = checkScript(checkChoice({ names: names.join('\n'), proxy }), check) ?? '';
      const shown = readBy(script);
      const targets = checkedTargets(checkChoice({ names: names.join('\n') }), check);
      const given = givenProxy(proxy);
      const proxies = given === null ? [] : [`proxy:given|proxy:${given}|`];
      expect(shown.trimEnd().split('\n').toSorted()).toEqual(
        [
          ...targets.map(({ service, host, port, path }) =>
            [service, port, host, path ?? '-'].map((word) => `target:${word}|`).join(''),
          ),
          ...proxies,
        ].toSorted(),
      );
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a destination that is no name is left out', () => {
  const targets = [
    { service: 'backup', host: 'good.example', port: 443, path: '/' },
    { service: "x'; id", host: 'good.example', port: 443, path: '/' },
    { service: 'backup', host: 'bad host', port: 443, path: '/' },
    { service: 'backup', host: 'good.example', port: 0, path: '/' },
    { service: 'backup', host: 'good.example', port: 443, path: "/'; id" },
  ];
  const script = bashCheck('# of {{title}}\n# {{targets}}\n# {{proxies}}', { title: 'a\nid', targets, proxy: null });
  expect(script).toBe("# of {{title}}\ntarget 'backup' '443' 'good.example' '/'".replace('{{title}}', 'a id'));
});

test.skipIf(!has('shellcheck'))(
  'ShellCheck has nothing to say',
  () => {
    const script = checkScript(
      checkChoice({ workloads: check.workloads.map(({ id }) => id), proxy: '10.1.0.4:3128' }),
      check,
    );
    expect(execFileSync('shellcheck', ['-s', 'bash', '-'], { input: script ?? '', encoding: 'utf8' })).toBe('');
  },
  60_000,
);

test('it uses nothing that bash 4.2 lacks', () => {
  // ${x@Q} (4.4), wait -n (4.3), declare -n (4.3), EPOCHSECONDS (5.0), mapfile -d (4.4)
  expect(check.scripts.linux).not.toMatch(/\$\{\w+@\w\}|wait -n|declare -n|local -n|EPOCH|mapfile -d|\$\{\w+\[-1\]\}/u);
});

function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}
