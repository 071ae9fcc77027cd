import { withBlocked } from '../judge/azure/workloads.ts';
import { diagnose } from '../judge/diagnosis/index.ts';
import type { JudgedLog } from '../judge/log.ts';
import { azureDnsOf, comparePrivateNames } from '../judge/private-dns.ts';
import { platformOf } from '../judge/platform.ts';
import { judgeServices, testedServices } from '../judge/services.ts';
import { toneOf } from '../judge/tone.ts';
import { judgeWorkloads } from '../judge/workloads.ts';
import { summaryOf } from '../journal/read-records.ts';
import type { FormatDefinition, Knowledge } from '../knowledge/types.ts';
import { MESSAGES_ALONE, UNRECOGNISED } from '#locale/report.ts';
import type { FindingsReader } from '../log/findings.ts';
import { tellStates } from '../log/states/read.ts';
import { networkWithin, proxyWithin } from '../log/settings/read.ts';
import { defaultTls } from '../log/settings/schannel.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Annotation } from '../model/finding.ts';
import type { ListedName } from '../model/private-name.ts';
import type { Platform } from '../model/probe.ts';
import type { Encoding, LogReport } from '../model/report.ts';
import type { CleanLines } from '../text/clean.ts';
import type { Shared } from '../text/shared.ts';
import { withTools } from '../tools/platforms.ts';
import { azureWithin } from './azure-lines.ts';
import { annotate, toProbe } from './from-probes.ts';

/** The source of a log, of which other logs may be a part as well. */
export interface LogSource {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  /** The log's first line within the source, 1-based. */
  readonly firstLine: number;
  readonly chosenByReader: boolean;
}

/** The id of a text that is no log. */
const UNKNOWN = 'unknown';

/** What a report says before anything is concluded. */
type Head = Omit<
  LogReport,
  'probes' | 'services' | 'workloads' | 'diagnosis' | 'tone' | 'annotations' | 'findings' | 'unread'
>;

function headOf(log: JudgedLog, source: LogSource, knowledge: Knowledge): Head {
  const { scan, settings, recognition, recognised } = log;
  const { format } = recognition;
  const shift = source.firstLine - 1;
  const id = recognised && format !== null ? format.id : UNKNOWN;
  return {
    schema: 1,
    kind: 'log',
    rules: knowledge.rules,
    source: { name: source.name, bytes: source.bytes, encoding: source.encoding, lines: scan.text.lines.count },
    format: id,
    recognised: {
      id,
      title: recognised && format !== null ? format.title : UNRECOGNISED,
      because: recognition.because.map((span) => ({ ...span, line: span.line + shift })),
      chosenByReader: source.chosenByReader,
    },
    machine: settings.machine,
    complete: log.complete,
    script: scan.script && recognised,
    proxy: proxyWithin(settings.proxy, shift),
    proxied: log.testerProxied,
    tls: settings.tls ?? (format?.platform === 'windows' ? defaultTls(knowledge.settings.tls) : {}),
    tlsShown: settings.tls !== null,
    network: networkWithin(settings.network, shift),
    ...(log.azure === null ? {} : { azureNetwork: azureWithin(log.azure, shift) }),
    endpoints: log.endpoints,
    firstLine: source.firstLine,
  };
}

/** The list of a private endpoint's names, with the source's line numbers. */
function listed({ settings, recognised }: JudgedLog, shift: number): readonly ListedName[] {
  return recognised ? settings.dnsList.map((one) => ({ ...one, line: one.line + shift })) : [];
}

/** The whole report of a log, and the system for which its steps are. */
export function reportOfLog(
  log: JudgedLog,
  source: LogSource,
  reader: FindingsReader,
  knowledge: Knowledge,
): { readonly report: LogReport; readonly platform: Platform } {
  const head = headOf(log, source, knowledge);
  const { scan, endpoints, recognised, proxied } = log;
  const { complete, proxy, tls, network, azureNetwork } = head;
  const place = { scan, shift: source.firstLine - 1 };
  const probes = log.probes.map((probe) => toProbe(probe, place));
  const privateNames = comparePrivateNames(listed(log, place.shift), probes, azureDnsOf(knowledge));
  const services = judgeServices(endpoints, knowledge);
  const messages = reader.read(
    scan,
    log.probes.map(({ raw }) => raw),
    { shift: place.shift, records: log.records },
  );
  const states = tellStates(log.settings.states, {
    text: scan.text,
    shift: place.shift,
    signatures: knowledge.signatures,
  });
  const findings = [...messages.findings, ...states.findings].sort((a, b) => a.line - b.line);
  const unread = scan.unread.map(({ command, tool, lines: [first, last] }) => ({
    command,
    tool,
    lines: [first + place.shift, last + place.shift] as const,
  }));
  const format = knowledge.formats.find(({ id }) => id === head.format);
  const platform = platformOfLog(log, format, knowledge);
  const shown = { recognised, complete, proxy, tls, network, proxied, source: 'log' as const, platform };
  const tests = testedServices(format, endpoints);
  const isJournal = format?.record !== undefined;
  const journal = isJournal && log.records !== null ? summaryOf(log.records, messages.explained) : null;
  const isMessages = head.format === UNKNOWN && findings.length > 0;
  const report = {
    ...head,
    recognised: isMessages ? { ...head.recognised, title: MESSAGES_ALONE } : head.recognised,
    probes,
    services,
    workloads: withBlocked(
      judgeWorkloads(knowledge.workloads, {
        endpoints,
        proxied: head.proxied,
        accounts: proxy.accounts,
        everyAccount: format?.everyAccount === true,
        whole: tests.length > 0,
        tests,
      }),
      azureNetwork,
    ),
    diagnosis: diagnose({
      ...shown,
      newer: log.newer,
      journal: isJournal ? format.title : null,
      probes,
      privateNames,
      endpoints,
      services,
      findings,
      unread,
      azureNetwork: azureNetwork ?? null,
      knowledge,
    }),
    annotations: inOrder([...annotate(log.probes, place), ...messages.annotations, ...states.annotations]),
    findings,
    unread,
    ...(privateNames.length === 0 ? {} : { privateNames }),
    ...(journal === null ? {} : { journal }),
  };
  return { report: { ...report, tone: toneOf(report) }, platform };
}

/**
 * What stays of a log among very many: the verdicts. Equal endpoints are one object, and strings are exchanged for
 * copies: a piece of the source would keep all of it in memory.
 */
export function briefReportOf(log: JudgedLog, source: LogSource, knowledge: Knowledge, shared: Shared): LogReport {
  const head = headOf(log, source, knowledge);
  const { endpoints } = head;
  return {
    ...sharedHead(head, shared),
    probes: [],
    services: [],
    workloads: [],
    diagnosis: [],
    tone: endpoints.some(({ verdict }) => verdict === 'unreachable') ? 'ng' : 'un',
    annotations: [],
    findings: [],
    unread: [],
  };
}

/** A brief report that was made elsewhere, with what other logs say as well as one object. */
export function sharedBrief(report: LogReport, shared: Shared): LogReport {
  return { ...report, ...sharedHead(report, shared) };
}

function sharedHead<H extends Head>(head: H, shared: Shared): H {
  const { machine, recognised, endpoints, ...rest } = head;
  return {
    ...head,
    ...shared.whole(rest),
    recognised: shared.of(recognised.id, () => ({ ...recognised, because: [] })),
    machine: { ...machine, hostname: shared.text(machine.hostname), os: null, startedAt: null, addresses: [] },
    endpoints: endpoints.map((endpoint) => {
      const { host } = endpoint;
      return shared.of(keyOf(endpoint), () => withoutEvidence({ ...endpoint, host: shared.text(host) ?? host }));
    }),
  };
}

/** Everything that a brief report says of an endpoint. */
function keyOf({ host, port, dns, tcp, tls, https, routes, verdict }: Endpoint): string {
  const layers = `${dns.status} ${dns.private} ${tcp.status} ${tls.status} ${https.status} ${https.httpStatus ?? ''}`;
  const causes = `${dns.cause ?? ''} ${tcp.cause ?? ''} ${tls.cause ?? ''} ${https.cause ?? ''} ${tls.issuer ?? ''}`;
  const ways = routes.map((one) => `${one.route} ${one.account ?? ''} ${one.verdict}`).join(' ');
  return `${host} ${port} ${verdict} ${layers} ${causes} ${ways}`;
}

function withoutEvidence(endpoint: Endpoint): Endpoint {
  const { dns, tcp, tls, https, routes } = endpoint;
  return {
    ...endpoint,
    decidedBy: null,
    dns: { ...dns, addresses: [], probe: null },
    tcp: { ...tcp, probe: null },
    tls: { ...tls, probe: null },
    https: { ...https, probe: null },
    routes: routes.map((route) => ({ ...route, probe: null })),
  };
}

function platformOfLog(
  { settings, probes, scan }: JudgedLog,
  format: FormatDefinition | undefined,
  { platforms }: Knowledge,
): Platform {
  return platformOf(
    {
      // only Windows has settings for each account
      format: settings.proxy.accounts.length > 0 ? 'windows' : (format?.platform ?? 'any'),
      tools: probes.map(({ raw }) => raw.tool),
      lines: linesOf(scan.text),
    },
    withTools(platforms),
  );
}

function* linesOf(text: CleanLines): Iterable<string> {
  for (let line = 1; line <= text.lines.count; line += 1) yield text.at(line);
}

function inOrder(notes: Annotation[]): Annotation[] {
  return notes.sort((a, b) => a.line - b.line || a.start - b.start);
}
