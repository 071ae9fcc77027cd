/**
 * The report: one object for every surface (article example, paste box, command line, Markdown). Its JSON is a
 * contract: field names and meanings stay, new fields may be added (report/json.ts).
 */

import type { AzureNetwork } from './azure-network.ts';
import type { CaptureSummary } from './capture.ts';
import type { Diagnosis, Tone } from './diagnosis.ts';
import type { Endpoint, ServiceState, WorkloadState } from './endpoint.ts';
import type { BundleResult, Moment, UnreadFile } from './evidence.ts';
import type { Annotation, MessageFinding, Unread } from './finding.ts';
import type { JournalSummary } from './journal.ts';
import type { PrivateName } from './private-name.ts';
import type { LogProbe, Probe, Span } from './probe.ts';
import type { Machine, NetworkSettings, ProxySettings, TlsSettings } from './settings.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp';

interface FormatChoice {
  readonly id: string;
  readonly title: string;
  readonly because: readonly Span[];
  readonly chosenByReader: boolean;
}

/** Of what a report has only a part, and how much there is in all. */
export interface LeftOut {
  /** `characters`, `lines`: of one log; `parts`: logs that have a report of their own; `events`: of a log that is damaged. */
  readonly what: 'characters' | 'lines' | 'endpoints' | 'probes' | 'parts' | 'events';
  readonly kept: number;
  readonly all: number;
}

/** What was hidden in what leaves the page: how many different values of each kind. */
export interface Masking {
  /** False: only secrets were removed. */
  readonly names: boolean;
  readonly hidden: Readonly<Record<string, number>>;
  readonly secrets: Readonly<Record<string, number>>;
}

/** What every report says, whatever its source is. */
interface ReportHead {
  readonly schema: 1;
  /** Version of the rules that judged: computed from content and judging code. */
  readonly rules: string;
  readonly source: { readonly name: string; readonly bytes: number };
  readonly format: string;
  readonly recognised: FormatChoice;
  /** Nothing of the source was cut off or left out. */
  readonly complete: boolean;
  readonly diagnosis: readonly Diagnosis[];
  /** Colour of the conclusion, by what was seen to work. */
  readonly tone: Tone;
  /** Only in a copy in which something was hidden. */
  readonly masking?: Masking;
}

/** What is concluded of the machine's connections. */
interface Connectivity {
  readonly machine: Machine;
  /** Https of the account that ran the tests goes through a proxy. */
  readonly proxied: boolean;
  readonly probes: readonly Probe[];
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly ServiceState[];
  readonly workloads: readonly WorkloadState[];
}

/** The report of a text: the log of a script, or what a terminal shows. */
export interface LogReport extends ReportHead, Connectivity {
  readonly kind: 'log';
  readonly probes: readonly LogProbe[];
  readonly source: ReportHead['source'] & { readonly encoding: Encoding; readonly lines: number };
  /** A check script wrote it, with announcements of its own. */
  readonly script: boolean;
  readonly proxy: ProxySettings;
  readonly tls: TlsSettings;
  /** False when the log holds no registry dump, so that `tls` is only what Windows does by default. */
  readonly tlsShown: boolean;
  readonly network: NetworkSettings;
  /** Only where the source lists rules or routes of an Azure network: what they say of the destinations that backups need. */
  readonly azureNetwork?: AzureNetwork;
  readonly annotations: readonly Annotation[];
  /** Only for a log that holds the list of a private endpoint's names: what was answered for each. */
  readonly privateNames?: readonly PrivateName[];
  /** Known messages outside the probes. */
  readonly findings: readonly MessageFinding[];
  /** Commands whose output is not read. */
  readonly unread: readonly Unread[];
  /** Only for the log of an agent, or an event log: what its records say of themselves. */
  readonly journal?: JournalSummary;
  /** What is beyond the stated limits: not read, or not kept. Absent where nothing is. */
  readonly leftOut?: readonly LeftOut[];
  /** Only for a source that holds several logs: one report for each, in their order. */
  readonly parts?: readonly LogReport[];
  /** First line of this report within the source, 1-based (1 unless it is a part). */
  readonly firstLine: number;
}

/** The report of a packet capture. */
export interface CaptureReport extends ReportHead, Connectivity {
  readonly kind: 'capture';
  readonly capture: CaptureSummary;
}

/** What the files of a bundle say. */
export interface BundleFiles {
  /** The report of each file that was read; `source.name` is its path in the bundle. Beyond a limit without its probes. */
  readonly reports: readonly ConnectionReport[];
  /** What may hold something and was not read; the first of `unreadFiles`. */
  readonly unread: readonly UnreadFile[];
  readonly unreadFiles: number;
  /** Texts in which nothing is known. */
  readonly silent: number;
  /** What happened when, by all files; of very many the gravest. */
  readonly timeline: readonly Moment[];
}

/** The report of a bundle of evidence. */
export interface EvidenceReport extends ReportHead {
  readonly kind: 'evidence';
  readonly evidence: BundleResult & BundleFiles;
}

export type Report = LogReport | CaptureReport | EvidenceReport;
/** A report that speaks of destinations. */
export type ConnectionReport = LogReport | CaptureReport;
