import { describe, expect, test } from 'vitest';
import { readExpired } from '../../src/log/states/certificates.ts';
import { readVss } from '../../src/log/states/vss.ts';
import { analyzer, diagnose, knowledge } from '../support/analyzer.ts';

const { vss, certificates } = knowledge.states;
const numbered = (text: string) => text.split('\n').map((own, index) => ({ line: index + 1, text: own }));
const NOW = Date.UTC(2026, 10, 30);

/** What vssadmin prints of one writer. */
const writer = (name: string, state: string, error: string): string =>
  `Writer name: '${name}'
   Writer Id: {a65faa63-5ea8-4ebc-9dbd-a0c4db26912a}
   Writer Instance Id: {1f668bf9-38d6-48e8-81c4-2df60a3fab57}
   State: ${state}
   Last error: ${error}
`;
const inShort = (text: string): string[] =>
  readVss(numbered(text), vss).map(({ lines, params }) => {
    const { word = '', n = '', text: error = '' } = params;
    return [lines.map(({ line }) => line).join('+'), word, n, error].join(' | ');
  });

describe('vssadmin list writers', () => {
  test.each([
    ['[1] Stable', 'No error', []],
    ['[5] Waiting for completion', 'No error', []],
    ['[8] Failed', 'Non-retryable error', ['4+5 | SqlServerWriter | 8 | Non-retryable error']],
    ['[11] Failed', 'No error', ['4+5 | SqlServerWriter | 11 | No error']],
    ['[0] Unknown', 'No error', ['4+5 | SqlServerWriter | 0 | No error']],
    // the last snapshot failed, and the writer rests
    ['[1] Stable', 'Timed out', ['4+5 | SqlServerWriter | 1 | Timed out']],
    // the number decides, not a word that is not known
    ['[1] Stable', 'Kein Fehler', []],
    ['[9] Fehlgeschlagen', 'Zeitüberschreitung', ['4+5 | SqlServerWriter | 9 | Zeitüberschreitung']],
  ])('%s, %s', (state, error, found) => {
    expect(inShort(writer('SqlServerWriter', state, error))).toEqual(found);
  });

  test('each writer is one', () => {
    const text = [
      writer('System Writer', '[1] Stable', 'No error'),
      writer('SqlServerWriter', '[8] Failed', 'Non-retryable error'),
      writer('NTDS', '[10] Failed', 'Timed out'),
    ].join('\n');
    expect(inShort(text)).toEqual([
      '10+11 | SqlServerWriter | 8 | Non-retryable error',
      '16+17 | NTDS | 10 | Timed out',
    ]);
  });

  test('in Japanese', () => {
    const text = `ライター名: 'System Writer'
   ライター Id: {e8132975-6f93-4464-a53e-1050253ae220}
   ライター インスタンス Id: {b1c47cec-0e12-4ac6-b84b-9c1d8292a9f3}
   状態: [9] 失敗
   最後のエラー: タイムアウトしました`;
    expect(inShort(text)).toEqual(['4+5 | System Writer | 9 | タイムアウトしました']);
    expect(inShort(text.replace('[9] 失敗', '[1] 安定'))).toEqual([]);
  });

  test('a piece of it, without the name', () => {
    expect(inShort('   State: [8] Failed\n   Last error: Not responding')).toEqual(['1+2 |  | 8 | Not responding']);
  });

  test('states and errors of other programs are none of a writer', () => {
    expect(inShort('State: Failed\nLast error: Timed out\nState: 8')).toEqual([]);
  });
});

test('of providers those of another maker', () => {
  const text = [
    'Microsoft Software Shadow Copy provider 1.0',
    'Hyper-V IC Software Shadow Copy Provider',
    'Contoso VSS Provider',
  ]
    .map((name) => `Provider name: '${name}'\n   Provider type: Software\n`)
    .join('\n');
  expect(inShort(text)).toEqual(['7 | Contoso VSS Provider |  | ']);
});

describe('certificates of the MARS agent', () => {
  const expired = (text: string): string[] =>
    readExpired(numbered(text), certificates, NOW).map(({ lines: [{ line }], params }) =>
      [line, params['word'], params['text']].join(' '),
    );

  test.each([
    [
      'certutil -store',
      `================ Certificate 0 ================
Serial Number: 1a2b3c4d5e6f708192a3b4c5d6e7f801
 NotBefore: 3/1/2024 9:00 AM
 NotAfter: 3/1/2026 9:00 AM
Subject: CN=CB_VM01.contoso.local
Cert Hash(sha1): 0123456789abcdef0123456789abcdef01234567`,
      ['5 CB_VM01.contoso.local 2026-03-01'],
    ],
    [
      'in Japanese',
      `この日以前: 2026/03/01 9:00\nサブジェクト: CN=CB_VM01.contoso.local\n証明書ハッシュ(sha1): 0123456789abcdef0123456789abcdef01234567`,
      ['2 CB_VM01.contoso.local 2026-03-01'],
    ],
    [
      'Format-List',
      `Subject    : CN=CB_VM01.contoso.local\nThumbprint : 0123456789ABCDEF0123456789ABCDEF01234567\nNotAfter   : 2026/03/01 9:00:00`,
      ['1 CB_VM01.contoso.local 2026-03-01'],
    ],
    [
      'openssl x509 -text',
      `        Validity
            Not Before: Mar  1 09:00:00 2024 GMT
            Not After : Mar  1 09:00:00 2026 GMT
        Subject: CN = CB_VM01.contoso.local`,
      ['4 CB_VM01.contoso.local 2026-03-01'],
    ],
    ['one that is valid', 'Subject: CN=CB_VM01.contoso.local\nNotAfter: 2027/03/01 9:00', []],
    ['of a vault’s credentials', 'Subject: CN=CB_RSV-LRS-12-31-2021-vaultcredentials\nNotAfter: 2022/01/10 9:00', []],
    ['without its time', 'Subject: CN=CB_VM01.contoso.local', []],
    ['of another', 'Subject: CN=CRP Certificate Generator\nNotAfter: 2026/03/01 9:00\nSubject: CN=x, O=CB_y', []],
  ])('%s', (_, text, found) => {
    expect(expired(text)).toEqual(found);
  });
});

describe('in a report', () => {
  const short = (text: string) => {
    const { format, diagnosis, findings, unread, endpoints } = diagnose(text);
    return {
      format,
      root: diagnosis[0]?.id,
      findings: findings.map(({ signature, lines, line }) => `${signature} ${(lines ?? [line]).join(' ')}`),
      unread: unread.length,
      endpoints: endpoints.length,
    };
  };

  test('writers that failed, without and behind their command', () => {
    const text = writer('SqlServerWriter', '[8] Failed', 'Non-retryable error');
    expect(short(text)).toEqual({
      format: 'vssadmin',
      root: 'vss-writer-failed',
      findings: ['vssadmin-writer-failed 4 5'],
      unread: 0,
      endpoints: 0,
    });
    expect(short(`C:\\>vssadmin list writers\n${text}\nC:\\>`)).toMatchObject({
      format: 'terminal',
      root: 'vss-writer-failed',
      findings: ['vssadmin-writer-failed 5 6'],
      unread: 0,
    });
    expect(short(`   State: [8] Failed\n   Last error: Timed out\n`)).toMatchObject({ root: 'vss-writer-failed' });
  });

  test('writers that are well are no finding', () => {
    expect(short(writer('SqlServerWriter', '[1] Stable', 'No error'))).toMatchObject({
      format: 'vssadmin',
      root: 'nothing-tested',
      findings: [],
    });
  });

  test('beside a check, a writer explains no endpoint', () => {
    const check = 'Ncat: Connection timed out.\n';
    const text = `$ nc -vz pod01-prot1.jpe.backup.windowsazure.com 443\n${check}PS C:\\> vssadmin list writers\n${writer('NTDS', '[8] Failed', 'Timed out')}`;
    const { diagnosis, endpoints } = diagnose(text);
    expect(endpoints.map(({ verdict }) => verdict)).toEqual(['unreachable']);
    expect(diagnosis[0]?.id).not.toBe('vss-writer-failed');
    expect(diagnosis.map(({ id }) => id)).toContain('vss-writer-failed');
  });

  test('writers that failed are named, with the error that all of them have', () => {
    const text = writer('NTDS', '[10] Failed', 'Timed out') + writer('SqlServerWriter', '[10] Failed', 'Timed out');
    const [root] = diagnose(text).diagnosis;
    expect(root?.params).toMatchObject({ writers: 'NTDS、SqlServerWriter', error: 'Timed out' });
  });

  test('a certificate of the agent that is over', () => {
    expect(
      short(
        'PS C:\\> Get-ChildItem Cert:\\LocalMachine\\My | fl Subject, NotAfter\n\nSubject  : CN=CB_VM01.contoso.local\nNotAfter : 2022/03/01 9:00:00\n',
      ),
    ).toMatchObject({
      format: 'terminal',
      root: 'certificate-expired',
      findings: ['mars-certificate-expired 3'],
      unread: 0,
    });
  });

  test('without a moment at which it is read, no certificate is over', () => {
    const text = 'Subject  : CN=CB_VM01.contoso.local\nNotAfter : 2022/03/01 9:00:00\n';
    const over = (now?: number): string[] =>
      analyzer.analyzeText('', text, { now }).report.findings.map(({ signature }) => signature);
    expect(over()).toEqual([]);
    expect(over(Date.UTC(2022, 1, 27))).toEqual([]);
    expect(over(Date.UTC(2022, 2, 3))).toEqual(['mars-certificate-expired']);
  });

  test('what certutil could not fetch, and its last line proves nothing', () => {
    const text = `  ----------------  Certificate CDP  ----------------
  Failed "CDP" Time: 0
    Error retrieving URL: The operation timed out 0x80072ee2 (WIN32: 12002)
    http://crl3.digicert.com/x.crl
CertUtil: -verify command completed successfully.
`;
    expect(short(`C:\\>certutil -f -urlfetch -verify C:\\Temp\\login.cer\n${text}`)).toMatchObject({
      root: 'revocation-unreachable',
      unread: 0,
      endpoints: 0,
    });
    expect(short(text)).toMatchObject({ format: 'certificates', root: 'revocation-unreachable' });
  });
});
