import { NO_NETWORK_SETTINGS } from '../../src/judge/no-settings.ts';
import type { Facts, Finding } from '../../src/judge/diagnosis/facts.ts';
import type { Knowledge, Signature } from '../../src/knowledge/types.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { MessageFinding } from '../../src/model/finding.ts';
import type { PrivateName } from '../../src/model/private-name.ts';
import type { Layers, LogProbe } from '../../src/model/probe.ts';
import type { ProxyAccount, ProxySettings } from '../../src/model/settings.ts';

/** What a test says of an endpoint; each layer only as far as it differs from one that was not tested. */
export type EndpointParts = Partial<Omit<Endpoint, 'dns' | 'tcp' | 'tls' | 'https'>> & {
  readonly dns?: Partial<Endpoint['dns']>;
  readonly tcp?: Partial<Endpoint['tcp']>;
  readonly tls?: Partial<Endpoint['tls']>;
  readonly https?: Partial<Endpoint['https']>;
};

/** An endpoint of Azure Backup that is reachable, unless a test says otherwise; no layer was tested that it does not name. */
export function anEndpoint({ dns, tcp, tls, https, ...more }: EndpointParts): Endpoint {
  return {
    host: 'pod01-prot1.jpe.backup.windowsazure.com',
    port: 443,
    service: 'backup',
    dns: { status: 'not_run', addresses: [], private: false, cause: null, probe: null, ...dns },
    tcp: { status: 'not_run', cause: null, probe: null, ...tcp },
    tls: { status: 'not_run', cause: null, issuer: null, probe: null, ...tls },
    https: { status: 'not_run', cause: null, httpStatus: null, probe: null, ...https },
    routes: [],
    verdict: 'reachable',
    decidedBy: null,
    ...more,
  };
}

/** An endpoint whose request fails for a cause. */
export function failing(cause: Endpoint['https']['cause'], more: EndpointParts = {}): Endpoint {
  const { https, ...rest } = more;
  return anEndpoint({ verdict: 'unreachable', https: { status: 'unreachable', cause, ...https }, ...rest });
}

/** An endpoint whose connection fails for a cause, and that no request was made to. */
export function unconnected(cause: Endpoint['tcp']['cause'], more: EndpointParts = {}): Endpoint {
  const { tcp, ...rest } = more;
  return anEndpoint({ verdict: 'unreachable', tcp: { status: 'unreachable', cause, ...tcp }, ...rest });
}

/** An endpoint whose name is not resolved. */
export function unnamed(cause: Endpoint['dns']['cause'], more: EndpointParts = {}): Endpoint {
  const { dns, ...rest } = more;
  return anEndpoint({ verdict: 'unreachable', dns: { status: 'failed', cause, ...dns }, ...rest });
}

/** A run of a tool that reached its destination, unless a test says otherwise. */
export function aProbe(id: number, more: Partial<LogProbe> = {}): LogProbe {
  const layers: Layers = {};
  return {
    id,
    tool: 'curl',
    command: 'curl -I https://pod01-prot1.jpe.backup.windowsazure.com',
    host: 'pod01-prot1.jpe.backup.windowsazure.com',
    port: 443,
    lines: [id, id],
    status: 'reachable',
    cause: 'ok',
    signature: null,
    evidence: null,
    detail: {},
    layers,
    route: 'direct',
    account: null,
    ...more,
  };
}

/** Proxy settings of an account: none, unless a test says otherwise. */
export function anAccount(account: ProxyAccount['account'], more: Partial<ProxyAccount> = {}): ProxyAccount {
  return { account, enabled: false, server: null, bypass: [], script: null, autoDetect: null, line: 1, ...more };
}

export const NO_PROXY: ProxySettings = { state: 'none', http: null, https: null, accounts: [], line: null };

/** As much of the content as a root cause looks at. */
export type Content = Pick<
  Knowledge,
  | 'diagnoses'
  | 'endpoints'
  | 'services'
  | 'workloads'
  | 'privateZones'
  | 'gateways'
  | 'traces'
  | 'signatures'
  | 'azureNetwork'
>;

/** The platform addresses, and nothing else. */
const NOTHING_KNOWN: Content = {
  endpoints: ['168.63.129.16', '169.254.169.254'].map((pattern) => ({ pattern, port: 80, service: 'platform' })),
  diagnoses: [],
  services: [],
  workloads: [],
  signatures: [],
  privateZones: [],
  traces: { drops: [], components: [], providers: [] },
  azureNetwork: {
    platform: [{ host: '168.63.129.16', port: 53, protocol: 'udp' }],
    tags: { covering: [], network: '', any: [], everywhere: [] },
    endpointTags: [],
    defaults: [],
    hops: {
      internet: [],
      none: [],
      appliance: [],
      gateway: [],
      network: [],
      'service-endpoint': [],
      'private-endpoint': [],
    },
    origins: { user: [], gateway: [], system: [] },
    needs: [],
  },
  gateways: { marks: [], domains: [], suffixes: [], issuers: [], publicIssuers: [] },
};

/** What a whole and recognised log shows, without a proxy; a test says the rest. */
export function someFacts({
  knowledge,
  ...more
}: Partial<Omit<Facts, 'knowledge'>> & { readonly knowledge?: Partial<Content> }): Facts {
  return {
    recognised: true,
    complete: true,
    proxy: NO_PROXY,
    proxied: false,
    source: 'log',
    journal: null,
    platform: 'linux',
    tls: {},
    network: NO_NETWORK_SETTINGS,
    probes: [],
    privateNames: [],
    endpoints: [],
    services: [],
    findings: [],
    unread: [],
    azureNetwork: null,
    ...more,
    // a rule that looks at more of the content than this fails, and the test says what it needs
    knowledge: { ...NOTHING_KNOWN, ...knowledge } as Knowledge,
  };
}

/** A root cause that speaks of these endpoints. */
export function aFinding(rank: Finding['rank'], ...endpoints: Finding['endpoints']): Finding {
  return { id: 'x', confidence: 'certain', endpoints, because: [], rank, weight: 1 };
}

/** A root cause that describes the log as a whole. */
export function ofWholeLog(id: string, confidence: Finding['confidence']): Finding {
  return { id, confidence, endpoints: [], because: [], rank: 'state', weight: 0 };
}

/** A known message outside the probes. */
export function aMessage(signature: string, more: Partial<MessageFinding> = {}): MessageFinding {
  const place = { line: 1, start: 0, end: 1, count: 1 };
  return { signature, verdict: 'informational', ...place, firstAt: null, lastAt: null, params: {}, ...more };
}

/** Content that knows messages by their ids, each as far as a test says. */
export function messagesKnown(messages: Readonly<Record<string, Partial<Signature>>>): Partial<Content> {
  return { signatures: Object.entries(messages).map(([id, more]) => ({ id, ...more }) as Signature) };
}

/** A name on a private endpoint's list that the machine's own DNS server resolves as listed, unless a test says otherwise. */
export function aPrivateName(more: Partial<PrivateName> = {}): PrivateName {
  return {
    name: 'v.privatelink.jpe.backup.windowsazure.com',
    zone: 'privatelink.jpe.backup.windowsazure.com',
    service: 'backup',
    addresses: ['10.0.0.4'],
    line: 1,
    state: 'matches',
    answered: ['10.0.0.4'],
    server: '10.0.0.53',
    probe: 1,
    asked: 'own',
    azure: null,
    ...more,
  };
}
