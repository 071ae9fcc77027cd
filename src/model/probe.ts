/** What one run of a tool shows. */

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
  /** The command names the DNS server: what it answers is not what the machine itself gets. */
  readonly asksServer?: boolean;
  /** The DNS server answered, be it with a failure. */
  readonly answered?: boolean;
  readonly viaProxy?: boolean;
  /** The proxy that a check names itself, as `host:port`. */
  readonly proxy?: string;
  readonly proxyStatus?: number;
  /** Id of the gateway (content/reference/gateways.yaml) whose mark the answer bears. */
  readonly gateway?: string;
  /** The address that turned the packet down with ICMP (prohibited), and the one that said that there is no way (captures). */
  readonly rejectedBy?: string;
  readonly reportedBy?: string;
  /** The last device on the way that answered a trace: its address, else its name. Those behind it need not be unreachable. */
  readonly lastHop?: string;
  /** The largest packet (bytes) that the way takes, as ICMP said (captures). */
  readonly mtu?: number;
  /** Requests of several full packets, sent beside a small one that was answered: none was answered, or one was (own check). */
  readonly large?: 'lost' | 'passed';
  /** Seconds by which the machine's clock is ahead of the destination's, as its answer bears it; negative: behind (own check). */
  readonly clockAhead?: number;
  /** The period of validity of the certificate does not hold the machine's time, as the tool says (own check). */
  readonly expired?: true;
  /** Direct connections that were tried, and how many of them nobody answered while others were answered (captures). */
  readonly attempts?: number;
  readonly unanswered?: number;
  /** Why a filter inside Windows threw the packet away (PKTMON_DROP_REASON), and the driver that says so (traces of pktmon). */
  readonly dropReason?: number;
  readonly droppedBy?: string;
}

export interface Probe {
  readonly id: number;
  readonly tool: string;
  readonly command: string | null;
  readonly host: string | null;
  readonly port: number | null;
  /** First and last line, 1-based; null where the source has no lines. */
  readonly lines: readonly [number, number] | null;
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

/** A probe of a text. */
export interface LogProbe extends Probe {
  readonly lines: readonly [number, number];
}

export type Platform = 'linux' | 'windows' | 'any';
