import { describe, expect, test } from 'vitest';
import { judgeLog, type JudgedLog, type ReadLog } from '../../../src/judge/log.ts';
import { EndpointTable } from '../../../src/judge/services.ts';
import { GATEWAYS, SYSTEM } from '../../support/connections.ts';
import { knowledge } from '../../support/knowledge.ts';
import { readLog } from '../../support/read-log.ts';

const TABLE = new EndpointTable(knowledge);
const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';
const STORAGE = 'contosostor01.blob.core.windows.net';
const DOWNLOAD = 'download.microsoft.com';

const judge = (log: ReadLog): JudgedLog => judgeLog(log, TABLE, { gateways: GATEWAYS, system: SYSTEM });
const judged = (text: string, chosen?: string): JudgedLog => judge(readLog(text, chosen));

const nc = (host: string, port = 443) => `##TRY!! nc -vz ${host} ${port} ##\nNcat: Connected to 20.1.1.1:${port}.\n\n`;
const curl = (host: string) => `##TRY!! curl -I https://${host} ##\nHTTP/1.1 404 Not Found\n\n`;
const SILENT = `##TRY!! curl -I https://${HOST} ##\n`;
const NO_PROXY = 'http_proxy =\n\nhttps_proxy =\n\n';
const BACKUP = '#### 環境情報確認 ####\nvm01\n\n### Servicetag : AzureBackup\n';
const END = '[INFO] Script time is 1sec.\n';
/** Its script writes no line at its end. */
const RECOVERY =
  '#### 環境情報確認 ####\nvm01\n\n/usr/local/InMage/config/ProxyInfo.conf は存在しません。\n### https://x.example の疎通確認 ###\n';

const states = ({ probes }: JudgedLog) => probes.map(({ outcome }) => outcome.status);
const verdicts = ({ endpoints }: JudgedLog) =>
  endpoints.map(({ host, port, service, verdict }) => `${host}:${port} ${service} ${verdict}`);

describe('the last probe of a log, without an answer', () => {
  test.each<[string, string, string]>([
    ['may have been cut off where the end mark is missing', BACKUP + nc(HOST) + SILENT, 'incomplete'],
    ['says nothing where the script came to its end', BACKUP + nc(HOST) + SILENT + END, 'indeterminate'],
    ['may have been cut off where the script has no end mark', RECOVERY + nc(HOST) + SILENT, 'incomplete'],
    [
      'says nothing in a terminal',
      `$ nc -vz ${HOST} 443\nNcat: Connected to 20.1.1.1:443.\n$ curl -I https://${HOST}\n`,
      'indeterminate',
    ],
  ])('%s', (_, text, status) => {
    expect(states(judged(text))).toEqual(['reachable', status]);
  });
});

test('an answer without its command counts in a terminal', () => {
  expect(states(judged('Ncat: Connected to 20.1.1.1:443.\n'))).toEqual(['reachable']);
});

describe('a log is complete', () => {
  test.each<[string, string, string, boolean]>([
    ['with its end mark', BACKUP + nc(HOST) + END, 'azure-backup-linux', true],
    ['not without it', BACKUP + nc(HOST), 'azure-backup-linux', false],
    ['where its last probe is through', RECOVERY + nc(HOST), 'site-recovery-linux', true],
    ['not where it ends inside its last probe', RECOVERY + nc(HOST) + SILENT, 'site-recovery-linux', false],
    ['as a terminal, always', `$ nc -vz ${HOST} 443\n`, 'terminal', true],
  ])('%s', (_, text, format, complete) => {
    const log = judged(text);
    expect([log.recognition.format?.id, log.complete]).toEqual([format, complete]);
  });
});

describe('something in it tells of connections', () => {
  test.each<[string, string, string | undefined, boolean]>([
    ['a script that has not tested anything yet', BACKUP, undefined, true],
    ['a command', `$ nc -vz ${HOST} 443\n`, undefined, true],
    ['an answer without its command', 'Ncat: Connected to 20.1.1.1:443.\n', undefined, true],
    ['another command of this job', `$ ping ${HOST}\nPING x\n`, undefined, true],
    ['another command of this job, in a chosen format', `$ ping ${HOST}\nPING x\n`, 'terminal', true],
    ['prose', 'Dear support,\nit does not work.\n', undefined, false],
    ['prose, said to be a terminal', 'Dear support,\nit does not work.\n', 'terminal', false],
    ['prose, said to be a log', 'Dear support,\nit does not work.\n', 'azure-backup-linux', true],
  ])('%s', (_, text, chosen, recognised) => {
    expect(judged(text, chosen).recognised).toBe(recognised);
  });

  test('settings of the machine are enough in a terminal', () => {
    const log = readLog('Dear support,\n', 'terminal');
    expect(judge({ ...log, settings: { ...log.settings, shown: true } }).recognised).toBe(true);
  });

  test('so is a state that another command of this job tells', () => {
    const log = readLog('Dear support,\n', 'terminal');
    const states = [{}] as unknown as typeof log.settings.states;
    expect(judge({ ...log, settings: { ...log.settings, states } }).recognised).toBe(true);
  });

  test('a line that decides nothing, of no command, is not', () => {
    const log = readLog(`$ nc -vz ${HOST} 443\nNcat: Version 7.93 ( https://nmap.org/ncat )\n`);
    const probes = log.scan.probes.map((probe) => ({ ...probe, command: null, matches: [] }));
    const without = { ...log, scan: { ...log.scan, probes } };
    expect(judge(log).recognised).toBe(true);
    expect(judge(without)).toMatchObject({ recognised: false, probes: [], endpoints: [] });
  });

  test('of what is not recognised nothing is judged', () => {
    const log = readLog(`$ nc -vz ${HOST} 443\nNcat: Connected to 20.1.1.1:443.\n`);
    const unknown = { ...log, recognition: { ...log.recognition, format: null } };
    expect(judge(unknown)).toMatchObject({ recognised: false, probes: [], endpoints: [], proxied: false });
  });
});

describe('in the log of an agent', () => {
  const own = (text: string, tools: readonly string[] = []): string[] => {
    const log = readLog(text);
    const { format } = log.recognition;
    if (format === null) throw new Error('not recognised');
    const record = {} as NonNullable<typeof format.record>;
    const journal = { ...log, recognition: { ...log.recognition, format: { ...format, record, tools } } };
    return judge(journal).probes.map(({ raw, outcome }) => `${raw.tool} ${outcome.status}`);
  };
  const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.\n';

  test('a command counts, and an answer without one does not', () => {
    expect(own(`$ nc -vz ${HOST} 443\n${CONNECTED}`)).toEqual(['nc reachable']);
    expect(own(CONNECTED)).toEqual([]);
  });

  test('what its own tool writes counts', () => {
    expect(own(CONNECTED, ['nc'])).toEqual(['nc reachable']);
    expect(own(CONNECTED, ['curl'])).toEqual([]);
  });

  test('a failure counts that names its destination', () => {
    expect(own(`curl: (7) Failed to connect to ${HOST} port 443: Connection refused\n`)).toEqual(['curl unreachable']);
    expect(own('Ncat: Connection refused.\n')).toEqual([]);
    expect(own(`Connection to ${HOST} 443 port [tcp/https] succeeded!\n`)).toEqual([]);
  });

  test('what a program writes that no command runs counts', () => {
    expect(own('dial tcp: lookup a.example on 10.0.0.1:53: no such host\n')).toEqual(['client-error unreachable']);
    expect(own('cp: https://a.example/x: No space left on device\n')).toEqual([]);
  });
});

describe('a proxy', () => {
  const VIA = `##TRY!! curl -I https://${HOST} ##\nHTTP/1.1 200 Connection established\n\nHTTP/1.1 404 Not Found\n\n`;

  test.each<[string, string, boolean, boolean]>([
    ['set for the account that ran the tests', `https_proxy =\nhttp://10.0.0.5:8080\n\n${nc(HOST)}`, true, true],
    ['shown by a probe', NO_PROXY + VIA, true, true],
    ['none', NO_PROXY + curl(HOST), false, false],
    ['not told', curl(HOST), false, false],
  ])('%s', (_, text, proxied, testerProxied) => {
    expect(judged(BACKUP + text + END)).toMatchObject({ proxied, testerProxied });
  });

  test('shown by a probe of a text that is not recognised: the tests went through it, nothing is judged by it', () => {
    const log = readLog(BACKUP + VIA + END);
    const unknown = { ...log, recognition: { ...log.recognition, format: null } };
    expect(judge(unknown)).toMatchObject({ proxied: false, testerProxied: true });
  });

  // a connection that fails directly proves nothing for what goes through a proxy
  const failing = `##TRY!! nc -vz ${STORAGE} 443 ##\nNcat: Connection timed out.\n\n`;
  const terminal = `$ nc -vz ${STORAGE} 443\nNcat: Connection timed out.\n`;
  test.each<[string, string, string]>([
    ['that is not told leaves a failed connection open', BACKUP + failing + END, 'indeterminate'],
    ['that is none does not', BACKUP + NO_PROXY + failing + END, 'unreachable'],
    ['that is not told, where another answer came without one', BACKUP + failing + curl(HOST) + END, 'unreachable'],
    ['that is set leaves it open', `${BACKUP}https_proxy =\nhttp://10.0.0.5:8080\n\n${failing}${END}`, 'indeterminate'],
    ['that is not told in a terminal does not', terminal, 'unreachable'],
  ])('%s', (_, text, verdict) => {
    expect(judged(text).endpoints[0]).toMatchObject({ host: STORAGE, verdict });
  });
});

describe('destinations', () => {
  test.each<[string, string, string[]]>([
    [
      'a connection alone proves nothing where the script asks for an answer as well',
      BACKUP + NO_PROXY + nc(HOST) + nc(DOWNLOAD) + nc('10.0.0.4', 3260) + END,
      [`${HOST}:443 backup indeterminate`, `${DOWNLOAD}:443 ilr reachable`, '10.0.0.4:3260 ilr reachable'],
    ],
    [
      'of a terminal are reachable with a connection',
      `$ nc -vz ${HOST} 443\nNcat: Connected to 20.1.1.1:443.\n`,
      [`${HOST}:443 backup reachable`],
    ],
    ['an answer settles it', BACKUP + NO_PROXY + nc(HOST) + curl(HOST) + END, [`${HOST}:443 backup reachable`]],
    [
      'belong to the services that the script tests',
      RECOVERY + nc(HOST) + curl(HOST),
      [`${HOST}:443 site-recovery reachable`],
    ],
    [
      'of the last part of a log that was cut are open, those of the parts before are not',
      `${BACKUP}${NO_PROXY}### A ###\n${nc('a.example', 80)}### B ###\n${nc('b.example', 80)}`,
      ['a.example:80 other reachable', 'b.example:80 other indeterminate'],
    ],
    [
      'of the last part of a whole log are not open',
      `${BACKUP}${NO_PROXY}### A ###\n${nc('a.example', 80)}### B ###\n${nc('b.example', 80)}${END}`,
      ['a.example:80 other reachable', 'b.example:80 other reachable'],
    ],
  ])('%s', (_, text, expected) => {
    expect(verdicts(judged(text))).toEqual(expected);
  });

  test('that the script only connects to are reachable with a connection, whichever of its patterns has them', () => {
    const log = readLog(BACKUP + NO_PROXY + nc('a.example') + nc('x.b.example') + nc('c.example') + END);
    const { format } = log.recognition;
    if (format === null) throw new Error('not recognised');
    const only = { ...format, connectsOnly: ['a.example', '*.b.example'] };
    expect(verdicts(judge({ ...log, recognition: { ...log.recognition, format: only } }))).toEqual([
      'a.example:443 other reachable',
      'x.b.example:443 other reachable',
      'c.example:443 other indeterminate',
    ]);
  });

  test('a piece of a terminal is never cut', () => {
    const log = readLog(`$ nc -vz ${HOST} 443\nNcat: Connected to 20.1.1.1:443.\n`);
    const cut = { ...log, recognition: { ...log.recognition, complete: false } };
    expect(verdicts(judge(cut))).toEqual([`${HOST}:443 backup reachable`]);
  });
});

test('what was read stays with it, and probes are counted on', () => {
  const log = { ...readLog(BACKUP + nc(HOST) + curl(HOST) + END), firstProbe: 5 };
  const result = judge(log);
  expect(result).toMatchObject(log);
  expect(result.probes.map(({ id }) => id)).toEqual([5, 6]);
});
