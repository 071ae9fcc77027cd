import type { FormatDefinition, Knowledge, Term } from './knowledge/types.ts';
import { isScript, scan, type RawProbe, type Scan } from './log/scan.ts';
import { FormatRecogniser, type Recognition } from './log/formats/recognise.ts';
import { readCurl } from './log/probes/curl.ts';
import { readNc } from './log/probes/nc.ts';
import { readNslookup } from './log/probes/nslookup.ts';
import { undecided, type Outcome, type ProbeContext } from './log/probes/outcome.ts';
import { readMachine } from './log/settings/machine.ts';
import { proxyAddress, readProxy, type NumberedLine } from './log/settings/proxy.ts';
import { splitLogs } from './log/split.ts';
import { diagnose } from './judge/diagnosis/index.ts';
import { judgeEndpoints, targetOf, type JudgedProbe } from './judge/endpoints.ts';
import { EndpointTable, judgeServices, judgeWorkloads } from './judge/services.ts';
import { mergeReports } from './judge/merge.ts';
import type { Annotation, Encoding, Probe, ProxySettings, Report } from './report/types.ts';
import { explainText, type Explanation } from './signatures/explain.ts';
import { SignatureMatcher } from './signatures/matcher.ts';
import { TermFinder, type TermMark } from './signatures/terms.ts';
import { cleanText, originOf } from './text/clean.ts';
import { decode } from './text/decode.ts';
import { Lines } from './text/lines.ts';

export type { Explanation } from './signatures/explain.ts';
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
}

/** The one analysis that every surface uses: text in, report out. Holds the compiled knowledge. */
export class Analyzer {
  readonly formats: readonly FormatDefinition[];
  readonly #knowledge: Knowledge;
  readonly #matcher: SignatureMatcher;
  readonly #recogniser: FormatRecogniser;
  readonly #table: EndpointTable;
  #terms: TermFinder | null = null;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
    this.formats = knowledge.formats;
    this.#matcher = new SignatureMatcher(knowledge.signatures);
    this.#recogniser = new FormatRecogniser(knowledge.formats);
    this.#table = new EndpointTable(knowledge.endpoints);
  }

  /** Analyses a file. Never throws on its content. */
  analyze(source: Source, options: Options = {}): Analysis {
    const { text, encoding } = decode(source.bytes);
    return this.#analyze(text, { name: source.name, bytes: source.bytes.length, encoding, firstLine: 1 }, options);
  }

  /** Analyses pasted text. */
  analyzeText(name: string, text: string, options: Options = {}): Analysis {
    const bytes = new TextEncoder().encode(text).length;
    return this.#analyze(text, { name, bytes, encoding: 'utf-8', firstLine: 1 }, options);
  }

  /** The signatures of a pasted error string, the best first. */
  explain(text: string): Explanation[] {
    return explainText(text, this.#matcher);
  }

  /** The terms in a line that have an explanation of their own. */
  terms(line: string, tool: string): TermMark[] {
    this.#terms ??= new TermFinder(this.#knowledge.terms satisfies readonly Term[]);
    return this.#terms.find(line, tool);
  }

  #analyze(text: string, source: PartSource, options: Options): Analysis {
    try {
      return this.#analyzeParts(text, source, options);
    } finally {
      this.#matcher.forget();
    }
  }

  #analyzeParts(text: string, source: PartSource, options: Options): Analysis {
    const parts = splitLogs(text, this.formats);
    if (parts.length < 2) {
      const lines = new Lines(text);
      return { report: this.#report(lines, source, options), lines };
    }
    let firstLine = 1;
    const reports = parts.map((part) => {
      const own = new Lines(part);
      const report = this.#report(own, { ...source, bytes: part.length, firstLine }, options);
      firstLine += own.count;
      return report;
    });
    const report = mergeReports(reports, { ...source, lines: firstLine - 1 }, this.#knowledge);
    let lines: Lines | null = null;
    return {
      report,
      // a second table of all lines is made only for a view that shows them
      get lines(): Lines {
        return (lines ??= new Lines(text));
      },
    };
  }

  #report(lines: Lines, source: PartSource, options: Options): Report {
    const asTerminal = options.format === 'terminal';
    const scanned = scan(lines, this.#matcher, !asTerminal && isScript(lines.text));
    const numbered = (line: number): NumberedLine => ({ line, text: cleanText(lines.at(line), scanned.quoted) });
    const others = scanned.others.map(numbered);
    const recognition = this.#recognise(scanned, others, numbered, options);
    const next = (line: number): string | null =>
      line <= lines.count && lines.isTerminated(line) ? numbered(line).text : null;
    const settings = readProxy(others, next);
    const judged = judgeProbes(scanned, lines, recognition, settings);
    const proxied = isProxied(settings, judged);
    const complete = recognition.complete && !endsInside(recognition, scanned, judged, lines);
    const telling = judged.some(({ outcome, raw }) => outcome.decisive !== null || raw.command !== null);
    const recognised = recognition.format !== null && (recognition.format.id !== 'terminal' || telling);
    const endpoints = recognised
      ? judgeEndpoints(judged, this.#table, {
          proxied,
          proxyUnknown: scanned.script && settings.state === 'unknown' && !judged.some(isDirectAnswer),
          incomplete: scanned.script && !complete,
          lastSection: scanned.sections,
          services: recognition.format?.services ?? {},
        })
      : [];
    const shift = source.firstLine - 1;
    const probes = recognised ? judged.map((probe) => toProbe(probe, lines, scanned.quoted, shift)) : [];
    const services = judgeServices(endpoints, this.#knowledge);
    const facts = {
      recognised,
      complete,
      proxy: settings,
      proxied,
      probes,
      endpoints,
      services,
      knowledge: this.#knowledge,
    };
    return {
      schema: 1,
      kind: 'log',
      rules: this.#knowledge.rules,
      source: { name: source.name, bytes: source.bytes, encoding: source.encoding, lines: lines.count },
      format: recognised ? (recognition.format?.id ?? 'unknown') : 'unknown',
      recognised: {
        id: recognised ? (recognition.format?.id ?? 'unknown') : 'unknown',
        title: recognised ? (recognition.format?.title ?? '') : '読み取れない形式',
        because: recognition.because.map((span) => ({ ...span, line: span.line + shift })),
        chosenByReader: options.format !== undefined,
      },
      machine: readMachine(others.map(({ text }) => text)),
      complete,
      proxy: settings.line === null ? settings : { ...settings, line: settings.line + shift },
      tls: {},
      probes,
      endpoints,
      services,
      workloads: judgeWorkloads(services, this.#knowledge, recognised),
      diagnosis: diagnose(facts),
      annotations: recognised ? annotate(judged, lines, scanned.quoted, shift) : [],
      firstLine: source.firstLine,
    };
  }

  #recognise(
    scanned: Scan,
    others: readonly NumberedLine[],
    numbered: (line: number) => NumberedLine,
    options: Options,
  ): Recognition {
    const announced = scanned.script ? scanned.probes.slice(0, 1).map(({ first }) => numbered(first)) : [];
    const found = this.#recogniser.recognise([...announced, ...others]);
    const wanted = options.format ?? (scanned.script ? undefined : 'terminal');
    const chosen = wanted === undefined ? found.format : (this.formats.find(({ id }) => id === wanted) ?? found.format);
    if (chosen?.id === 'terminal' && options.format === undefined && scanned.probes.length === 0)
      return { ...found, format: found.format };
    const complete = chosen?.endMark == null || (found.complete && found.format?.endMark != null);
    return { ...found, format: chosen, complete };
  }
}

function judgeProbes(scanned: Scan, lines: Lines, recognition: Recognition, settings: ProxySettings): JudgedProbe[] {
  const proxy: ProbeContext['proxy'] =
    settings.state === 'unknown' ? 'unknown' : settings.https === null ? null : proxyAddress(settings.https);
  const last = scanned.probes.at(-1);
  const open = !recognition.complete || (recognition.format?.endMark == null && scanned.script);
  return scanned.probes.map((raw, index) => {
    const context = { cutOff: raw === last && open, proxy };
    return { id: index + 1, raw, outcome: read(raw, context, lines, scanned.quoted) };
  });
}

function read(raw: RawProbe, context: ProbeContext, lines: Lines, quoted: boolean): Outcome {
  switch (raw.tool) {
    case 'nslookup':
      return readNslookup(raw, context);
    case 'nc':
      return readNc(raw, context);
    case 'curl':
      return readCurl(raw, context, lines, quoted);
    default:
      return undecided(context);
  }
}

/** curl goes through a proxy for https: by the settings, or because a probe shows it. */
function isProxied(settings: ProxySettings, judged: readonly JudgedProbe[]): boolean {
  return settings.https !== null || judged.some(({ outcome }) => outcome.detail.viaProxy === true);
}

/** curl got an answer without a proxy's help. */
function isDirectAnswer({ raw, outcome }: JudgedProbe): boolean {
  return raw.tool === 'curl' && outcome.status === 'reachable' && outcome.detail.viaProxy !== true;
}

/** A script log without an end mark is complete unless its last probe is cut off. */
function endsInside({ format }: Recognition, scanned: Scan, judged: readonly JudgedProbe[], lines: Lines): boolean {
  if (!scanned.script || format?.endMark != null) return false;
  const last = judged.at(-1);
  if (last === undefined) return false;
  const later = scanned.others.at(-1) ?? 0;
  if (later > last.raw.last) return !lines.isTerminated(lines.count) && lines.at(lines.count).startsWith('##TRY!!');
  return last.outcome.status === 'incomplete' || !lines.isTerminated(lines.count);
}

function toProbe({ id, raw, outcome }: JudgedProbe, lines: Lines, quoted: boolean, shift: number): Probe {
  const { host, port } = targetOf({ raw, outcome });
  const { decisive } = outcome;
  return {
    id,
    tool: raw.tool,
    command: raw.command?.text ?? null,
    host: host === '' ? null : host,
    port,
    lines: [raw.first + shift, raw.last + shift],
    status: outcome.status,
    cause: outcome.cause,
    signature: decisive?.match.signature.id ?? null,
    evidence:
      decisive === null
        ? null
        : {
            line: decisive.line + shift,
            start: originOf(lines.at(decisive.line), quoted, decisive.match.start),
            end: originOf(lines.at(decisive.line), quoted, decisive.match.end),
          },
    detail: outcome.detail,
  };
}

/** Each line that has a meaning, in the order of the log. */
function annotate(judged: readonly JudgedProbe[], lines: Lines, quoted: boolean, shift: number): Annotation[] {
  return judged.flatMap(({ id, raw, outcome }) => {
    const messages = raw.matches.map((matched): Annotation => {
      const decides = matched === outcome.decisive;
      const own = lines.at(matched.line);
      const said = decides && outcome.status !== 'incomplete' ? outcome.status : matched.match.signature.verdict;
      return {
        kind: 'message',
        line: matched.line + shift,
        start: originOf(own, quoted, matched.match.start),
        end: originOf(own, quoted, matched.match.end),
        probe: id,
        signature: matched.match.signature.id,
        verdict: said,
        decides,
      };
    });
    if (raw.command === null) return messages;
    const command: Annotation = {
      kind: 'command',
      line: raw.first + shift,
      start: 0,
      end: lines.at(raw.first).length,
      probe: id,
      signature: null,
      verdict: outcome.status === 'incomplete' ? 'not_run' : outcome.status,
      decides: false,
    };
    return [command, ...messages];
  });
}
