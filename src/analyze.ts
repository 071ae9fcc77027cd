import type { FormatDefinition, Knowledge, Term, Wording } from './knowledge/types.ts';
import { FormatRecogniser, type Recognition } from './log/formats/recognise.ts';
import { readMachine } from './log/settings/machine.ts';
import { isConfigured, proxyInUse, readProxy } from './log/settings/proxy.ts';
import { defaultTls, readSchannel } from './log/settings/schannel.ts';
import { readWindowsProxy } from './log/settings/wininet.ts';
import { Gateways } from './gateways/gateways.ts';
import { onlyResembles } from './locales/ja/explain.ts';
import { FindingsReader } from './log/findings.ts';
import { diagnose } from './judge/diagnosis/index.ts';
import { judgeEndpoints, type JudgedProbe } from './judge/endpoints.ts';
import { EndpointTable, judgeServices } from './judge/services.ts';
import { toneOf } from './judge/tone.ts';
import { judgeWorkloads } from './judge/workloads.ts';
import { FurtherLogs, mergeReports } from './judge/merge.ts';
import { platformOf } from './judge/platform.ts';
import { LOGS } from './limits.ts';
import { boundedLines, joinedUpTo, withLeftOut } from './report/left-out.ts';
import { annotate, toProbe, type Place } from './report/from-probes.ts';
import { toolWord } from './report/tool-word.ts';
import { CAUSES } from './report/words.ts';
import type { Annotation } from './model/finding.ts';
import type { Encoding, Report } from './model/report.ts';
import type { Endpoint } from './model/endpoint.ts';
import type { Platform } from './model/probe.ts';
import type { ProxySettings } from './model/settings.ts';
import type { RawProbe } from './session/raw-probe.ts';
import { SessionReader } from './session/scan.ts';
import type { Scan } from './session/scanner.ts';
import { splitLogs, startMarks, type StartMarks } from './session/split.ts';
import { Explainer, type Explanation } from './signatures/explain.ts';
import { Catalogue, type CatalogueEntry, type CatalogueHit } from './signatures/catalogue.ts';
import { aloneOnly, MessageSearch } from './signatures/find-messages.ts';
import { SignatureMatcher } from './signatures/matcher.ts';
import { TermFinder, type TermMark } from './signatures/terms.ts';
import { CleanLines } from './text/clean.ts';
import { decodeChunks, detectEncoding } from './text/decode.ts';
import { Lines } from './text/lines.ts';
import { Shared } from './text/shared.ts';
import { wildcard } from './text/wildcard.ts';
import { SESSION_TOOLS, toolOf } from './tools/index.ts';
import { undecided, type ProbeContext } from './tools/outcome.ts';
import { withTools } from './tools/platforms.ts';

export type { Explanation } from './signatures/explain.ts';
export type { CatalogueHit } from './signatures/catalogue.ts';
export type { TermMark } from './signatures/terms.ts';

/** What the reader gave. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Analysis {
  readonly report: Report;
  readonly lines: Lines;
}

export interface Options {
  /** A format that the reader chose in place of the recognised one. */
  readonly format?: string | undefined;
}

interface PartSource {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly firstLine: number;
  readonly firstProbe: number;
}

/** What is known of a log before anything is concluded from it. */
type BaseReport = Omit<
  Report,
  'probes' | 'services' | 'workloads' | 'diagnosis' | 'tone' | 'annotations' | 'findings' | 'unread'
>;

interface Reading {
  readonly base: BaseReport;
  readonly judged: readonly JudgedProbe[];
  readonly place: Place;
  readonly recognised: boolean;
  readonly endpoints: readonly Endpoint[];
}

/** Of this many logs in one source the report keeps everything; of further ones the verdicts. */
const MOST_IN_FULL = 64;

/** The one analysis that every surface uses: text in, report out. Holds the compiled knowledge. */
export class Analyzer {
  readonly formats: readonly FormatDefinition[];
  readonly #knowledge: Knowledge;
  readonly #matcher: SignatureMatcher;
  readonly #explainer: Explainer;
  readonly #recogniser: FormatRecogniser;
  readonly #session: SessionReader;
  readonly #starts: StartMarks;
  readonly #table: EndpointTable;
  readonly #findings: FindingsReader;
  readonly #gateways: Gateways;
  #terms: TermFinder | null = null;
  #catalogue: Catalogue | null = null;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
    this.formats = knowledge.formats;
    this.#matcher = new SignatureMatcher(knowledge.signatures);
    this.#explainer = new Explainer(knowledge.signatures);
    this.#starts = startMarks(knowledge.formats);
    this.#recogniser = new FormatRecogniser(knowledge.formats);
    this.#session = new SessionReader(this.#matcher, SESSION_TOOLS, knowledge.formats);
    this.#findings = new FindingsReader(new MessageSearch(aloneOnly(knowledge.signatures)));
    this.#table = new EndpointTable(knowledge.endpoints);
    this.#gateways = new Gateways(knowledge.gateways);
  }

  /** Analyses a file. Never throws on its content. */
  analyze(source: Source, options: Options = {}): Analysis {
    const { name, bytes } = source;
    const encoding = detectEncoding(bytes);
    const whole = { name, bytes: bytes.length, encoding, firstLine: 1, firstProbe: 1 };
    return this.#analyze(() => decodeChunks(bytes, encoding), whole, options);
  }

  /** Analyses pasted text. */
  analyzeText(name: string, text: string, options: Options = {}): Analysis {
    const bytes = new TextEncoder().encode(text).length;
    return this.#analyze(() => [text], { name, bytes, encoding: 'utf-8', firstLine: 1, firstProbe: 1 }, options);
  }

  /** The signatures of a pasted error string, the best first. */
  explain(text: string): Explanation[] {
    return this.#explainer
      .explain(text)
      .map((one) => (one.meaning === '' ? { ...one, meaning: onlyResembles(one.title) } : one));
  }

  /** Pages that words find: messages and root causes. */
  find(query: string, most: number): CatalogueHit[] {
    this.#catalogue ??= new Catalogue(catalogueOf(this.#knowledge), this.#knowledge.synonyms);
    return this.#catalogue.find(query, most);
  }

  /** A query in the words of our pages. */
  reworded(query: string): string {
    this.#catalogue ??= new Catalogue(catalogueOf(this.#knowledge), this.#knowledge.synonyms);
    return this.#catalogue.reworded(query);
  }

  /** The terms in a line that have an explanation of their own. */
  terms(line: string, tool: string): TermMark[] {
    this.#terms ??= new TermFinder(this.#knowledge.terms satisfies readonly Term[]);
    return this.#terms.find(line, tool);
  }

  #analyze(pieces: () => Iterable<string>, whole: PartSource, options: Options): Analysis {
    const parts: Report[] = [];
    const further = new FurtherLogs();
    const shared = new Shared();
    let worst = 0;
    let own: Lines | null = null;
    let { firstLine, firstProbe } = whole;
    try {
      for (const { text, left } of splitLogs(pieces(), this.#starts)) {
        const log = boundedLines(text, left);
        own = log.lines;
        const reading = this.#read(own, { ...whole, bytes: text.length, firstLine, firstProbe }, options);
        const failing = reading.endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
        // the log that speaks for all of them is kept whole, however late it comes
        const inFull = (parts.length < MOST_IN_FULL && firstLine < LOGS.lines) || failing > worst;
        worst = Math.max(worst, failing);
        if (inFull || parts.length < LOGS.parts)
          parts.push(withLeftOut(inFull ? this.#report(reading) : this.#brief(reading, shared), log.left));
        else further.add(withLeftOut(this.#brief(reading, shared), log.left));
        firstLine += log.count;
        firstProbe += reading.judged.length;
      }
    } finally {
      this.#matcher.forget();
      this.#findings.forget();
    }
    const [only] = parts;
    if (only === undefined || parts.length === 1) {
      const lines = own ?? new Lines('');
      const report = only ?? this.#report(this.#read(lines, whole, options));
      return { report: { ...report, source: { ...report.source, bytes: whole.bytes } }, lines };
    }
    const all = further.report === null ? parts : [...parts, further.report];
    const merged = mergeReports(all, { ...whole, lines: firstLine - 1 }, this.#knowledge);
    const left = parts.flatMap(({ leftOut }) => leftOut ?? []);
    if (further.count > 0) left.push({ what: 'parts', kept: parts.length, all: parts.length + further.count });
    const report = withLeftOut({ ...merged, parts }, left);
    let lines: Lines | null = null;
    return {
      report,
      // the whole text is put together only for a view that shows its lines
      get lines(): Lines {
        return (lines ??= new Lines(joinedUpTo(pieces(), LOGS.characters)));
      },
    };
  }

  /** A log up to the verdicts of its endpoints. */
  #read(lines: Lines, source: PartSource, options: Options): Reading {
    const asTerminal = options.format === 'terminal';
    const text = new CleanLines(lines);
    const found = this.#recogniser.recognise(text, asTerminal);
    const scanned = this.#session.read(text, asTerminal ? null : found.announcing);
    const { others } = scanned;
    const next = (line: number): string | null =>
      line <= lines.count && lines.isTerminated(line) ? text.at(line) : null;
    const proxy =
      readWindowsProxy(others, (first, last) => lines.text.slice(lines.startOf(first), lines.endOf(last))) ??
      readProxy(others, next);
    const tls = readSchannel(others);
    const settings = proxy.accounts.length > 0 || tls !== null;
    const recognition = this.#recognise(found, scanned, settings, options);
    const judged = judgeProbes(scanned, recognition, proxy, source.firstProbe, this.#gateways);
    const proxied = isProxied(proxy, judged);
    const complete = recognition.complete && !endsInside(recognition, scanned, judged);
    const telling =
      judged.some(({ outcome, raw }) => outcome.decisive !== null || raw.command !== null) || isRunOf(scanned.unread);
    const { format } = recognition;
    const recognised = format !== null && (format.id !== 'terminal' || telling || settings);
    const endpoints = recognised
      ? judgeEndpoints(judged, this.#table, {
          proxied,
          proxyUnknown: scanned.script && proxy.state === 'unknown' && !judged.some(isDirectAnswer),
          incomplete: scanned.script && !complete,
          lastSection: scanned.sections,
          services: format.services,
          isRequested: requestedBy(format),
        })
      : [];
    const shift = source.firstLine - 1;
    const place = { scan: scanned, shift };
    const base: BaseReport = {
      schema: 1,
      kind: 'log',
      rules: this.#knowledge.rules,
      source: { name: source.name, bytes: source.bytes, encoding: source.encoding, lines: lines.count },
      format: recognised ? format.id : 'unknown',
      recognised: {
        id: recognised ? format.id : 'unknown',
        title: recognised ? format.title : '読み取れない形式',
        because: recognition.because.map((span) => ({ ...span, line: span.line + shift })),
        chosenByReader: options.format !== undefined,
      },
      machine: readMachine(others),
      complete,
      script: scanned.script && recognised,
      proxy: moved(proxy, shift),
      proxied: testerProxied(proxy, judged),
      tls: tls ?? (format?.platform === 'windows' ? defaultTls() : {}),
      tlsShown: tls !== null,
      endpoints,
      firstLine: source.firstLine,
    };
    return { base, judged: recognised ? judged : [], place, recognised, endpoints };
  }

  /** The whole report of a log. */
  #report({ base, judged, place, recognised, endpoints }: Reading): Report {
    const probes = judged.map((probe) => toProbe(probe, place));
    const services = judgeServices(endpoints, this.#knowledge);
    const { complete, proxy, tls } = base;
    const { findings, annotations: notes } = this.#findings.read(
      place.scan,
      judged.map(({ raw }) => raw),
      place.shift,
    );
    const unread = place.scan.unread.map(({ command, tool, lines: [first, last] }) => ({
      command,
      tool,
      lines: [first + place.shift, last + place.shift] as const,
    }));
    const platform = this.#platformOf(base, judged, place);
    const facts = {
      recognised,
      complete,
      proxy,
      tls,
      proxied: isProxied(proxy, judged),
      source: 'log' as const,
      platform,
      probes,
      endpoints,
      services,
      findings,
      unread,
      knowledge: this.#knowledge,
    };
    const format = this.formats.find(({ id }) => id === base.format);
    const workloads = judgeWorkloads(this.#knowledge.workloads, {
      endpoints,
      proxied: base.proxied,
      accounts: proxy.accounts,
      whole: (format?.tests ?? []).length > 0,
      tests: format?.tests ?? [],
    });
    const report = {
      ...base,
      probes,
      services,
      workloads,
      diagnosis: diagnose(facts),
      annotations: inOrder([...annotate(judged, place), ...notes]),
      findings,
      unread,
    };
    return { ...report, tone: toneOf(report) };
  }

  #platformOf({ format, proxy }: BaseReport, judged: readonly JudgedProbe[], { scan: { text } }: Place): Platform {
    const own = this.formats.find(({ id }) => id === format)?.platform ?? 'any';
    return platformOf(
      {
        // only Windows has settings for each account
        format: proxy.accounts.length > 0 ? 'windows' : own,
        tools: judged.map(({ raw }) => raw.tool),
        lines: linesOf(text),
      },
      withTools(this.#knowledge.platforms),
    );
  }

  /**
   * What stays of a log among very many: the verdicts. Equal endpoints are one object, and strings are exchanged for
   * copies: a piece of the source would keep all of it in memory.
   */
  #brief({ base, endpoints }: Reading, shared: Shared): Report {
    const { machine, proxy, recognised } = base;
    return {
      ...base,
      recognised: shared.of(recognised.id, () => ({ ...recognised, because: [] })),
      machine: { ...machine, hostname: shared.text(machine.hostname), os: null, startedAt: null, addresses: [] },
      proxy: { ...proxy, http: shared.text(proxy.http), https: shared.text(proxy.https) },
      endpoints: endpoints.map((endpoint) => {
        const { host, port, dns, tcp, https, verdict } = endpoint;
        const key = `${host} ${port} ${dns.status} ${tcp.status} ${https.status} ${https.httpStatus ?? ''} ${verdict}`;
        return shared.of(key, () => withoutEvidence({ ...endpoint, host: shared.text(host) ?? host }));
      }),
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

  #recognise(found: Recognition, { probes, script, unread }: Scan, settings: boolean, options: Options): Recognition {
    // a log that ends before its first probe still begins as its script does
    const begun = script || found.begun;
    const wanted = options.format ?? (begun ? undefined : 'terminal');
    const chosen = wanted === undefined ? found.format : (this.formats.find(({ id }) => id === wanted) ?? found.format);
    if (
      chosen?.id === 'terminal' &&
      options.format === undefined &&
      probes.length === 0 &&
      !settings &&
      !isRunOf(unread)
    )
      return { ...found, format: found.format };
    const complete = chosen?.endMark == null || (found.complete && found.format?.endMark != null);
    return { ...found, format: chosen, complete };
  }
}

/** Forms of a message in which words are looked for; a list of codes has more. */
const MOST_FORMS = 12;

/** A text of a root cause for those who look for it: nothing is counted, and what would be named is left open. */
function withoutParameters(text: string): string {
  return text.replaceAll(/\{[a-z]{1,20}\} 件の/gu, '').replaceAll(/\{[a-z]{1,20}\}/gu, '…');
}

/** The wording that says most. */
function fullest(wording: Wording): string {
  const [first = ''] = wording;
  return typeof first === 'string' ? first : first.text;
}

function catalogueOf({ articles, signatures, diagnoses }: Knowledge): CatalogueEntry[] {
  return [
    ...articles.map(({ path, title, description, kind }) => ({
      path,
      title,
      text: description,
      also: '',
      kind,
      verdict: null,
      explains: true,
    })),
    ...diagnoses.map(({ id, title, cause, summary, why }) => ({
      path: `/diagnoses/${id}/`,
      title: withoutParameters(fullest(cause)),
      text: withoutParameters(`${fullest(title)} ${fullest(summary)} ${fullest(why)}`),
      also: '',
      kind: '根本原因',
      verdict: null,
      explains: false,
    })),
    ...signatures.map(({ id, tool, title, meaning, verdict, cause, patterns }) => ({
      path: `/signatures/${id}/`,
      title,
      text: `${meaning} ${toolWord(tool)} ${cause === null ? '' : CAUSES[cause]} ${patterns[0] ?? ''}`,
      also: patterns.slice(1, MOST_FORMS).join(' '),
      kind: toolWord(tool),
      verdict,
      explains: false,
    })),
  ];
}

function* linesOf(text: CleanLines): Iterable<string> {
  for (let line = 1; line <= text.lines.count; line += 1) yield text.at(line);
}

function inOrder(notes: Annotation[]): Annotation[] {
  return notes.sort((a, b) => a.line - b.line || a.start - b.start);
}

/** Programs of this job were run, though their output is not read. */
function isRunOf(unread: Scan['unread']): boolean {
  return unread.some(({ tool }) => tool !== null);
}

/** Tells which destinations the format's script asks for an answer, beside connecting to them. */
function requestedBy({ requests, connectsOnly }: FormatDefinition): (host: string, port: number) => boolean {
  const ports = new Set(requests);
  const others = connectsOnly.map(wildcard);
  return (host, port) => ports.has(port) && !others.some((fits) => fits(host));
}

function withoutEvidence(endpoint: Endpoint): Endpoint {
  const { dns, tcp, https } = endpoint;
  return {
    ...endpoint,
    decidedBy: null,
    dns: { ...dns, addresses: [], probe: null },
    tcp: { ...tcp, probe: null },
    https: { ...https, probe: null },
  };
}

function judgeProbes(
  scanned: Scan,
  recognition: Recognition,
  settings: ProxySettings,
  firstId: number,
  gateways: Gateways,
): JudgedProbe[] {
  const proxy: ProbeContext['proxy'] = proxyInUse(settings);
  const last = scanned.probes.at(-1);
  const open = !recognition.complete || (recognition.format?.endMark == null && scanned.script);
  const unconnected = new Set<string>();
  return scanned.probes.map((raw, index) => {
    const tool = toolOf(raw.tool);
    const context = {
      cutOff: raw === last && open,
      proxy,
      unconnected: unconnected.has(destinationOf(raw)),
      gateways,
    };
    const outcome = tool?.read(raw, context, scanned.text) ?? undecided(context);
    const proves = tool?.proves ?? [];
    const connects = proves.at(-1) === 'tcp' && outcome.route === 'direct';
    if (connects && raw.command !== null && outcome.status === 'unreachable') unconnected.add(destinationOf(raw));
    return { id: firstId + index, raw, outcome, proves };
  });
}

function destinationOf({ command }: RawProbe): string {
  return `${command?.host ?? ''} ${command?.port ?? ''}`;
}

/** Line numbers of a log within its source. */
function moved(proxy: ProxySettings, shift: number): ProxySettings {
  if (shift === 0 || proxy.line === null) return proxy;
  const accounts = proxy.accounts.map((account) => ({ ...account, line: account.line + shift }));
  return { ...proxy, line: proxy.line + shift, accounts };
}

/** https goes through a proxy: by the settings, or because a probe shows it. */
function isProxied(settings: ProxySettings, judged: readonly JudgedProbe[]): boolean {
  return isConfigured(settings) || judged.some(({ outcome }) => outcome.detail.viaProxy === true);
}

/** Https of the account that ran the tests goes through a proxy: another account may have one of its own. */
function testerProxied(settings: ProxySettings, judged: readonly JudgedProbe[]): boolean {
  const tester = proxyInUse(settings);
  return (tester !== null && tester !== 'unknown') || judged.some(({ outcome }) => outcome.detail.viaProxy === true);
}

/** An answer came without a proxy's help. */
function isDirectAnswer({ proves, outcome }: JudgedProbe): boolean {
  return proves.includes('http') && outcome.status === 'reachable' && outcome.detail.viaProxy !== true;
}

/** A line begins as an announcement of the format does. */
function announces({ announce }: FormatDefinition, line: string): boolean {
  return announce.some((source) => line.startsWith(source.slice(0, source.indexOf('{')).trimEnd()));
}

/** A script log without an end mark is complete unless its last probe is cut off. */
function endsInside({ format }: Recognition, { text, others }: Scan, judged: readonly JudgedProbe[]): boolean {
  // pieces of a terminal begin and end anywhere
  if (format === null || format.endMark !== null || format.startMarks.length === 0) return false;
  const last = judged.at(-1);
  if (last === undefined) return true;
  const { lines } = text;
  const later = others.at(-1)?.line ?? 0;
  if (later > last.raw.last) return !lines.isTerminated(lines.count) && announces(format, lines.at(lines.count));
  if (last.outcome.status === 'incomplete') return true;
  if (lines.isTerminated(lines.count)) return false;
  // a blank line ends the output of a probe; what comes behind it is not the script's
  for (let line = (last.outcome.decisive?.line ?? lines.count) + 1; line <= lines.count; line += 1) {
    if (text.at(line).trim() === '') return false;
  }
  return true;
}
