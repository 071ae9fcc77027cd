/** What is injected in the lab, and what the report of the script's log must say of it. */

export interface LabServer {
  readonly kind:
    'tls' | 'answer' | 'web' | 'tcp' | 'reset' | 'proxy' | 'proxy-403' | 'proxy-407' | 'proxy-502' | 'proxy-silent';
  readonly address: string;
  readonly port: number;
  /** Path of key and certificate without their ends. */
  readonly certificate?: string;
  /** Seconds by which the dates of its answers are off. */
  readonly clock?: number;
}

/** A web server or proxy that is used in production, in place of the lab's own. */
export interface RealProxy {
  readonly program: 'squid' | 'tinyproxy';
  /** `auth`: asks for a login; `denies`: refuses these names; `lost`: resolves no name. */
  readonly auth?: true;
  readonly denies?: readonly string[];
  readonly lost?: true;
}

/** Addresses of the lab by the service that stands there. */
export const ADDRESSES = {
  backup: ['20.60.1.1', '20.60.1.2'],
  storage: ['20.60.2.1', '20.60.2.2'],
  entra: ['20.60.3.1', '20.60.3.2'],
} as const;
type LabService = keyof typeof ADDRESSES;
type Verdict = 'reachable' | 'unreachable' | 'indeterminate' | 'not_run';
/** Names of the lab by the service that stands there, in the order of the addresses. */
export const NAMES = {
  backup: ['pod01-manag1.jpe.backup.windowsazure.com', 'pod01-prot1.jpe.backup.windowsazure.com'],
  storage: ['ceuswatcab01.blob.core.windows.net', 'md-dlbrhcw4gn5r.z33.blob.storage.azure.net'],
  entra: ['login.microsoftonline.com', 'login.windows.net'],
} as const;
const ALL_NAMES: readonly string[] = Object.values(NAMES).flat();
export const PROXY = '10.77.0.2:3128';

export interface Scenario {
  readonly name: string;
  /** Rules of nftables in the namespace of the servers (`in`: from the client, `out`: to it), or of the client. */
  readonly filter?: readonly string[];
  readonly own?: readonly string[];
  /** The server of a service is another one, or bears another certificate. */
  readonly server?: Partial<
    Record<
      LabService,
      { readonly kind?: LabServer['kind']; readonly certificate?: 'own' | 'trusted' | 'name' | 'future' }
    >
  >;
  readonly proxy?: LabServer['kind'] | RealProxy;
  /** nginx, with its own TLS, stands before the servers of the services. */
  readonly nginx?: true;
  /** Two routers stand between, and the link between them takes small packets only; the ICMP that says so is lost this way. */
  readonly hole?: 'up' | 'down' | 'both';
  /** Seconds by which the dates in the answers are off: of all servers, or of these services alone. */
  readonly clock?: Partial<Record<LabService | 'platform' | 'proxy', number>>;
  /** `env`: a variable of the shell names the proxy. `absent`: nobody stands behind it. */
  readonly uses?: 'env' | 'absent';
  readonly dns?: 'silent' | 'nxdomain' | 'sinkhole' | 'private';
  readonly defaultRoute?: false;
  /** Commands that the machine lacks; `busybox`: it has those of busybox only, and bash. */
  readonly lacks?: readonly string[] | 'busybox';
  /** The program behind the name `awk`. */
  readonly awk?: 'busybox' | 'gawk' | 'mawk' | 'original-awk';
  /** bash behaves as this version, as far as it can. */
  readonly bash?: '4.2';
  /** Ctrl+C is pressed after so many seconds. */
  readonly interrupt?: number;
  /** Every workload, two regions and forty names of the vault: where nothing answers, more than a minute holds. */
  readonly most?: true;
  /** Id of the first root cause; several where the log cannot tell more. */
  readonly cause: readonly string[];
  readonly backup: Verdict;
  readonly storage: Verdict;
  /** Verdict of the first destination of both, where it is another: large packets are tested with one of each service. */
  readonly first?: 'indeterminate';
  /** Verdicts of the destinations of a service, where they differ. */
  readonly oneOf?: Partial<Record<'backup' | 'storage', readonly Verdict[]>>;
  /** Root cause that must not be named. */
  readonly never?: string;
}

const BACKUP = ADDRESSES.backup.join(', ');
const STORAGE = ADDRESSES.storage.join(', ');
const BLOCKED = ['firewall-blocks-service', 'firewall-blocks-all', 'firewall-blocks-port'];
const ONLY_PROXY = ['iifname "karte-s" ip daddr 20.60.0.0/16 tcp dport 443 drop'];
const INSPECTED = { certificate: 'own' } as const;
const TRUSTED = { certificate: 'trusted' } as const;

const FUTURE = { certificate: 'future' } as const;
const FIRST = ['unreachable', 'reachable'] as const;

/** What a proxy of production does: nginx stands behind it. */
function throughRealProxy(program: RealProxy['program']): Scenario[] {
  const way = { nginx: true, filter: ONLY_PROXY, uses: 'env' } as const;
  const down = { backup: 'unreachable', storage: 'unreachable' } as const;
  const up = { backup: 'reachable', storage: 'reachable' } as const;
  const [first] = ADDRESSES.backup;
  const reject = `iifname "lo" ip daddr ${first} tcp dport 443 reject with tcp reset`;
  return [
    { ...way, ...up, name: `${program}, all fine`, proxy: { program }, cause: ['all-reachable', 'proxy-in-use'] },
    {
      ...way,
      ...down,
      name: `${program} denies all`,
      proxy: { program, denies: ALL_NAMES },
      cause: ['proxy-denies'],
    },
    {
      ...way,
      ...up,
      oneOf: { backup: FIRST },
      name: `${program} denies one`,
      proxy: { program, denies: ALL_NAMES.slice(0, 1) },
      cause: ['proxy-denies'],
    },
    {
      ...way,
      ...down,
      name: `${program} asks for a login`,
      proxy: { program, auth: true },
      cause: ['proxy-requires-auth'],
    },
    {
      ...way,
      ...down,
      name: `${program} resolves no name`,
      proxy: { program, lost: true },
      cause: ['proxy-cannot-reach'],
    },
    {
      ...way,
      ...up,
      filter: [...ONLY_PROXY, reject],
      oneOf: { backup: FIRST },
      name: `${program}, one destination refuses it`,
      proxy: { program },
      cause: ['proxy-cannot-reach'],
    },
    {
      ...way,
      ...up,
      filter: [...ONLY_PROXY, `iifname "lo" ip daddr ${first} tcp dport 443 drop`],
      oneOf: { backup: FIRST },
      name: `${program}, one destination is silent to it`,
      proxy: { program },
      cause: ['proxy-cannot-reach'],
    },
    {
      ...way,
      ...down,
      filter: [...ONLY_PROXY, 'iifname "lo" ip daddr 20.60.0.0/16 tcp dport 443 reject with tcp reset'],
      name: `${program}, all destinations refuse it`,
      proxy: { program },
      cause: ['proxy-cannot-reach'],
    },
  ];
}

const THROUGH_PROXY: Scenario = {
  name: 'only through the proxy',
  filter: ONLY_PROXY,
  proxy: 'proxy',
  uses: 'env',
  cause: ['all-reachable', 'proxy-in-use'],
  backup: 'reachable',
  storage: 'reachable',
};

export const SCENARIOS: readonly Scenario[] = [
  { name: 'all fine', cause: ['all-reachable'], backup: 'reachable', storage: 'reachable' },
  {
    name: 'backup silent',
    filter: [`ip daddr { ${BACKUP} } drop`],
    cause: BLOCKED,
    backup: 'unreachable',
    storage: 'reachable',
  },
  {
    name: 'storage silent',
    filter: [`ip daddr { ${STORAGE} } drop`],
    cause: BLOCKED,
    backup: 'reachable',
    storage: 'unreachable',
  },
  {
    name: 'storage refused',
    filter: [`ip daddr { ${STORAGE} } tcp dport 443 reject with tcp reset`],
    cause: ['destination-refuses', ...BLOCKED],
    backup: 'reachable',
    storage: 'unreachable',
  },
  {
    name: 'backup reset in TLS',
    server: { backup: { kind: 'reset' } },
    cause: ['tls-handshake-fails', ...BLOCKED, 'destination-refuses'],
    backup: 'unreachable',
    storage: 'reachable',
  },
  {
    name: 'inspected',
    server: { backup: INSPECTED, storage: INSPECTED, entra: INSPECTED },
    cause: ['tls-inspection'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'inspected, authority trusted',
    server: { backup: TRUSTED, storage: TRUSTED, entra: TRUSTED },
    cause: ['tls-inspection'],
    backup: 'indeterminate',
    storage: 'indeterminate',
  },
  {
    name: 'wrong certificate',
    server: { backup: { certificate: 'name' } },
    cause: ['tls-inspection', 'tls-handshake-fails', 'gateway-block-page'],
    backup: 'unreachable',
    storage: 'reachable',
  },
  THROUGH_PROXY,
  {
    name: 'proxy 403',
    filter: ONLY_PROXY,
    proxy: 'proxy-403',
    uses: 'env',
    cause: ['proxy-denies'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'proxy 407',
    filter: ONLY_PROXY,
    proxy: 'proxy-407',
    uses: 'env',
    cause: ['proxy-requires-auth'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'proxy 502',
    filter: ONLY_PROXY,
    proxy: 'proxy-502',
    uses: 'env',
    cause: ['proxy-cannot-reach'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'proxy silent',
    filter: ONLY_PROXY,
    proxy: 'proxy-silent',
    uses: 'env',
    cause: ['proxy-cannot-reach'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'proxy absent',
    filter: ONLY_PROXY,
    uses: 'env',
    cause: ['proxy-unreachable'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'DNS silent',
    dns: 'silent',
    cause: ['dns-server-unreachable'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  { name: 'NXDOMAIN', dns: 'nxdomain', cause: ['dns-record-missing'], backup: 'unreachable', storage: 'reachable' },
  { name: 'sinkhole', dns: 'sinkhole', cause: ['dns-sinkhole'], backup: 'unreachable', storage: 'reachable' },
  {
    name: 'private address',
    dns: 'private',
    cause: ['private-endpoint', 'all-reachable'],
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'large packets lost',
    filter: [],
    own: ['meta length > 1000 tcp sport 443 drop'],
    cause: ['connection-stalls'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'no default route',
    defaultRoute: false,
    cause: ['route-missing'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'MTU black hole, up',
    hole: 'up',
    cause: ['connection-stalls'],
    first: 'indeterminate',
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'MTU black hole, up, through the proxy',
    hole: 'up',
    filter: ONLY_PROXY,
    proxy: 'proxy',
    uses: 'env',
    cause: ['connection-stalls'],
    first: 'indeterminate',
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'MTU black hole, up, no curl',
    hole: 'up',
    lacks: ['curl'],
    cause: ['connection-stalls'],
    first: 'indeterminate',
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'MTU black hole, down',
    hole: 'down',
    cause: ['connection-stalls'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'MTU black hole, both ways',
    hole: 'both',
    cause: ['connection-stalls'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'clock ahead by 20 minutes',
    clock: { backup: -1200, storage: -1200, entra: -1200, platform: -1200 },
    cause: ['time-skew'],
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'clock behind by 20 minutes',
    clock: { backup: 1200, storage: 1200, entra: 1200, platform: 1200 },
    cause: ['time-skew'],
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'clock behind by a year, certificates not yet valid',
    clock: { backup: 32e6, storage: 32e6, entra: 32e6, platform: 32e6 },
    server: { backup: FUTURE, storage: FUTURE, entra: FUTURE },
    cause: ['time-skew'],
    never: 'tls-inspection',
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'one certificate not yet valid',
    server: { backup: FUTURE },
    cause: ['certificate-expired'],
    never: 'time-skew',
    backup: 'unreachable',
    storage: 'reachable',
  },
  {
    name: 'clock of one service off',
    clock: { storage: -1200 },
    cause: ['all-reachable'],
    never: 'time-skew',
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'clock of a denying proxy off',
    filter: ONLY_PROXY,
    proxy: 'proxy-403',
    uses: 'env',
    clock: { proxy: -1200 },
    cause: ['proxy-denies'],
    never: 'time-skew',
    backup: 'unreachable',
    storage: 'unreachable',
  },
  { name: 'nginx, all fine', nginx: true, cause: ['all-reachable'], backup: 'reachable', storage: 'reachable' },
  ...(['squid', 'tinyproxy'] as const).flatMap(throughRealProxy),
  { name: 'no curl', lacks: ['curl'], cause: ['all-reachable'], backup: 'reachable', storage: 'reachable' },
  {
    name: 'no curl and no openssl',
    lacks: ['curl', 'openssl'],
    cause: ['all-reachable'],
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'no tool for the web',
    lacks: ['curl', 'openssl', 'wget'],
    cause: ['tool-missing', 'mixed-result'],
    backup: 'indeterminate',
    storage: 'indeterminate',
  },
  {
    name: 'no DNS tool',
    lacks: ['dig', 'nslookup', 'host'],
    cause: ['all-reachable'],
    backup: 'reachable',
    storage: 'reachable',
  },
  {
    name: 'DNS silent, more destinations than a minute holds',
    dns: 'silent',
    most: true,
    cause: ['dns-server-unreachable'],
    backup: 'unreachable',
    storage: 'unreachable',
  },
  {
    name: 'Ctrl+C',
    filter: [`ip daddr { ${STORAGE} } drop`],
    interrupt: 4,
    cause: ['log-incomplete'],
    backup: 'reachable',
    storage: 'not_run',
  },
  ...(['busybox', 'gawk', 'mawk', 'original-awk'] as const).map((awk): Scenario => ({
    name: `awk is ${awk}`,
    awk,
    filter: [`ip daddr { ${STORAGE} } drop`],
    cause: BLOCKED,
    backup: 'reachable',
    storage: 'unreachable',
  })),
  { ...THROUGH_PROXY, name: 'bash compatible with 4.2', bash: '4.2' },
  {
    name: 'busybox',
    lacks: 'busybox',
    cause: ['tool-missing', 'mixed-result'],
    backup: 'indeterminate',
    storage: 'indeterminate',
  },
];
