import { tell } from '../../src/judge/diagnosis/text.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { maskAll } from '../../src/mask/session.ts';
import type { Station } from '../../src/model/path.ts';
import type { LogReport } from '../../src/model/report.ts';
import { loadNameRules } from '../../src/knowledge/load-files.ts';
import { analyzer } from '../../src/site/analyzer.ts';
import { Lines } from '../../src/text/lines.ts';

/** A report in a state that its page has to show well. */
export interface State {
  readonly id: string;
  readonly report: LogReport;
  readonly lines: Lines;
}

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'pod01-manag1.jpe.backup.windowsazure.com';
const ADDRESS = '20.60.1.1';
const PROXY = 'https_proxy=http://proxy.contoso.local:8080';
const CONNECTED = `* Host ${HOST}:443 was resolved.\n* IPv4: ${ADDRESS}\n*   Trying ${ADDRESS}:443...\n* Connected to ${HOST} (${ADDRESS}) port 443\n`;
const ANSWER = 'HTTP/1.1 400 Bad Request\nServer: Microsoft-HTTPAPI/2.0\nx-ms-request-id: 1\n';
const TUNNEL = 'HTTP/1.1 200 Connection established\n\n';

const CURL = `$ curl -v https://${HOST}\n`;

/** Commands whose way ends at a station; null: they arrive. */
const DIRECT: readonly (readonly [Station | null, string])[] = [
  ['dns', `$ nc -vz ${HOST} 443\nNcat: Could not resolve hostname "${HOST}": Name or service not known. QUITTING.\n`],
  ['tcp', `$ nc -vz ${HOST} 443\nNcat: Connection timed out.\n`],
  [
    'tls',
    `${CURL}${CONNECTED}curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to ${HOST}:443 \n`,
  ],
  ['http', `${CURL}${CONNECTED}curl: (52) Empty reply from server\n`],
  [null, `${CURL}${CONNECTED}${ANSWER.replaceAll(/^/gmu, '< ')}`],
];
const PROXIED: readonly (readonly [Station | null, string])[] = [
  ['proxy', 'curl: (56) CONNECT tunnel failed, response 403\n'],
  ['tls', `${TUNNEL}curl: (60) SSL certificate problem: self-signed certificate in certificate chain\n`],
  ['http', `${TUNNEL}curl: (52) Empty reply from server\n`],
  [null, TUNNEL + ANSWER],
];
const proxied = (output: string): string => `$ ${PROXY} curl -v https://${HOST}\n${output}`;

/** Every state of the report: nothing, a line, all well, each root cause, masked, cut. */
export function reportStates(knowledge: Knowledge, log: string): State[] {
  const whole = state('whole', log);
  return [
    state('empty', ''),
    state('no-log', 'Dear support, the backup of last night failed.\n'),
    state('one-line', `curl: (28) Failed to connect to ${HOST} port 443 after 3057 ms: Connection timed out`),
    state('one-message', 'Error Code: ExtensionFailedVssWriterInBadState'),
    state('all-good', `${CURL}${ANSWER}$ nc -vz ${OTHER} 443\nNcat: Connected to ${ADDRESS}:443.\n$ \n`),
    state('cut', log.slice(0, log.length / 2)),
    whole,
    masked(whole, knowledge),
    ...knowledge.diagnoses.map(({ id }) => caused(whole, id, knowledge)),
  ];
}

/** Every way that the table of ways can show: each first failing station, directly, through a proxy, and both; each with another account. */
export function pathStates(knowledge: Knowledge): State[] {
  const ways: [string, string][] = [
    ...DIRECT.map(([station, output]): [string, string] => [`direct-${station ?? 'good'}`, output]),
    ...PROXIED.map(([station, output]): [string, string] => [`proxy-${station ?? 'good'}`, proxied(output)]),
    ...DIRECT.flatMap(([one, output]) =>
      PROXIED.map(([other, more]): [string, string] => [
        `both-${one ?? 'good'}-${other ?? 'good'}`,
        output + proxied(more),
      ]),
    ),
  ];
  return ways.flatMap(([id, text]) => {
    const own = state(`path-${id}`, `${text}$ \n`);
    return [own, { ...own, id: `${own.id}-account`, report: withAccounts(own.report, knowledge) }];
  });
}

function state(id: string, text: string): State {
  return { id, ...analyzer.analyzeText('CheckNWResult_vm-linux01.log', text) };
}

function masked({ report, lines }: State, { secrets }: Knowledge): State {
  const { reports, texts } = maskAll(secrets, loadNameRules(), {
    reports: [{ report, text: 0 }],
    texts: [lines.text],
    words: [],
  });
  return { id: 'masked', report: reports[0]?.report ?? report, lines: new Lines(texts[0] ?? '') };
}

/** What the texts of a root cause may name. */
const PARAMS = {
  service: 'Azure Storage',
  host: HOST,
  name: HOST,
  count: 3,
  tag: 'Storage',
  port: 443,
  proxy: 'proxy.contoso.local:8080',
  server: '10.0.0.4',
};

function caused({ report, lines }: State, id: string, knowledge: Knowledge): State {
  const told = tell(id, 'likely', PARAMS, { kind: 'log', platform: 'linux' }, knowledge);
  const because = report.diagnosis[0]?.because ?? [];
  return {
    id: `cause-${id}`,
    lines,
    report: { ...report, diagnosis: [{ id, confidence: 'likely', because, ...told }] },
  };
}

/** The same on Windows, where another account has a proxy that the one that ran the tests has not. */
function withAccounts(report: LogReport, { workloads }: Knowledge): LogReport {
  const none = { enabled: false, server: null, bypass: [], script: null, autoDetect: null, line: 1 };
  const accounts = [
    { ...none, account: 'current-user' as const },
    { ...none, account: 'local-system' as const, enabled: true, server: 'proxy.contoso.local:8080' },
  ];
  const usesSystem = new Set(workloads.filter((rule) => rule.accounts.includes('local-system')).map(({ id }) => id));
  return {
    ...report,
    proxy: { ...report.proxy, accounts },
    workloads: report.workloads.map((workload) =>
      usesSystem.has(workload.id) ? { ...workload, account: 'local-system', status: 'unknown' } : workload,
    ),
  };
}
