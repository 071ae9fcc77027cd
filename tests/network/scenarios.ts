/** What is injected in the lab, and what the report of the script's log must say of it. */

export interface LabServer {
  readonly kind: 'tls' | 'web' | 'tcp' | 'reset' | 'proxy' | 'proxy-403' | 'proxy-407' | 'proxy-502' | 'proxy-silent';
  readonly address: string;
  readonly port: number;
  /** Path of key and certificate without their ends. */
  readonly certificate?: string;
}

/** Addresses of the lab by the service that stands there. */
export const ADDRESSES = {
  backup: ['20.60.1.1', '20.60.1.2'],
  storage: ['20.60.2.1', '20.60.2.2'],
  entra: ['20.60.3.1', '20.60.3.2'],
} as const;
type LabService = keyof typeof ADDRESSES;
export const PROXY = '10.77.0.2:3128';

export interface Scenario {
  readonly name: string;
  /** Rules of nftables in the namespace of the servers (`in`: from the client, `out`: to it), or of the client. */
  readonly filter?: readonly string[];
  readonly own?: readonly string[];
  /** The server of a service is another one, or bears another certificate. */
  readonly server?: Partial<
    Record<LabService, { readonly kind?: LabServer['kind']; readonly certificate?: 'own' | 'trusted' | 'name' }>
  >;
  readonly proxy?: LabServer['kind'];
  /** `env`: a variable of the shell names the proxy. `absent`: nobody stands behind it. */
  readonly uses?: 'env' | 'absent';
  readonly dns?: 'silent' | 'nxdomain' | 'sinkhole' | 'private';
  readonly defaultRoute?: false;
  /** Commands that the machine lacks; `busybox`: it has those of busybox only, and bash. */
  readonly lacks?: readonly string[] | 'busybox';
  /** Id of the first root cause; several where the log cannot tell more. */
  readonly cause: readonly string[];
  readonly backup: 'reachable' | 'unreachable' | 'indeterminate';
  readonly storage: 'reachable' | 'unreachable' | 'indeterminate';
}

const BACKUP = ADDRESSES.backup.join(', ');
const STORAGE = ADDRESSES.storage.join(', ');
const BLOCKED = ['firewall-blocks-service', 'firewall-blocks-all', 'firewall-blocks-port'];
const ONLY_PROXY = ['iifname "karte-s" ip daddr 20.60.0.0/16 tcp dport 443 drop'];
const INSPECTED = { certificate: 'own' } as const;
const TRUSTED = { certificate: 'trusted' } as const;

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
  {
    name: 'only through the proxy',
    filter: ONLY_PROXY,
    proxy: 'proxy',
    uses: 'env',
    cause: ['all-reachable', 'proxy-in-use'],
    backup: 'reachable',
    storage: 'reachable',
  },
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
    name: 'busybox',
    lacks: 'busybox',
    cause: ['tool-missing', 'mixed-result'],
    backup: 'indeterminate',
    storage: 'indeterminate',
  },
];
