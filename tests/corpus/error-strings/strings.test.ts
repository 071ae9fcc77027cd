import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSignatures } from '../../../src/knowledge/load-files.ts';
import { finder } from '../../support/finder.ts';
import { VARIANTS } from '../../support/string-variants.ts';

const signatures = loadSignatures();
const nothing = JSON.parse(readFileSync(new URL('nothing.json', import.meta.url), 'utf8')) as string[];

/** Rows of a table, which have next to no words of their own: broken or with a tail they are no message any more. */
const ROWS = new Set(['dig-question', 'resolve-dnsname-address']);
const BROKEN = new Set(['broken in three', 'wrapped, in a log']);

/** Every signature's examples, changed as people change them, with the rank at which it is found (0 is the first). */
const found = signatures.flatMap(({ id, examples }) =>
  examples.flatMap((example) =>
    Object.entries(VARIANTS).map(([how, change]) => {
      const text = change(example);
      return { id, how, text, rank: finder.explain(text).findIndex((explanation) => explanation.id === id) };
    }),
  ),
);

test('every signature is looked for under at least three texts that are not its own examples', () => {
  const own = new Map(signatures.map(({ id, examples }) => [id, new Set(examples)]));
  for (const { id } of signatures) {
    const texts = new Set(found.filter((entry) => entry.id === id).map(({ text }) => text));
    expect([...texts].filter((text) => own.get(id)?.has(text) !== true).length).toBeGreaterThanOrEqual(3);
  }
});

describe.each(Object.keys(VARIANTS))('%s', (how) => {
  const own = found.filter((entry) => entry.how === how && !(ROWS.has(entry.id) && BROKEN.has(how)));

  test('at least 98 % are found first, all within the first three', () => {
    const first = own.filter(({ rank }) => rank === 0).length;
    expect(own.filter(({ rank }) => rank < 0 || rank > 2)).toEqual([]);
    expect(first / own.length).toBeGreaterThanOrEqual(0.98);
  });
});

test('another case and a missing end are forgiven', () => {
  for (const [text, id] of [
    ['CURL: (60) ssl certificate problem: unable to get local issuer certificate', 'curl-60-issuer-unknown'],
    ['ncat: connection TIMED OUT.', 'nc-timeout'],
    ['The underlying connection was closed: Could not establish trust relationship for the SSL/TLS sec', 'iwr-trust'],
    ['サーバーに接続できません。', 'iwr-connect-failure'],
    ['rror in the HTTP2 framing layer', 'curl-16-http2'],
  ] as const)
    expect(finder.explain(text)[0]?.id).toBe(id);
});

test('what is left is called a resemblance', () => {
  const [cut] = finder.explain('rror in the HTTP2 framing layer');
  expect(cut).toMatchObject({ similar: true });
  expect(cut?.score).toBeLessThan(0.5);
  expect(finder.explain('curl: (16) Error in the HTTP2 framing layer')[0]).toMatchObject({ similar: false });
});

test('of texts about other things at most one is taken for a message', () => {
  expect(nothing.length).toBeGreaterThanOrEqual(300);
  const taken = nothing.filter((text) => finder.explain(text).some(({ similar }) => !similar));
  expect(taken.length).toBeLessThanOrEqual(1);
});

test('what only resembles a message has a score below that of a message', () => {
  const all = [...nothing, ...signatures.flatMap(({ examples }) => examples)].flatMap((text) => finder.explain(text));
  expect(all.filter(({ similar, score }) => similar !== score < 0.5)).toEqual([]);
});

test.each([
  ['curl: (28) Connection timed o', 'curl-28-connect-timeout'],
  ['curl: (60) SSL certificate problem: unable to get local iss...', 'curl-60-issuer-unknown'],
  ['HTTP/1.1 200 Connection establ', 'curl-proxy-established'],
  [
    '以下のエラーです。\n「The underlying connection was closed: Could not establish trust relationship for the SS…」',
    'iwr-trust',
  ],
  ['curl: (56) CONNECT tunnel failed, resp', 'curl-56-connect-other'],
  // a generic message fits as well, but says less of the same text
  ['curl: (97) Received HTTP code 502 from p', 'curl-56-connect-5xx'],
  ['curl: (6) Could not resolve host: pod01.jpe.example.com (Timeout while ', 'curl-28-resolving-timeout'],
])('a message without its end is that message: %s', (text, id) => {
  expect(finder.explain(text)[0]).toMatchObject({ id, similar: false });
});

test.each([
  ['ould not establish trust relationship for the SSL/TLS secure channel', 'iwr-trust'],
  ['…tensionFailedVssWriterInBadState', 'vm-extension-failed-vss-writer-in-bad-state'],
  ['te Recovery Service Agent was unable to connect to Microsoft Azure Backup', 'mars-100050'],
  ['380008', 'vm-380008'],
  ['P/3 409', 'curl-http-409'],
])('a message without its head, and a code alone, resemble it most: %s', (text, id) => {
  expect(finder.explain(text)[0]).toMatchObject({ id, similar: true });
});

test('a code alone is explained, and the messages that have it resemble it', () => {
  expect(finder.explain('エラー 0x80070005').map(({ id, similar }) => ({ id, similar }))).toEqual([
    { id: 'code-win32-5', similar: false },
    { id: 'mars-80070005', similar: true },
  ]);
});

test('a piece of a message that says nothing resembles none', () => {
  for (const text of ['Error Code:', 'Error ID', 'curl: (']) expect(finder.explain(text)).toEqual([]);
});

test('a piece that several messages have is none of them for certain', () => {
  const found = finder.explain('Error Code: UserErrorStorageAccoun');
  expect(found.length).toBeGreaterThan(1);
  expect(found.filter(({ similar }) => !similar)).toEqual([]);
});

test('a piece within the text of another message is no message of its own', () => {
  const [first, ...others] = finder.explain('curl: (8) Weird server reply: Restored database name not in c');
  expect(first).toMatchObject({ id: 'curl-other-protocol', similar: false });
  expect(others.filter(({ similar }) => !similar)).toEqual([]);
});

test('what stands in a banner comes before it, be it only a piece', () => {
  const banner = 'PS>TerminatingError(Invoke-WebRequest): "The remote server returned an error:';
  expect(finder.explain(banner)[0]).toMatchObject({ id: 'iwr-http-error', similar: true });
  const whole = finder.explain(`Error ID 151137 ${banner} (408) Request Timeout."`);
  expect(whole.slice(0, 3).map(({ id }) => id)).toEqual(['iwr-408', 'asr-151137', 'iwr-terminating']);
});

test('words run together are the same message only where it is long', () => {
  expect(finder.explain('Tcp Test Succeeded : False')[0]).toMatchObject({ id: 'tnc-failed', similar: false });
  expect(finder.explain('Status Code: 200').filter(({ similar }) => !similar)).toEqual([]);
});

test('a code in a long text may be any number', () => {
  expect(
    finder.explain(
      '先週の請求書は 380008 円でした。内訳を経理に確認してから、来週の会議で報告します。よろしくお願いします。',
    ),
  ).toEqual([]);
});

test.each([
  ['StatusCode        : 200', 'reachable', 'ok'],
  ['StatusCode        : 404', 'reachable', 'http_error_from_destination'],
  ['StatusCode        : 407', 'unreachable', 'proxy_auth'],
  ['StatusCode        : 470', 'unreachable', 'gateway'],
  ['StatusCode        : 503', 'indeterminate', 'other'],
  ['HTTP/1.1 100 Continue', 'indeterminate', 'other'],
  ['HTTP/2 103', 'indeterminate', 'other'],
  ['HTTP/1.1 499', 'indeterminate', 'other'],
  ['HTTP/1.1 999', 'indeterminate', 'other'],
  ['curl: (22) The requested URL returned error: 404', 'reachable', 'http_error_from_destination'],
  ['Ncat: Proxy returned status code 407.', 'unreachable', 'proxy_auth'],
  ['OSError: Tunnel connection failed: 403 Forbidden', 'unreachable', 'proxy_denied'],
  ['OSError: Tunnel connection failed: 503 Service Unavailable', 'unreachable', 'proxy_upstream'],
])('the verdict of %s is that of its number', (text, verdict, cause) => {
  expect(finder.explain(text)[0]).toMatchObject({ verdict, cause, similar: false });
});

test('a class name is no message: the code behind it tells', () => {
  const [first, ...others] = finder.explain('AdalServiceException: AADSTS700027: Client assertion failed');
  expect(first).toMatchObject({ id: 'aadsts-700027', similar: false });
  expect(others.map(({ id }) => id)).not.toContain('sql-aad-restriction');
  expect(finder.explain('Microsoft.IdentityModel.Clients.ActiveDirectory.AdalServiceException')).toEqual([]);
});

test('the words of a sentence are no code', () => {
  const found = finder.explain('System state backup operation failed as the volume is too large.');
  expect(found.filter(({ similar }) => !similar)).toEqual([]);
});

/** Each example with letters lost, exchanged, and words of other texts around it. */
const mangled = signatures.flatMap(({ examples }) =>
  examples.flatMap((example) => [
    example.replaceAll(/(.{6})./gu, '$1'),
    example.replaceAll(/(.)(.)(.{5})/gu, '$2$1$3'),
    example.split(' ').slice(1, -1).join(' '),
    `${example.slice(0, Math.floor(example.length * 0.7))} timed out`,
  ]),
);
/** Lines that people really paste. */
const pasted = [
  ...new Set(
    ['pastes-linux', 'pastes-windows'].flatMap((folder) => {
      const root = new URL(`../${folder}/`, import.meta.url);
      return readdirSync(root)
        .filter((name) => name.endsWith('.txt'))
        .flatMap((name) => readFileSync(new URL(name, root), 'utf8').split(/\r?\n/u));
    }),
  ),
];

describe('what a text only resembles', () => {
  const verdicts = new Map(signatures.map(({ id, verdict }) => [id, verdict]));
  const near = [...mangled, ...pasted].flatMap((text) =>
    finder
      .explain(text)
      .filter(({ similar }) => similar)
      .map((one) => ({ text, ...one })),
  );

  test('is never an answer of the destination', () => {
    expect(near.length).toBeGreaterThan(1000);
    expect(near.filter(({ verdict, cause }) => verdict === 'reachable' || cause === 'ok')).toEqual([]);
  });

  test('is never the opposite of what the text says', () => {
    const failed = /timed out|timeout|refused|failed|denied|unreachable|失敗|できません|タイムアウト/iu;
    expect(near.filter(({ id, text }) => failed.test(text) && verdicts.get(id) === 'reachable')).toEqual([]);
    const worked = /^(?!.*(?:not|fail|error|unable|timed|refused|could)).*\b(?:succeeded|connected|completed)\b/iu;
    expect(near.filter(({ id, text }) => worked.test(text) && verdicts.get(id) === 'unreachable')).toEqual([]);
  });

  test.each([
    'Tunnel connection was not possible: 403',
    'request canceled (Client.Time exceeded awaiting 408 headers)',
    '[HTTP Failed] GET http://10.0.0.4/machine/?comp=goalstate IOError timed out, 200 attempts',
  ])('%s', (text) => {
    for (const { id, verdict } of finder.explain(text)) expect([id, verdict]).not.toContain('reachable');
  });
});

test('a sentence that ends as a message begins is no message', () => {
  for (const text of ['The backup agent has lost its connection', 'Login with Kerberos: authentication failed'])
    expect(finder.explain(text).filter(({ similar }) => !similar)).toEqual([]);
});

test('two errors are both found, and lines that belong to two are not put together', () => {
  const text = 'curl: (7) Failed to connect to a.example port 443: No route to host\nNcat: Connection timed out.';
  expect(finder.explain(text).map(({ id }) => id)).toEqual(['nc-timeout', 'curl-7-no-route']);
  const inOne = finder.explain('Ncat: Connection refused. / TcpTestSucceeded: False');
  expect(inOne.map(({ id }) => id)).toEqual(['nc-refused', 'tnc-failed']);
});

test('hostile texts are answered', () => {
  for (const text of [
    '',
    '\n'.repeat(5000),
    'a'.repeat(100_000),
    '{text}',
    '（'.repeat(3000),
    '\u0000\uD800',
    '<b>'.repeat(2000),
    '\\n'.repeat(10_000),
    '%'.repeat(3000),
    '&#x;&#99999999;&#xD800;',
    'curl: (7) '.repeat(2000),
    '"curl: (28) Conn..."'.repeat(1000),
  ])
    expect(Array.isArray(finder.explain(text))).toBe(true);
});
