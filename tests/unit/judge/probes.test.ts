import { describe, expect, test } from 'vitest';
import { hasDirectAnswer, isProxied, isTesterProxied, judgeProbes } from '../../../src/judge/probes.ts';
import type { ProxyAccount, ProxySettings } from '../../../src/model/settings.ts';
import { GATEWAYS, SYSTEM } from '../../support/connections.ts';
import { connect, lookup, request } from '../../support/judged-probes.ts';
import { readLog } from '../../support/read-log.ts';
import { toolOf } from '../../../src/tools/index.ts';

const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';
const NONE: ProxySettings = { state: 'none', http: null, https: null, accounts: [], line: null };
const UNKNOWN: ProxySettings = { ...NONE, state: 'unknown' };
const SET: ProxySettings = { ...NONE, state: 'https_only', https: 'http://10.0.0.5:8080' };

const judge = (text: string, more: Partial<Parameters<typeof judgeProbes>[1]> = {}) =>
  judgeProbes(readLog(text).scan, {
    proxy: UNKNOWN,
    open: false,
    firstId: 1,
    gateways: GATEWAYS,
    system: SYSTEM,
    ...more,
  });
const brief = (...given: Parameters<typeof judge>) =>
  judge(...given).map(({ id, raw, outcome }) => `${id} ${raw.tool} ${outcome.status}`);

const CONNECTED = `$ nc -vz ${HOST} 443\nNcat: Connected to 20.1.1.1:443.\n`;
const ANSWER = `$ curl -I https://${HOST}\nHTTP/1.1 404 Not Found\nServer: x\n`;
const SILENT = `$ curl -I https://${HOST}\n`;

describe('each probe', () => {
  test('has a number, what its tool proves and what its lines say', () => {
    const found = judge(`$ nslookup ${HOST}\n** server can't find ${HOST}: NXDOMAIN\n${CONNECTED}${ANSWER}`, {
      firstId: 7,
    });
    expect(found.map(({ id, raw, proves, outcome }) => [id, raw.tool, proves, outcome.status])).toEqual([
      [7, 'nslookup', toolOf('nslookup')?.proves, 'unreachable'],
      [8, 'nc', toolOf('nc')?.proves, 'reachable'],
      [9, 'curl', toolOf('curl')?.proves, 'reachable'],
    ]);
  });

  test('of a tool that nobody reads says nothing and proves nothing', () => {
    const { scan } = readLog(CONNECTED);
    const probes = scan.probes.map((probe) => ({ ...probe, tool: 'made-up' }));
    const [found] = judgeProbes(
      { ...scan, probes },
      { proxy: UNKNOWN, open: false, firstId: 1, gateways: GATEWAYS, system: SYSTEM },
    );
    expect(found).toMatchObject({ proves: [], outcome: { status: 'indeterminate', decisive: null } });
  });

  test('only the last one may be cut off', () => {
    const three = ['1 curl indeterminate', '2 curl indeterminate', '3 curl incomplete'];
    expect(brief(SILENT + SILENT + SILENT, { open: true })).toEqual(three);
    expect(brief(SILENT + SILENT)).toEqual(['1 curl indeterminate', '2 curl indeterminate']);
  });

  test('goes through the proxy that the settings name', () => {
    expect(judge(ANSWER, { proxy: SET })[0]?.outcome.route).toBe('proxy');
    expect(judge(ANSWER, { proxy: NONE })[0]?.outcome.route).toBe('direct');
    expect(judge(ANSWER)[0]?.outcome.route).toBe('unknown');
  });
});

describe('an answer, where a direct connection to the same destination failed, came through a proxy', () => {
  const failed = (host = HOST, port = 443) =>
    `PS C:\\> tnc ${host} -Port ${port}\nWARNING: TCP connect to (20.1.1.1 : ${port}) failed\nComputerName : ${host}\nTcpTestSucceeded : False\n`;
  const connected = failed()
    .replace('False', 'True')
    .replace(/^WARNING.*\n/mu, '');
  const noName = `PS C:\\> Resolve-DnsName ${HOST}\nPS C:\\> nslookup ${HOST}\n*** UnKnown can't find ${HOST}: Non-existent domain\n`;
  const answer = `PS C:\\> iwr https://${HOST}\n\nStatusCode        : 200\nStatusDescription : OK\n`;
  const refused = `PS C:\\> iwr https://${HOST}\niwr : Unable to connect to the remote server\n`;
  const direct = `PS C:\\> curl.exe --noproxy * https://${HOST}\ncurl: (28) Connection timed out after 5000 milliseconds\n`;
  const nameless = (text: string) => text.replace(/^PS.*\n/u, '');
  test.each<[string, string, boolean]>([
    ['the same destination', failed() + answer, true],
    ['the same destination, with other probes between', failed() + noName + connected + answer, true],
    ['the connection came about', connected + answer, false],
    ['another host', failed('a.example') + answer, false],
    ['another port', failed(HOST, 80) + answer, false],
    ['a name without a port', failed().replace(' -Port 443', '') + answer, false],
    ['it failed afterwards', answer + failed(), false],
    ['its command is not there', nameless(failed()) + answer, false],
    ['a name that was not found is no connection', noName + answer, false],
    ['an answer that did not come is none either', refused + answer, false],
    ['another tool that asks for an answer, directly', direct + answer, false],
    ['neither has its command', nameless(failed()) + nameless(answer), false],
  ])('%s', (_, text, viaProxy) => {
    const found = judge(text).findLast(({ raw }) => raw.tool === 'iwr');
    expect(found?.outcome.status).toBe('reachable');
    expect(found?.outcome.detail.viaProxy ?? false).toBe(viaProxy);
  });

  test('nothing follows from a connection through a proxy of its own', () => {
    const text = `$ nc -x 10.0.0.4:3128 -vz ${HOST} 443\nNcat: Connection refused.\n$ pwsh\n${answer}`;
    expect(judge(text).at(-1)?.outcome.detail.viaProxy ?? false).toBe(false);
    expect(judge(text.replace('-x 10.0.0.4:3128 ', '')).at(-1)?.outcome.detail.viaProxy).toBe(true);
  });
});

describe('https goes through a proxy', () => {
  const via = request(1, { detail: { viaProxy: true } });
  const account = (name: ProxyAccount['account']): ProxyAccount => ({
    account: name,
    enabled: true,
    server: '10.0.0.5:8080',
    bypass: [],
    script: null,
    autoDetect: null,
    line: 1,
  });
  test.each<[string, ProxySettings, readonly ReturnType<typeof request>[], boolean, boolean]>([
    ['by the settings', SET, [], true, true],
    ['a probe shows it', NONE, [connect(1), via], true, true],
    ['neither', NONE, [request(1), request(2, { detail: { viaProxy: false } })], false, false],
    ['nothing is known', UNKNOWN, [request(1)], false, false],
  ])('%s', (_, settings, judged, any, tester) => {
    expect([isProxied(settings, judged), isTesterProxied(settings, judged)]).toEqual([any, tester]);
  });

  test.each<[ProxyAccount['account'], boolean]>([
    ['current-user', true],
    ['local-system', false],
  ])('that of %s: the tests, which a user runs, go through their own', (name, tester) => {
    const settings: ProxySettings = { ...NONE, accounts: [account(name)] };
    expect([isProxied(settings, []), isTesterProxied(settings, [])]).toEqual([true, tester]);
  });
});

describe('an answer came without a proxy', () => {
  test.each<[string, ReturnType<typeof request>, boolean]>([
    ['an answer', request(1), true],
    ['an answer that a proxy brought', request(1, { detail: { viaProxy: true } }), false],
    ['a failure', request(1, { status: 'unreachable', cause: 'timeout' }), false],
    ['a connection', connect(1), false],
    ['a name', lookup(1), false],
  ])('%s', (_, probe, direct) => {
    expect(hasDirectAnswer([probe])).toBe(direct);
    expect(hasDirectAnswer([lookup(8), probe, connect(9)])).toBe(direct);
  });

  test('no probe', () => {
    expect(hasDirectAnswer([])).toBe(false);
  });
});

test('a way that nothing on the machine takes shows no proxy', () => {
  const proxied = request(1, { detail: { viaProxy: true } });
  const aside = { ...proxied, outcome: { ...proxied.outcome, aside: true as const } };
  expect([isProxied(NONE, [aside]), isProxied(NONE, [aside, proxied])]).toEqual([false, true]);
  expect([isTesterProxied(NONE, [aside]), isTesterProxied(NONE, [proxied])]).toEqual([false, true]);
});
