/**
 * The report: one JSON for every surface (article example, paste box, command line, Markdown).
 * Field names and meanings are a contract; new fields may be added, none may change.
 */

import type { CaptureSummary } from '../capture/summary.ts';
import type { BundleResult } from '../evidence/check.ts';

export type Status = 'reachable' | 'unreachable' | 'indeterminate' | 'not_run';
export type ProbeStatus = Status | 'incomplete';

export type Cause =
  | 'ok'
  | 'http_error_from_destination'
  | 'dns_timeout'
  | 'dns_nxdomain'
  | 'dns_servfail'
  | 'dns_refused'
  | 'dns'
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'host_unreachable'
  | 'tls_untrusted'
  | 'tls_handshake'
  | 'proxy_denied'
  | 'proxy_auth'
  | 'proxy_unreachable'
  | 'proxy_dns'
  | 'proxy_upstream'
  | 'empty_reply'
  | 'route'
  | 'local'
  | 'revocation'
  | 'stalled'
  | 'gateway'
  | 'tool_missing'
  | 'interrupted'
  | 'other';

/** What one run of a tool shows of a layer; a layer that it did not see is absent. `line` is 1-based in the source. */
export interface LayerResult {
  readonly status: 'ok' | 'failed';
  readonly cause: Cause | null;
  readonly line: number;
}
export interface TlsLayer extends Omit<LayerResult, 'status'> {
  /** `intercepted`: the certificate comes from something in between. */
  readonly status: 'ok' | 'failed' | 'intercepted';
  readonly issuer: string | null;
  readonly version: string | null;
}
export interface HttpLayer extends LayerResult {
  readonly code: number | null;
  /** Who wrote the status line. */
  readonly from: 'destination' | 'proxy' | 'gateway' | 'unknown';
}
export interface Layers {
  readonly dns?: LayerResult;
  readonly tcp?: LayerResult;
  readonly tls?: TlsLayer;
  readonly http?: HttpLayer;
}

export type Route = 'direct' | 'proxy' | 'unknown';
export type Account = 'current-user' | 'local-system' | 'workload-plugin';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp';

/** A place in the source: 1-based line, UTF-16 offsets within that line. */
export interface Span {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface ProbeDetail {
  readonly httpStatus?: number;
  readonly exitCode?: number;
  readonly addresses?: readonly string[];
  readonly cnames?: readonly string[];
  readonly server?: string;
  /** The DNS server answered, be it with a failure. */
  readonly answered?: boolean;
  readonly viaProxy?: boolean;
  readonly proxyStatus?: number;
  /** Id of the gateway (content/reference/gateways.yaml) whose mark the answer bears. */
  readonly gateway?: string;
  /** The address that turned the packet down with ICMP (prohibited), and the one that said that there is no way (captures). */
  readonly rejectedBy?: string;
  readonly reportedBy?: string;
  /** The largest packet (bytes) that the way takes, as ICMP said (captures). */
  readonly mtu?: number;
}

export interface Probe {
  readonly id: number;
  readonly tool: string;
  readonly command: string | null;
  readonly host: string | null;
  readonly port: number | null;
  /** First and last line, 1-based. */
  readonly lines: readonly [number, number];
  readonly status: ProbeStatus;
  readonly cause: Cause;
  readonly signature: string | null;
  readonly evidence: Span | null;
  readonly detail: ProbeDetail;
  readonly layers: Layers;
  readonly route: Route;
  /** Windows only: the account as which the tool ran. */
  readonly account: Account | null;
}

/** What probes by one route, as one account, showed of an endpoint. */
export interface RouteState {
  readonly route: 'direct' | 'proxy';
  readonly account: Account | null;
  readonly verdict: Status;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly service: string;
  readonly dns: {
    readonly status: 'resolved' | 'failed' | 'not_run';
    readonly addresses: readonly string[];
    readonly private: boolean;
    readonly cause: Cause | null;
    readonly probe: number | null;
  };
  readonly tcp: {
    readonly status: Status;
    readonly cause: Cause | null;
    readonly probe: number | null;
  };
  readonly tls: {
    readonly status: Status | 'intercepted';
    readonly cause: Cause | null;
    readonly issuer: string | null;
    readonly probe: number | null;
  };
  readonly https: {
    readonly status: Status;
    readonly cause: Cause | null;
    readonly httpStatus: number | null;
    readonly probe: number | null;
  };
  /** Where probes went by more than one route or account: one entry for each. */
  readonly routes: readonly RouteState[];
  readonly verdict: Status;
  /** The probe on which the verdict rests, null when none ran. */
  readonly decidedBy: number | null;
}

export type ServiceStatus = 'ok' | 'partial' | 'blocked' | 'unknown';
export interface ServiceState {
  readonly id: string;
  readonly name: string;
  /** The name as a table's heading has it. */
  readonly short: string;
  readonly status: ServiceStatus;
  readonly endpoints: number;
  readonly unreachable: number;
}

export type WorkloadStatus = 'ok' | 'affected' | 'unknown';
export interface WorkloadState {
  readonly id: string;
  readonly name: string;
  readonly status: WorkloadStatus;
  /** The services on which the status rests. */
  readonly because: readonly string[];
  /** Every service the workload needs. */
  readonly needs: readonly string[];
  /** As which account it goes there, null where the platform knows no accounts. */
  readonly account: Account | null;
  readonly route: 'direct' | 'proxy' | 'either';
  /** Needed services that were not seen to work by that account and route; non-empty: the status is never `ok`. */
  readonly missing: readonly string[];
  /** False where the source's format does not test what it needs. */
  readonly tested: boolean;
  readonly note: string;
}

/** A known message where it decides no endpoint. */
export interface MessageFinding {
  readonly signature: string;
  readonly verdict: Status | 'informational';
  /** The first line that says it, 1-based; `lines` holds all of them where there are more. */
  readonly line: number;
  /** UTF-16 offsets in that line. */
  readonly start: number;
  readonly end: number;
  readonly lines?: readonly number[];
  readonly count: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/** A command whose output is not read. */
export interface Unread {
  readonly command: string;
  readonly tool: string | null;
  readonly lines: readonly [number, number];
}

export type Platform = 'linux' | 'windows' | 'any';

/** A next step; `command` is one command for the shell of `platform`, or null. */
export interface NextStep {
  readonly text: string;
  readonly command: string | null;
  readonly platform: Platform;
}

export type Confidence = 'certain' | 'likely' | 'possible';
export interface Diagnosis {
  readonly id: string;
  readonly confidence: Confidence;
  readonly params: Readonly<Record<string, string | number>>;
  /** Ids of the probes on which it rests. */
  readonly because: readonly number[];
  readonly steps: readonly NextStep[];
  /** `steps` as text; a command to copy stands on a line of its own between backticks. */
  readonly next: readonly string[];
  readonly title: string;
  readonly name: string;
  readonly summary: string;
  readonly why: string;
}

export type ProxyState = 'none' | 'http_only' | 'https_only' | 'both' | 'wininet' | 'winhttp' | 'unknown';
export interface ProxyAccount {
  readonly account: 'current-user' | 'local-system' | 'workload-plugin' | 'winhttp';
  readonly enabled: boolean;
  readonly server: string | null;
  readonly bypass: readonly string[];
  /** Address of a configuration script (PAC); null: none, or the log does not tell. */
  readonly script: string | null;
  /** Automatic detection (WPAD); null: the log does not tell. */
  readonly autoDetect: boolean | null;
  /** The line that shows it. */
  readonly line: number;
}
export interface ProxySettings {
  readonly state: ProxyState;
  readonly http: string | null;
  readonly https: string | null;
  readonly accounts: readonly ProxyAccount[];
  /** The line that shows the setting, null when the log has none. */
  readonly line: number | null;
}

export interface Machine {
  readonly hostname: string | null;
  readonly os: string | null;
  readonly startedAt: string | null;
  readonly addresses: readonly string[];
  readonly durationSeconds: number | null;
}

/** `ok` green, `ng` red, `un` amber. */
export type Tone = 'ok' | 'ng' | 'un';

/** A line with a meaning: what the annotated log shows beside it. */
export interface Annotation extends Span {
  readonly kind: 'command' | 'message';
  readonly probe: number | null;
  readonly signature: string | null;
  /** What the line says in this probe; informational lines decide nothing. */
  readonly verdict: Status | 'informational';
  /** True for the line on which its probe's status rests. */
  readonly decides: boolean;
}

export interface FormatChoice {
  readonly id: string;
  readonly title: string;
  readonly because: readonly Span[];
  readonly chosenByReader: boolean;
}

/** `default`: no registry key sets it, as far as the log shows. */
export type TlsSetting = 'enabled' | 'disabled' | 'default' | 'unknown';
/** By protocol: ssl20, ssl30, tls10 … tls13. */
export type TlsSettings = Readonly<Record<string, { readonly client: TlsSetting; readonly server: TlsSetting }>>;

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
