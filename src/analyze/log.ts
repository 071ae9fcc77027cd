import { Gateways } from '../gateways/gateways.ts';
import { judgeLog } from '../judge/log.ts';
import { EndpointTable } from '../judge/services.ts';
import type { FormatDefinition, Knowledge } from '../knowledge/types.ts';
import { eventLogText } from '../journal/evtx/lines.ts';
import { isEventLog } from '../journal/evtx/reading.ts';
import { Journals } from '../journal/journals.ts';
import { FindingsReader } from '../log/findings.ts';
import { FormatRecogniser } from '../log/formats/recognise.ts';
import { settleFormat, tellsOf, TERMINAL } from '../log/formats/settle.ts';
import { readSettings } from '../log/settings/read.ts';
import type { Encoding, LogReport } from '../model/report.ts';
import { withLeftOut } from '../report/left-out.ts';
import type { Destinations } from '../session/line-worth.ts';
import { SessionReader } from '../session/scan.ts';
import { splitLogs, startMarks, type StartMarks } from '../session/split.ts';
import { EventSignatures } from '../signatures/events.ts';
import { aloneOnly, MessageSearch } from '../signatures/find-messages.ts';
import { SignatureMatcher } from '../signatures/matcher.ts';
import { decodeChunks, detectEncoding } from '../text/decode.ts';
import { Lines } from '../text/lines.ts';
import { SESSION_TOOLS } from '../tools/index.ts';
import { PartReports, type ReadAndJudged } from './parts.ts';
import { bestReading } from './reading.ts';
import { settleJournal } from './settle-journal.ts';

/** What the reader gave. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Analysis {
  readonly report: LogReport;
  readonly lines: Lines;
}

export interface Options {
  /** A format that the reader chose in place of the recognised one. */
  readonly format?: string | undefined;
  /** When it is read, in milliseconds since the epoch; without it no certificate is said to be over. */
  readonly now?: number | undefined;
}

/** The one analysis of text that every surface uses: text in, report out. Holds the compiled knowledge. */
export class Analyzer {
  readonly formats: readonly FormatDefinition[];
  readonly #knowledge: Knowledge;
  readonly #matcher: SignatureMatcher;
  readonly #recogniser: FormatRecogniser;
  readonly #journals: Journals;
  readonly #session: SessionReader;
  readonly #starts: StartMarks;
  readonly #table: EndpointTable;
  readonly #findings: FindingsReader;
  readonly #gateways: Gateways;
  readonly #destinations: Destinations;

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
    this.#gateways = new Gateways(knowledge.gateways);
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
    whole: { readonly name: string; readonly bytes: number; readonly encoding: Encoding },
    options: Options,
  ): Analysis {
    const chosenByReader = options.format !== undefined;
    const parts = new PartReports({ ...whole, chosenByReader }, this.#findings, this.#knowledge);
    try {
      for (const log of splitLogs(pieces(), this.#starts))
        parts.add(log, (lines, firstProbe) => this.#judge(lines, firstProbe, options));
      return parts.analysis(pieces, () => this.#judge(new Lines(''), 1, options));
    } finally {
      this.#matcher.forget();
      this.#findings.forget();
    }
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
    const recognition = settleJournal(settled, journal, { scan, settings: shows });
    const records = journal?.records ?? null;
    const log = judgeLog({ scan, settings, recognition, records, firstProbe }, this.#table, this.#gateways);
    return { log, unfolded };
  }
}
