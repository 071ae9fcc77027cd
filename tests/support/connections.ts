import type { Exchange } from '../../src/capture/exchanges.ts';
import { Gateways } from '../../src/gateways/gateways.ts';
import type { Connection } from '../../src/model/capture.ts';
import type { GatewayMark } from '../../src/knowledge/types.ts';
import { SystemErrors } from '../../src/tools/os-error.ts';
import { knowledge } from './knowledge.ts';

/** A connection that was established and then quiet, unless a test says otherwise. */
export function aConnection(more: Partial<Connection> = {}): Connection {
  return {
    outcome: 'established',
    client: 'a',
    syn: 1,
    roundTrip: 0.01,
    synTime: 100,
    tlsAnswerAfter: null,
    tlsDoneAfter: null,
    rstByServer: 0,
    rstByClient: 0,
    payloadFromClient: 0,
    payloadFromServer: 0,
    segments: 3,
    retransmissions: 0,
    zeroWindows: 0,
    sni: null,
    httpHost: null,
    finByClient: 0,
    finByServer: 0,
    closedBy: null,
    closeTime: null,
    clientSentAt: null,
    tlsAsked: false,
    tlsReacted: false,
    tlsAnswered: false,
    tlsSettled: false,
    tlsAlert: null,
    tlsAlertBy: null,
    tlsHiddenAlert: false,
    issuer: null,
    subject: null,
    connect: null,
    connectStatus: null,
    exchanges: [],
    icmp: null,
    icmpFrom: null,
    mtu: null,
    stall: null,
    ...more,
  };
}

/** One side sends what the other never confirms. */
export const STALL = { kind: 'client-data', seconds: 12 } as const;

/** A request of HTTP/1 to the server itself, answered with 200. */
export function anExchange(more: Partial<Exchange> = {}): Exchange {
  return { kind: 'origin', target: 'a.example', status: 200, head: 'HTTP/1.1 200 OK', askedAt: 100, ...more };
}

/** A mark of a gateway that stands in a header. */
function aMark(id: string, more: Partial<GatewayMark>): GatewayMark {
  return {
    id,
    product: id,
    where: 'header',
    meaning: 'answered',
    destination: 'no',
    proxy: false,
    patterns: [`x-${id}:`],
    ...more,
  };
}

/** What operating systems say. */
export const SYSTEM = new SystemErrors(knowledge.systemErrors);

/** Marks of each kind, and the domains of the services. */
export const GATEWAYS = new Gateways({
  marks: [
    aMark('block', {}),
    aMark('squid', { proxy: true }),
    aMark('perhaps', { destination: 'unlikely' }),
    aMark('ms', { meaning: 'destination', patterns: ['x-ms-request-id:'] }),
    aMark('via', { meaning: 'passed', patterns: ['via:'] }),
    aMark('line', { where: 'status', patterns: ['HTTP/1.1 470'] }),
    aMark('portal', { where: 'redirect', patterns: ['https://portal.example'] }),
    aMark('page', { where: 'body', patterns: ['Web Page Blocked'] }),
    aMark('own', { destination: 'yes' }),
    aMark('limit', { where: 'body', destination: 'unlikely', patterns: ['Access limited'] }),
    aMark('service', { where: 'body', meaning: 'destination', patterns: ['<Code>OwnError'] }),
    aMark('filter', { where: 'address', patterns: ['146.112.61.104'] }),
    aMark('leaf', { where: 'subject', meaning: 'resigned', patterns: ['CN=Leaf Inspector'] }),
    aMark('inspector', { where: 'issuer', meaning: 'resigned', patterns: ['CN=Inspector'] }),
  ],
  domains: ['windowsazure.com', 'microsoft.com'],
  suffixes: [],
  issuers: ['Microsoft Corporation'],
  publicIssuers: ['DigiCert Inc'],
});
