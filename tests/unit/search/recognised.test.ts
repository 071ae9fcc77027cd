import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSignatures } from '../../../src/knowledge/load-files.ts';
import type { Row } from '../../../src/search/entry.ts';
import { finder } from '../../support/finder.ts';

function first(query: string): Pick<Row, 'url' | 'certain'> | null {
  const [row] = finder.search(query);
  return row === undefined ? null : { url: row.url, certain: row.certain };
}

describe('an identifier is one in its case, with its joints and its ends', () => {
  test.each([
    ['Error code: BackUpOperationFailed', 'vm-back-up-operation-failed'],
    ['"UserErrorInvalidBackint"', 'hana-user-error-invalid-backint'],
    ["'FileShareNotFound'", 'afs-file-share-not-found'],
    ['{"code":"GuestAgentSnapshotTaskStatusError","x":1}', 'vm-guest-agent-snapshot-task-status-error'],
    ['UserErrorGuestAgent\nStatusUnavailable', 'vm-user-error-guest-agent-status-unavailable'],
  ])('%s', (query, id) => {
    expect(first(query)).toEqual({ url: `/signatures/${id}/`, certain: true });
  });

  test.each([
    'Veeam: backup operation failed',
    'file share not found on server nas01',
    'usererrorinvalidbackint',
    'XFileShareNotFound',
    'FileShareNotFoundInRegion',
  ])('%s is none', (query) => {
    expect(finder.search(query).filter(({ certain }) => certain)).toEqual([]);
  });
});

describe('a number behind what calls it a code', () => {
  test.each([
    ['Error code: 320001', 'vm-320001'],
    ['ID 34513', 'mars-34513'],
    ['(ID: 34513)', 'mars-34513'],
    ['エラー コード: 151195', 'asr-151195'],
    ['エラーコード：１５１１９５', 'asr-151195'],
    ['error 0x24A51', 'asr-150097'],
    [`${'The job was started by the schedule of the policy. '.repeat(20)} Error code 151195`, 'asr-151195'],
  ])('%s', (query, id) => {
    expect(first(query)).toEqual({ url: `/signatures/${id}/`, certain: true });
  });

  test.each([
    ['エラー コード: 151999', '/errors/#tool=site-recovery'],
    ['(0x186A0)', '/errors/#tool=mars'],
    ['Error code: 999999', '/errors/codes/'],
  ])('%s is unknown, and the row says so and names the family', (query, url) => {
    const [row] = finder.search(query);
    expect(row).toMatchObject({ kind: 'no-code', url, certain: false });
    expect(row?.title).toContain('このコードのページはありません');
  });

  test.each(['took 151195 ms', 'line 34513', '2026-11-30 34513'])('%s has no code', (query) => {
    expect(finder.search(query).filter(({ certain }) => certain)).toEqual([]);
  });
});

describe('hosts, addresses and URLs', () => {
  test.each([
    ['contosostore01.blob.core.windows.net/?comp=list', '/reference/endpoints/'],
    ['https://contosostore01.blob.core.windows.net/?comp=list', '/reference/endpoints/'],
    ['5e6f7a8b-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com', '/guide/private-endpoint/'],
    ['169.254.169.254', '/reference/peers/#imds'],
    ['10.20.30.40', '/reference/peers/#rfc1918'],
    ['172.16.0.1:443', '/reference/peers/#rfc1918'],
    ['fe80::1', '/reference/peers/#ipv6-linklocal'],
    ['crl3.digicert.com', '/diagnoses/revocation-unreachable/'],
    ['http://crl3.digicert.com/DigiCertGlobalRootG2.crl', '/diagnoses/revocation-unreachable/'],
  ])('%s', (query, url) => {
    const row = first(query);
    expect(row?.certain).toBe(true);
    expect(row?.url.startsWith(url)).toBe(true);
  });

  test.each(['8.8.8.8', 'www.example.org', 'a:b:c', '1.2.3', 'blob.core.windows.net.example.org'])(
    '%s is nobody’s',
    (query) => {
      expect(finder.search(query).filter(({ certain }) => certain)).toEqual([]);
    },
  );
});

describe('names of things', () => {
  test.each([
    ['waagent.log', '/guide/evidence/'],
    ['/var/log/waagent.log', '/guide/evidence/'],
    ['CheckNWResult_vm01_202603021154.log', '/guide/linux-check/'],
    ['AzureBackup_Check_NW_vm01.log', '/guide/windows-check/'],
    ['CBEngineCurr.errlog', '/guide/evidence/'],
    ['Test-NetConnection', '/guide/windows-check/'],
    ['test-netconnection', '/guide/windows-check/'],
    ['AzureActiveDirectory', '/reference/endpoints/'],
    ['Storage.JapanEast', '/reference/endpoints/'],
    ['東日本', '/reference/endpoints/#regions'],
  ])('%s', (query, url) => {
    const row = first(query);
    expect(row?.certain).toBe(true);
    expect(row?.url.startsWith(url)).toBe(true);
  });

  test.each(['azureactivedirectory', 'Storage.Nowhere', 'report.docx'])('%s is no name for certain', (query) => {
    expect(finder.search(query).filter(({ certain }) => certain)).toEqual([]);
  });
});

test('what a text only resembles never says the opposite, and stands behind what is certain', () => {
  const rows = finder.search('Error code: UserErrorInvalidBackint. hdbbackint executable');
  expect(rows.map(({ similar }) => similar).lastIndexOf(false)).toBeGreaterThanOrEqual(0);
  expect(rows[0]).toMatchObject({ certain: true, similar: false });
  for (const text of ['Ncat: Connection refused by', 'Connection timed'])
    expect(finder.search(text).filter(({ similar, verdict }) => similar && verdict === 'reachable')).toEqual([]);
});

/** Messages whose examples are certain as they are: their patterns are more than a word. */
const messages = loadSignatures().flatMap(({ id, examples }) =>
  examples
    .map((example) => ({ id, text: example.trim() }))
    .filter(({ text }) => text.length >= 30 && !text.includes('\n')),
);

const noise = fc.oneof(
  fc.uuid(),
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('[INFO]', 'WARN', 'job', 'attempt', 'vm01', 'thread-12', '対象', 'please help'),
);

test('noise words, time stamps and GUIDs never lose a recognised message', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...messages),
      fc.array(noise, { minLength: 1, maxLength: 4 }),
      fc.array(noise, { maxLength: 3 }),
      ({ id, text }, before, after) => {
        const rows = finder.search(`${before.join(' ')}\n${text}\n${after.join(' ')}`);
        return rows.some(({ url, certain }) => certain && url === `/signatures/${id}/`);
      },
    ),
    { numRuns: 300, seed: 17 },
  );
});

/** Identifiers that are a pattern of their own. */
const identifiers = loadSignatures().flatMap(({ id, patterns }) =>
  patterns.filter((pattern) => /^(?:[A-Z][a-z0-9]+){3,}$/u.test(pattern)).map((name) => ({ id, name })),
);

test('an identifier without one of its letters is never exact', () => {
  expect(identifiers.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.constantFrom(...identifiers), fc.nat(), ({ id, name }, at) => {
      const place = at % name.length;
      const rows = finder.search(name.slice(0, place) + name.slice(place + 1));
      return rows.every(({ url, certain }) => !certain || url !== `/signatures/${id}/`);
    }),
    { numRuns: 300, seed: 17 },
  );
});
