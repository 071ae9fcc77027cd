/** The report: one JSON for every surface (article example, paste box, command line, Markdown).
 * Field names and meanings are a contract; new fields may be added, none may change. */

import type { CaptureSummary } from './capture.ts';
import type { Diagnosis, Tone } from './diagnosis.ts';
import type { Endpoint, ServiceState, WorkloadState } from './endpoint.ts';
import type { BundleResult } from './evidence.ts';
import type { Annotation, MessageFinding, Unread } from './finding.ts';
import type { Probe, Span } from './probe.ts';
import type { Machine, ProxySettings, TlsSettings } from './settings.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp';

export interface FormatChoice {
  readonly id: string;
  readonly title: string;
  readonly because: readonly Span[];
  readonly chosenByReader: boolean;
}

/** Of what a report has only a part, and how much there is in all. */
export interface LeftOut {
  /** `characters`, `lines`: of one log; `parts`: logs that have a report of their own. */
  readonly what: 'characters' | 'lines' | 'endpoints' | 'probes' | 'parts';
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

export interface Report {
  readonly schema: 1;
  readonly kind: 'log' | 'capture' | 'evidence';
  readonly rules: string;
  readonly source: {
    readonly name: string;
    readonly bytes: number;
    /** `binary` for a capture, which has no lines. */
    readonly encoding: Encoding | 'binary';
    readonly lines: number;
  };
  readonly format: string;
  readonly recognised: FormatChoice;
  readonly machine: Machine;
  readonly complete: boolean;
  /** A check script wrote it, with announcements of its own. */
  readonly script: boolean;
  readonly proxy: ProxySettings;
  /** Https of the account that ran the tests goes through a proxy. */
  readonly proxied: boolean;
  readonly tls: TlsSettings;
  /** False when the log holds no registry dump, so that `tls` is only what Windows does by default. */
  readonly tlsShown: boolean;
  readonly probes: readonly Probe[];
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly ServiceState[];
  readonly workloads: readonly WorkloadState[];
  readonly diagnosis: readonly Diagnosis[];
  /** Colour of the conclusion, by what was seen to work. */
  readonly tone: Tone;
  readonly annotations: readonly Annotation[];
  /** Known messages outside the probes. */
  readonly findings: readonly MessageFinding[];
  /** Commands whose output is not read. */
  readonly unread: readonly Unread[];
  /** What is beyond the stated limits: not read, or not kept. Absent where nothing is. */
  readonly leftOut?: readonly LeftOut[];
  /** Only for a source that holds several logs: one report for each, in their order. */
  readonly parts?: readonly Report[];
  /** Only in a copy in which something was hidden. */
  readonly masking?: Masking;
  /** Only for a capture. */
  readonly capture?: CaptureSummary;
  /** Only for a bundle of evidence. */
  readonly evidence?: BundleResult;
  /** First line of this report within the source, 1-based (1 unless it is a part). */
  readonly firstLine: number;
}
