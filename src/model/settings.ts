/** What a log shows of the machine that wrote it. */

type ProxyState = 'none' | 'http_only' | 'https_only' | 'both' | 'wininet' | 'winhttp' | 'unknown';

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

/** `default`: no registry key sets it, as far as the log shows. */
export type TlsSetting = 'enabled' | 'disabled' | 'default' | 'unknown';

/** By protocol: ssl20, ssl30, tls10 … tls13. */
export type TlsSettings = Readonly<Record<string, { readonly client: TlsSetting; readonly server: TlsSetting }>>;

/** A place in the log that shows a setting. */
interface Shown {
  readonly line: number;
}

/** A rule of the machine's own firewall for what it sends. */
export interface OutboundRule extends Shown {
  /** Rules of one chain are tried in their order, those of different chains beside each other. */
  readonly chain: number;
  readonly action: 'accept' | 'drop' | 'reject';
  /** An address or a network; null: any. */
  readonly destination: string | null;
  /** Null: any. */
  readonly ports: readonly number[] | null;
  /** It is only for some users of the machine. */
  readonly owner: boolean;
  /** As the log has it. */
  readonly text: string;
}

/** What a log shows of the machine's network. */
export interface NetworkSettings {
  /** Null: the log does not tell. */
  readonly defaultRoute: (Shown & { readonly present: boolean }) | null;
  /** Addresses to which the machine says that it has no route. */
  readonly unrouted: readonly (Shown & { readonly address: string })[];
  readonly dnsServers: readonly (Shown & { readonly address: string })[];
  readonly outbound: readonly OutboundRule[];
}

/** The proxy that a tool uses. */
export interface ProxyInUse {
  readonly host: string;
  readonly port: number;
  /** Written with `https://`: the tool speaks TLS with the proxy itself. */
  readonly secure: boolean;
  /** True for a host in lower case to which the tool goes directly. */
  bypasses(host: string): boolean;
}
