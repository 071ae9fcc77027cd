import { describe, expect, test } from 'vitest';
import { loadCodes } from '../../../src/knowledge/load-files.ts';
import { anchorOf, writtenForms } from '../../../src/search/codes.ts';
import { finder } from '../../support/finder.ts';

const { facilities } = loadCodes();
const rows = facilities.flatMap((facility) => facility.codes.map((code) => ({ facility, code })));

/** What is said of a text for certain: the ids. */
function exact(text: string): string[] {
  return finder
    .explain(text)
    .filter(({ similar }) => !similar)
    .map(({ id }) => id);
}

test('the table has the codes of each facility, each once, with its sources', () => {
  expect(Object.fromEntries(facilities.map(({ id, codes }) => [id, codes.length]))).toEqual({
    winhttp: 75,
    winsock: 33,
    dns: 6,
    win32: 23,
    sspi: 75,
    cert: 28,
    'tls-alert': 29,
    vss: 75,
    'vss-writer': 16,
  });
  const anchors = rows.map(({ facility, code }) => anchorOf(facility, code));
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const { code } of rows) expect(code.meaning).toMatch(/。$/u);
  expect(rows.filter(({ code }) => code.signature !== undefined).length).toBeGreaterThan(30);
});

/** Every way to write a code, with a label where its number alone would be too short. */
function notations([facility, code]: Parameters<typeof writtenForms>): string[] {
  const forms = writtenForms(facility, code);
  const [label = 'error '] = facility.labels;
  const decimals = forms.filter((form) => !form.startsWith('0x') && !form.startsWith('-'));
  const hexadecimals = forms.filter((form) => form.startsWith('0x'));
  const signed = forms.filter((form) => form.startsWith('-'));
  return [
    ...decimals.map((form) => (code.number < 9000 ? `${label} ${form}` : form)),
    ...hexadecimals.flatMap((form) => [
      form,
      form.toLowerCase(),
      form.toUpperCase(),
      form.slice(2),
      `HRESULT: ${form}`,
    ]),
    ...signed.flatMap((form) => [form, String(Number(form) + 2 ** 32), `エラー コード: ${form}`]),
    ...code.symbols,
  ];
}

test.each(facilities)('$title: each code is found in every notation', (facility) => {
  const missed = facility.codes.flatMap((code) =>
    notations([facility, code]).filter((text) => {
      // a name that a message has is that message
      const [first = 'code-'] = exact(text);
      return first.startsWith('code-') && first !== `code-${anchorOf(facility, code)}`;
    }),
  );
  expect(missed).toEqual([]);
});

describe('one code', () => {
  test.each<[string, string]>([
    ['0x80072EE2', 'code-winhttp-12002'],
    ['0X80072EE2', 'code-winhttp-12002'],
    ['80072ee2', 'code-winhttp-12002'],
    ['-2147012894', 'code-winhttp-12002'],
    ['2147954402', 'code-winhttp-12002'],
    ['12002', 'code-winhttp-12002'],
    ['WinHTTP 12002', 'code-winhttp-12002'],
    ['HRESULT:0x80072EE2', 'code-winhttp-12002'],
    ['エラー１２００２', 'code-winhttp-12002'],
    ['0x00002EE2', 'code-winhttp-12002'],
    ['Exception from HRESULT: 0x800706BA', 'code-win32-1722'],
    ['The backup failed (0x80042314).', 'code-vss-0x80042314'],
    ['The TLS protocol defined fatal alert code is 40.', 'code-tls-alert-40'],
    ['TLS プロトコルで定義されている致命的なアラート コードは 48 です。', 'code-tls-alert-48'],
    ['State: [8] Failed', 'code-vss-writer-8'],
    ['System error 53 has occurred.', 'code-win32-53'],
    ['access_denied', 'code-tls-alert-49'],
    // the same number of another facility is another error
    ['error 5', 'code-win32-5'],
    ['state: [5]', 'code-vss-writer-5'],
  ])('%s is %s', (text, id) => {
    expect(exact(text)).toEqual([id]);
  });

  test.each([
    '53',
    '443',
    'port 10060 is open',
    'nc -vz a.example 12002',
    '10.0.0.53',
    '2026-11-29 10:00:53',
    'took 12002 ms',
    '1.12002',
    "[Errno 2] No such file or directory: 'config.yaml'",
    'error 5 of the operating system, as a longer text may say it',
    'access_denied by a policy',
    '0x80040999',
    '-5',
    '9999999999',
  ])('%s names none', (text) => {
    expect(exact(text).filter((id) => id.startsWith('code-'))).toEqual([]);
  });
});

test('what is said of a code leads to its place, says what it means and proves nothing', () => {
  const [code, page] = finder.explain('0x80072EE2');
  expect(code).toMatchObject({
    tool: 'windows',
    verdict: 'informational',
    cause: null,
    title: '12002・0x80072EE2・-2147012894 (ERROR_WINHTTP_TIMEOUT、ERROR_INTERNET_TIMEOUT)',
    path: '/errors/codes/#winhttp-12002',
    score: 1,
  });
  expect(code?.meaning).toContain('時間切れ');
  expect(page).toMatchObject({ id: 'winhttp-function', path: '/signatures/winhttp-function/', similar: true });
});

test('a message that explains the text stands before a code in it, or alone', () => {
  expect(exact('Access is denied. (0x80070005)')[0]).toBe('mars-80070005');
  expect(exact('A VSS writer has rejected an event with error 0x800423f2')).toEqual(['vss-8229-timeout']);
});
