import { Gateways } from '../gateways/gateways.ts';
import { judgeNetwork } from '../judge/azure/network.ts';
import { judgeLog } from '../judge/log.ts';
import { EndpointTable } from '../judge/services.ts';
import type { FormatDefinition, Knowledge } from '../knowledge/types.ts';
import { eventLogText } from '../journal/evtx/lines.ts';
import { isEventLog } from '../journal/evtx/reading.ts';
import { Journals } from '../journal/journals.ts';
import { readAzureNetwork } from '../log/azure/read.ts';
import { FindingsReader } from '../log/findings.ts';
import { FormatRecogniser } from '../log/formats/recognise.ts';
import { settleFormat, tellsOf, TERMINAL } from '../log/formats/settle.ts';
import { readSettings } from '../log/settings/read.ts';
import type { LogReport } from '../model/report.ts';
import { withLeftOut } from '../report/left-out.ts';
import type { LogSource } from '../report/log-report.ts';
import type { Destinations } from '../session/line-worth.ts';
import { SessionReader } from '../session/scan.ts';
import { splitLogs, startMarks, type StartMarks, type SplitLog } from '../session/split.ts';
import { EventSignatures } from '../signatures/events.ts';
import { aloneOnly, MessageSearch } from '../signatures/find-messages.ts';
import { SignatureMatcher } from '../signatures/matcher.ts';
import { decodeChunks, detectEncoding } from '../text/decode.ts';
import { InOrder } from '../text/in-order.ts';
import { Lines } from '../text/lines.ts';
import { SESSION_TOOLS } from '../tools/index.ts';
import type { Crew, Results, Work, WorkReader } from './crew.ts';
import { batchesOf, type LogsWork } from './deal.ts';
import type { Options } from './options.ts';
import { dealtLogs, PartReports, type DealtLog, type ReadAndJudged } from './parts.ts';
import { bestReading } from './reading.ts';
import { settleJournal } from './settle-journal.ts';
import { settleListings } from './settle-listings.ts';
import { SystemErrors } from '../tools/os-error.ts';
import type { ProbeContext } from '../tools/outcome.ts';

/** What the reader gave. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Analysis {
  readonly report: LogReport;
  readonly lines: Lines;
}

/** Characters of logs whose lines are remembered: as many texts may be kept alive by them, in each thread. */
const MOST_REMEMBERED = 8 * 1024 * 1024;

/** The one analysis of text that every surface uses: text in, report out. Holds the compiled knowledge. */
export class Analyzer implements WorkReader {
  readonly formats: readonly FormatDefinition[];
  readonly #knowledge: Knowledge;
  readonly #matcher: SignatureMatcher;
  readonly #recogniser: FormatRecogniser;
  readonly #journals: Journals;
  readonly #session: SessionReader;
  readonly #starts: StartMarks;
  readonly #table: EndpointTable;
  readonly #findings: FindingsReader;
  readonly #context: Pick<ProbeContext, 'gateways' | 'system'>;
  readonly #destinations: Destinations;
  /** Characters of dealt logs since it last let go of their lines. */
  #remembered = 0;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
    this.formats = knowledge.formats;
    this.#matcher = new SignatureMatcher(knowledge.signatures);
    this.#starts = startMarks(knowledge.formats);
    this.#recogniser = new FormatRecogniser(knowledge.formats);
    this.#session = new SessionReader(
      this.#matcher,
      { ...SESSION_TOOLS, settings: knowledge.settingsCommands },
      knowledge.formats,
    );
    this.#findings = new FindingsReader(
      new MessageSearch(aloneOnly(knowledge.signatures)),
      new EventSignatures(knowledge.signatures),
    );
    this.#journals = new Journals(knowledge.formats);
    this.#table = new EndpointTable(knowledge);
    this.#context = {
      gateways: new Gateways(knowledge.gateways),
      system: new SystemErrors(knowledge.systemErrors),
    };
    this.#destinations = {
      isHost: (host) => this.#table.find(host) !== null,
      ports: new Set(knowledge.endpoints.flatMap(({ port }) => (typeof port === 'number' ? [port] : []))),
    };
  }

  /** Analyses a file. Never throws on its content. */
  analyze({ name, bytes }: Source, options: Options = {}): Analysis {
    if (isEventLog(bytes)) return this.#analyzeEvents(name, bytes, options);
    const encoding = detectEncoding(bytes);
    return this.#analyze(() => decodeChunks(bytes, encoding), { name, bytes: bytes.length, encoding }, options);
  }

  /** Analyses pasted text. */
  analyzeText(name: string, text: string, options: Options = {}): Analysis {
    const bytes = new TextEncoder().encode(text).length;
    return this.#analyze(() => [text], { name, bytes, encoding: 'utf-8' }, options);
  }

  /** Analyses a file with others who read beside this one: what comes of it is the same. Never throws on its content. */
  async analyzeWith(crew: Crew, source: Source, options: Options = {}): Promise<Analysis> {
    const { name, bytes } = source;
    if (!crew.isWorth(bytes.length) || isEventLog(bytes)) return this.analyze(source, options);
    const encoding = detectEncoding(bytes);
    const whole = { name, bytes: bytes.length, encoding };
    return this.#analyzeBeside(() => decodeChunks(bytes, encoding), whole, options, crew);
  }

  /** Analyses pasted text in the same way. */
  async analyzeTextWith(crew: Crew, name: string, text: string, options: Options = {}): Promise<Analysis> {
    if (!crew.isWorth(text.length)) return this.analyzeText(name, text, options);
    const bytes = new TextEncoder().encode(text).length;
    return this.#analyzeBeside(() => [text], { name, bytes, encoding: 'utf-8' }, options, crew);
  }

  /** Analyses the events of a binary log; those that are damaged are told. */
  #analyzeEvents(name: string, bytes: Uint8Array, options: Options): Analysis {
    let events = 0;
    let all = 0;
    const pieces = (): Iterable<string> =>
      eventLogText(bytes, (read) => {
        events = read.events;
        all = read.events + read.damagedRecords;
      });
    const { report, lines } = this.#analyze(pieces, { name, bytes: bytes.length, encoding: 'utf-16le' }, options);
    return { report: all > events ? withLeftOut(report, [{ what: 'events', kept: events, all }]) : report, lines };
  }

  #analyze(
    pieces: () => Iterable<string>,
    whole: Omit<LogSource, 'firstLine' | 'chosenByReader'>,
    options: Options,
  ): Analysis {
    const parts = this.#partsOf(whole, options);
    try {
      for (const log of splitLogs(pieces(), this.#starts)) {
        this.#passOn([log]);
        parts.add(log, this.#judging(options));
      }
      return parts.analysis(pieces, () => this.#judge(new Lines(''), 1, options));
    } finally {
      this.#forget();
    }
  }

  /** The same, with the logs of a source that holds several dealt out to a crew and to this reader. */
  async #analyzeBeside(
    pieces: () => Iterable<string>,
    whole: Omit<LogSource, 'firstLine' | 'chosenByReader'>,
    options: Options,
    crew: Crew,
  ): Promise<Analysis> {
    const parts = this.#partsOf(whole, options);
    const source = { ...whole, chosenByReader: options.format !== undefined };
    const order = new InOrder<readonly DealtLog[]>((logs) => {
      for (const log of logs) parts.addDealt(log);
    });
    try {
      for (const { logs, before, characters, isAll } of batchesOf(splitLogs(pieces(), this.#starts), crew.batch)) {
        if (isAll) {
          for (const log of logs) parts.add(log, this.#judging(options));
          continue;
        }
        const work: LogsWork = { kind: 'logs', logs, before, worst: parts.worst, source, options };
        const asked = crew.ask(work, characters, this);
        order.push(asked ?? this.read(work));
        if (asked === null) await crew.turn();
      }
      await order.done();
      return parts.analysis(pieces, () => this.#judge(new Lines(''), 1, options));
    } finally {
      this.#forget();
    }
  }

  /** Reads a piece of work that was dealt out. */
  read<W extends Work>(work: W): Results[W['kind']];
  read(work: Work): Results[Work['kind']] {
    if (work.kind === 'file') return this.analyze(work, { now: work.now }).report;
    this.#passOn(work.logs);
    return dealtLogs(work, this.#judging(work.options), { findings: this.#findings, knowledge: this.#knowledge });
  }

  /** Before further logs are read: what is remembered of lines that come again is let go of now and then. */
  #passOn(logs: readonly SplitLog[]): void {
    this.#remembered += logs.reduce((sum, { text }) => sum + text.length, 0);
    if (this.#remembered > MOST_REMEMBERED) this.#forget();
  }

  /** Lets go of the lines that it remembers: they would keep their texts alive. */
  #forget(): void {
    this.#remembered = 0;
    this.#matcher.forget();
    this.#findings.forget();
  }

  #partsOf(whole: Omit<LogSource, 'firstLine' | 'chosenByReader'>, { format }: Options): PartReports {
    const tools = { findings: this.#findings, knowledge: this.#knowledge };
    return new PartReports({ ...whole, chosenByReader: format !== undefined }, tools);
  }

  #judging(options: Options): (lines: Lines, firstProbe: number) => ReadAndJudged {
    return (lines, firstProbe) => this.#judge(lines, firstProbe, options);
  }

  /** A log up to the verdicts of its endpoints: format, session, tools, settings, endpoints. */
  #judge(lines: Lines, firstProbe: number, { format: chosen, now = -Infinity }: Options): ReadAndJudged {
    const { text, unfolded } = bestReading(lines, this.#session, this.#destinations);
    const asTerminal = chosen === TERMINAL;
    const found = this.#recogniser.recognise(text, asTerminal);
    const scan = this.#session.read(text, asTerminal ? null : found.announcing);
    const settings = readSettings(scan, this.#knowledge, now);
    const shows = tellsOf(found, settings);
    const settled = settleFormat(found, { scan, settings: shows, chosen }, this.formats);
    const journal = scan.script || asTerminal ? null : this.#journals.find(text.lines, chosen);
    const listings = readAzureNetwork(text, this.#knowledge.azureNetwork);
    const azure = listings === null ? null : judgeNetwork(listings, this.#knowledge.azureNetwork);
    const recognition = settleListings(
      settleJournal(settled, journal, { scan, settings: shows }),
      azure,
      { scan, chosen },
      this.formats,
    );
    const records = journal?.records ?? null;
    const log = judgeLog({ scan, settings, recognition, records, azure, firstProbe }, this.#table, this.#context);
    return { log, unfolded };
  }
}
