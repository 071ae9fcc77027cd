import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Mask } from '../../../src/mask/mask.ts';
import { removeSecrets } from '../../../src/mask/session.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { KINDS, plant, Values } from '../../support/mask-kinds.ts';
import { leaks, outputsOf } from '../../support/mask-outputs.ts';

/** Kinds of the table that are secrets, with the values that must go also from an unmasked copy. */
const SECRETS = new Set([
  'proxy-url',
  'proxy-bare',
  'proxy-special',
  'curl-u',
  'curl-glued',
  'net-use',
  'basic',
  'bearer',
  'jwt',
  'ntlm',
  'cookie',
  'sas',
  'account-key',
  'shared-key',
  'password',
  'password-json',
  'password-option',
  'password-ja',
  'password-xml',
  'client-secret',
  'api-key',
  'function-code',
  'sshpass',
  'github-token',
]);
const kinds = KINDS.filter(([kind]) => SECRETS.has(kind));
describe('secrets go from everything that leaves the page, masked or not', () => {
  test('the table has all kinds', () => {
    expect(kinds).toHaveLength(SECRETS.size);
  });

  test.each(kinds)('%s', (_, ...forms) => {
    for (const [at, form] of forms.entries()) {
      const { text, secrets: pieces } = plant(form, new Values(at + 7));
      expect(pieces.length, form).toBeGreaterThan(0);
      for (const masked of [true, false]) {
        const log = `[root@vm01 ~]# curl -I https://login.microsoftonline.com\n${text}\ncurl: (28) Connection timed out\n${text}\n`;
        const outputs = outputsOf('x.log', log, { masked, request: text });
        expect(leaks(outputs, pieces), text).toEqual([]);
        expect(outputs['markdown'], text).toContain('秘密を除きました (');
        expect(outputs['masked.txt'], text).toContain('秘密を除きました (');
      }
    }
  });
});

describe('an unmasked copy', () => {
  const log = [
    '[taro@vm01 ~]$ curl -I -x http://taro:Pa55w0rd!@proxy.example.co.jp:8080 https://login.microsoftonline.com',
    'curl: (28) Connection timed out after 3000 milliseconds',
    'later someone typed Pa55w0rd! again',
  ].join('\n');
  const { report } = analyzer.analyzeText('vm01.log', log);
  const { report: outgoing, removed } = removeSecrets(knowledge.secrets, report, log);

  test('keeps every name, and says what was removed', () => {
    expect(JSON.stringify(outgoing)).toContain('proxy.example.co.jp');
    expect(outgoing.source.name).toBe('vm01.log');
    expect(outgoing.masking).toEqual({ names: false, hidden: {}, secrets: { password: 1 } });
  });

  test('has the lines with secrets without them, also where nothing but the value shows it', () => {
    expect(removed.map(([line]) => line)).toEqual([1, 3]);
    expect(removed[0]?.[1]).toBe(
      '[taro@vm01 ~]$ curl -I -x http://SECRET@proxy.example.co.jp:8080 https://login.microsoftonline.com',
    );
    expect(removed[1]?.[1]).toBe('later someone typed SECRET again');
  });

  test('of a log without secrets is the very report', () => {
    const plain = analyzer.analyzeText(
      'x.log',
      '[taro@vm01 ~]$ curl -I https://login.microsoftonline.com\ncurl: (28) Connection timed out\n',
    );
    const without = removeSecrets(knowledge.secrets, plain.report, plain.lines.text);
    expect(without.removed).toEqual([]);
    expect(without.report).toBe(plain.report);
  });
});

describe('what is no secret stays', () => {
  const mask = new Mask(knowledge.secrets, null);
  test.each([
    'curl -I https://login.microsoftonline.com',
    'curl: (56) Received HTTP code 407 from proxy after CONNECT',
    'Proxy-Authenticate: Basic realm="proxy"',
    'Proxy-Authenticate: NTLM',
    'WWW-Authenticate: Bearer',
    'x-ms-request-id: 2f1c3c4b-701e-0012-5d34-3b7f1c000000',
    'https://learn.microsoft.com/azure/backup/?code=403',
    'Signature Algorithm: sha256WithRSAEncryption',
    'PublicKeyToken=b03f5f7f11d50a3a',
    'password: (none)',
    'The password is expired.',
    'Unexpected token: <',
    'git@github.com:org/repo',
    'scp x root@vm01:/tmp',
    'mailto:taro@example.co.jp',
    '12:34:56 root@vm01',
    'https://host/path/@scope/package',
    'C:\\x@y',
    'Session ID: 3',
    'net use のエラーです',
    'パスワードの有効期限が切れています。',
  ])('%s', (text) => {
    expect(mask.text(text)).toBe(text);
  });
});

describe('diagnose', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mask-'));
  const file = join(folder, 'vm-secret01.log');
  writeFileSync(
    file,
    [
      '[taro@vm-secret01 ~]$ curl -I -x http://taro:Pa55w0rd!@10.9.8.7:8080 https://login.microsoftonline.com',
      'curl: (28) Connection timed out after 3000 milliseconds',
      '',
    ].join('\n'),
  );
  const diagnose = (
    ...args: string[]
  ): { readonly stdout: string; readonly stderr: string; readonly status: number | null } =>
    spawnSync(process.execPath, ['src/cli.ts', 'diagnose', ...args, file, join(folder, 'no-such-vm02.log')], {
      encoding: 'utf8',
      cwd: new URL('../../../', import.meta.url).pathname,
    });

  test('--mask hides names in text and JSON, also of a file that it cannot read', () => {
    for (const args of [['--mask'], ['--mask', '--json']]) {
      const { stdout, stderr, status } = diagnose(...args);
      expect(status).toBe(2);
      expect(stdout + stderr).not.toMatch(/Pa55w0rd|vm-secret01|vm02|taro|10\.9\.8\.7/u);
      expect(stdout + stderr).toContain('秘密を除きました (パスワード 1)');
      expect(stdout + stderr).toContain('伏せた値の数: ');
      expect(stderr).toContain('読み取れません');
      expect(stdout).toContain('login.microsoftonline.com');
    }
  });

  test('JSON keeps its shape and stands alone on standard output', () => {
    const masked = JSON.parse(diagnose('--mask', '--json').stdout) as Record<string, unknown>[];
    const plain = JSON.parse(diagnose('--json').stdout) as Record<string, unknown>[];
    expect(masked).toHaveLength(2);
    expect(shapeOf(masked)).toEqual(shapeOf(plain));
  });

  test('without --mask only secrets go', () => {
    const { stdout } = diagnose();
    expect(stdout).toContain('vm-secret01.log');
    expect(stdout).not.toContain('Pa55w0rd');
    rmSync(folder, { recursive: true });
  });
});

/** A value with every string, number and flag replaced by its type. What was hidden differs in its counts. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === 'masking' ? 'masking' : shapeOf(entry)]),
  );
}
