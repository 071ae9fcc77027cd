import { describe, expect, test } from 'vitest';
import type { Cause } from '../../../src/model/probe.ts';
import type { MatchedLine } from '../../../src/session/matched-line.ts';
import type { RawProbe } from '../../../src/session/raw-probe.ts';
import { cmdletOptions } from '../../../src/tools/cmdlet.ts';
import { isLocal } from '../../../src/tools/local.ts';
import {
  addressesOf,
  brokenOff,
  decidedBy,
  failedLayers,
  isUnconnected,
  mostTelling,
  shownBy,
  undecided,
  withoutSuccess,
  withVerdict,
  type ProbeContext,
} from '../../../src/tools/outcome.ts';
import { SYSTEM } from '../../support/connections.ts';
import { causeOfProxy, isAmbiguous, isFinal } from '../../../src/tools/status.ts';

describe('what the operating system says', () => {
  test.each<[string, Cause | null]>([
    ['Connection refused', 'refused'],
    ['接続を拒否されました', 'refused'],
    ['Connection timed out', 'timeout'],
    ['Operation timed out', 'timeout'],
    ['接続がタイムアウトしました', 'timeout'],
    ['No route to host', 'host_unreachable'],
    ['ホストへの経路がありません', 'host_unreachable'],
    ['Host is unreachable', 'host_unreachable'],
    ['Network is unreachable', 'route'],
    ['ネットワークに届きません', 'route'],
    ['Network unreachable', 'route'],
    ['Operation not permitted', 'local'],
    ['許可されていない操作です', 'local'],
    ['Permission denied', 'local'],
    ['許可がありません', 'local'],
    ['Bad access', 'local'],
    ['Connection reset by peer', 'reset'],
    ['x Connection refused', null],
    ['', null],
  ])('%s', (sentence, cause) => {
    expect(SYSTEM.causeOf(sentence)).toBe(cause);
    if (cause !== null) expect(SYSTEM.causeOf(`${sentence} (x)`)).toBe(cause);
  });
});

describe('status codes', () => {
  test('final answers are those that are registered', () => {
    const final = Array.from({ length: 600 }, (_, status) => status).filter(isFinal);
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
    expect(final).toEqual([
      ...range(200, 208),
      226,
      ...range(300, 308),
      ...range(400, 418),
      ...range(421, 426),
      428,
      429,
      431,
      451,
      ...range(500, 508),
      510,
      511,
    ]);
  });

  test.each<[number, Cause]>([
    [407, 'proxy_auth'],
    [500, 'proxy_upstream'],
    [502, 'proxy_upstream'],
    [503, 'proxy_upstream'],
    [504, 'proxy_upstream'],
    [501, 'proxy_denied'],
    [403, 'proxy_denied'],
    [0, 'proxy_denied'],
  ])('a proxy that says %i', (status, cause) => {
    expect(causeOfProxy(status)).toBe(cause);
  });

  test.each<[number, boolean]>([
    [403, true],
    [407, true],
    [500, true],
    [599, true],
    [404, false],
    [499, false],
    [200, false],
  ])('%i may be that of a device between: %s', (status, ambiguous) => {
    expect(isAmbiguous(status)).toBe(ambiguous);
  });
});

test.each<[string | null, boolean]>([
  ['localhost', true],
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['10.0.0.4', false],
  ['a.example', false],
  ['0.example', false],
  [null, false],
])('%s is the machine itself: %s', (host, local) => {
  expect(isLocal(host)).toBe(local);
});

test('parameters of a cmdlet are its own, those of every cmdlet, and switches without a value', () => {
  const { values, names, ...others } = cmdletOptions('uri proxy', { u: 'uri' });
  expect(others).toEqual({ short: {}, aliases: { u: 'uri' }, singleHyphen: true });
  expect([...values].slice(0, 2)).toEqual(['uri', 'proxy']);
  for (const name of ['erroraction', 'ea', 'warningaction', 'wv', 'outvariable', 'ov', 'outbuffer', 'pipelinevariable'])
    expect(values).toContain(name);
  for (const name of ['usebasicparsing', 'skipcertificatecheck', 'noproxy', 'verbose', 'debug', 'disablekeepalive']) {
    expect(names).toContain(name);
    expect(values).not.toContain(name);
  }
  expect(names).toEqual(expect.arrayContaining([...values]));
  expect(cmdletOptions('').aliases).toEqual({});
});

interface Said {
  readonly verdict?: string;
  readonly cause?: Cause;
  readonly layer?: string;
  readonly ip?: string;
}
const line = ({ verdict = 'unreachable', cause, layer = 'tcp', ip }: Said, at = 7): MatchedLine =>
  ({
    line: at,
    text: '',
    match: { signature: { verdict, cause, layer }, values: ip === undefined ? {} : { ip } },
  }) as unknown as MatchedLine;
const probe = (lines: readonly Said[], interrupted = false): RawProbe =>
  ({ matches: lines.map((said, at) => line(said, at + 1)), interrupted }) as unknown as RawProbe;
const OPEN = { cutOff: false } as ProbeContext;
const CUT = { cutOff: true } as ProbeContext;

describe('outcomes', () => {
  test('a line decides as its signature says', () => {
    const said = line({ verdict: 'reachable', cause: 'ok' });
    expect(decidedBy(said, { exitCode: 0 })).toEqual({
      status: 'reachable',
      cause: 'ok',
      decisive: said,
      detail: { exitCode: 0 },
    });
    expect(decidedBy(line({ verdict: 'informational' }))).toMatchObject({
      status: 'indeterminate',
      cause: 'other',
      detail: {},
    });
  });

  test('a line shows what is known otherwise', () => {
    const said = line({});
    expect(shownBy(said, 'reachable', 'ok')).toEqual({ status: 'reachable', cause: 'ok', decisive: said, detail: {} });
  });

  test('without a telling line: cut off, or nothing', () => {
    expect(undecided(CUT)).toEqual({ status: 'incomplete', cause: 'interrupted', decisive: null, detail: {} });
    expect(undecided(OPEN, { exitCode: 3 })).toEqual({
      status: 'indeterminate',
      cause: 'other',
      decisive: null,
      detail: { exitCode: 3 },
    });
    expect(brokenOff()).toEqual({ status: 'incomplete', cause: 'interrupted', decisive: null, detail: {} });
  });

  test.each<[string, RawProbe, ProbeContext, readonly [string, string, number | undefined]]>([
    [
      'its most telling failure',
      probe([{ cause: 'route' }, { cause: 'refused' }, { verdict: 'not_run' }]),
      OPEN,
      ['unreachable', 'refused', 2],
    ],
    [
      'that it did not run',
      probe([{ verdict: 'informational' }, { verdict: 'not_run', cause: 'tool_missing' as Cause }]),
      CUT,
      ['not_run', 'tool_missing', 2],
    ],
    [
      'that it was broken off',
      probe([{ verdict: 'informational' }], true),
      OPEN,
      ['incomplete', 'interrupted', undefined],
    ],
    ['a failure before it was broken off', probe([{ cause: 'refused' }], true), OPEN, ['unreachable', 'refused', 1]],
    ['that it may be cut', probe([]), CUT, ['incomplete', 'interrupted', undefined]],
    ['nothing', probe([]), OPEN, ['indeterminate', 'other', undefined]],
  ])('without success: %s', (_, given, context, expected) => {
    const found = withoutSuccess(given, context, { exitCode: 1 });
    expect([found.status, found.cause, found.decisive?.line]).toEqual(expected);
    expect(found.detail).toEqual({ exitCode: 1 });
  });
});

describe('the most telling failure', () => {
  const ORDER: readonly Cause[] = [
    'proxy_auth',
    'proxy_denied',
    'proxy_upstream',
    'proxy_dns',
    'proxy_unreachable',
    'revocation',
    'tls_untrusted',
    'dns_nxdomain',
    'dns_servfail',
    'dns_refused',
    'local',
    'refused',
    'reset',
    'stalled',
    'timeout',
    'dns_timeout',
    'tls_handshake',
    'empty_reply',
    'route',
    'host_unreachable',
    'dns',
    'other',
  ];
  test.each(ORDER.slice(1).map((less, at) => [ORDER[at] ?? 'other', less] as const))('%s before %s', (more, less) => {
    const lines = [line({ cause: less }), line({ cause: more })];
    expect(mostTelling(lines)).toBe(lines[1]);
    expect(mostTelling([...lines].reverse())).toBe(lines[1]);
  });

  test('the first of several alike; none of none; a line without a cause comes last', () => {
    const lines = [line({ cause: 'refused' }, 1), line({ cause: 'refused' }, 2)];
    expect(mostTelling(lines)).toBe(lines[0]);
    expect(mostTelling([])).toBeNull();
    const [without, dns] = [line({}), line({ cause: 'dns' })];
    expect(mostTelling([without, dns])).toBe(dns);
    expect(mostTelling([without])).toBe(without);
  });
});

test('addresses are each named once, in their order', () => {
  expect(addressesOf(probe([{ ip: '10.0.0.2' }, {}, { ip: '10.0.0.1' }, { ip: '10.0.0.2' }]))).toEqual([
    '10.0.0.2',
    '10.0.0.1',
  ]);
  expect(addressesOf(probe([{ ip: '10.0.0.2' }]))).toEqual(['10.0.0.2']);
  expect(addressesOf(probe([{}]))).toEqual([]);
});

test('lines by what they say', () => {
  const given = probe([{ verdict: 'reachable' }, { verdict: 'unreachable' }, { verdict: 'reachable' }]);
  expect(withVerdict(given, 'reachable').map((one) => one.line)).toEqual([1, 3]);
});

describe('what a failure shows of the layers', () => {
  const tcp = { status: 'ok', cause: null, line: 7 };
  test.each<[string, Cause, string, object]>([
    ['the name', 'dns_nxdomain', 'tcp', { dns: { status: 'failed', cause: 'dns_nxdomain', line: 7 } }],
    ['the name, by its signature', 'timeout', 'dns', { dns: { status: 'failed', cause: 'timeout', line: 7 } }],
    [
      'TLS: the connection came about',
      'reset',
      'tls',
      { tcp, tls: { status: 'failed', cause: 'reset', line: 7, issuer: null, version: null } },
    ],
    ...(['timeout', 'refused', 'host_unreachable', 'route', 'local', 'other'] as const).map(
      (cause): [string, Cause, string, object] => [
        'the connection',
        cause,
        'tcp',
        { tcp: { status: 'failed', cause, line: 7 } },
      ],
    ),
    ['a connection of another layer', 'timeout', 'http', {}],
    ...(['reset', 'empty_reply', 'stalled', 'tls_untrusted', 'tls_handshake', 'revocation'] as const).map(
      (cause): [string, Cause, string, object] => ['what only a connection can have', cause, 'http', { tcp }],
    ),
    ['what only a connection can have, by a signature of TCP', 'reset', 'tcp', { tcp }],
    ['something else', 'proxy_denied', 'proxy', {}],
  ])('%s: %s of %s', (_, cause, layer, layers) => {
    expect(failedLayers(line({ cause, layer }), cause)).toEqual(layers);
  });

  test.each<[Cause, boolean]>([
    ['timeout', true],
    ['other', true],
    ['reset', false],
    ['dns', false],
  ])('%s: no connection came about: %s', (cause, unconnected) => {
    expect(isUnconnected(cause)).toBe(unconnected);
  });
});
