import type { CaptureReport, EvidenceReport, LogReport } from '../model/report.ts';
import type { ValueKind } from './mask.ts';

/**
 * What a string of a report is. `code`: one of our own words or ids, which tells nothing of the reader.
 * Everything else is masked as what it is.
 */
export type FieldKind = ValueKind | 'code';

/** True for a type that is or holds strings. */
type HoldsText<T> = T extends string
  ? true
  : T extends readonly (infer E)[]
    ? HoldsText<E>
    : T extends object
      ? true extends { [K in keyof T]: HoldsText<T[K]> }[keyof T]
        ? true
        : false
      : false;

/** Kinds of all strings of a type: leaving out a field, also one that is new, is an error of types. */
export type Fields<T> = T extends string
  ? FieldKind
  : T extends readonly (infer E)[]
    ? Fields<E>
    : T extends object
      ? string extends keyof T
        ? { readonly '*': Fields<T[keyof T]> }
        : {
            readonly [K in keyof T as true extends HoldsText<NonNullable<T[K]>> ? K : never]-?: Fields<
              NonNullable<T[K]>
            >;
          }
      : never;

const cause = { status: 'code', cause: 'code' } as const;
const span = { kind: 'code', signature: 'code', verdict: 'code' } as const;

/** A bundle without the reports of its files. */
type BundleAlone = Omit<EvidenceReport, 'evidence'> & {
  readonly evidence: Omit<EvidenceReport['evidence'], 'reports'>;
};

/** The strings of a report of any kind by what they are; `parts`, and `reports` of a bundle, are reports themselves. */
export const REPORT_FIELDS: Fields<Omit<LogReport, 'parts'>> & Fields<CaptureReport> & Fields<BundleAlone> = {
  kind: 'code',
  rules: 'code',
  source: { name: 'file', encoding: 'code' },
  format: 'code',
  recognised: { id: 'code', title: 'code' },
  machine: { hostname: 'host', os: 'text', startedAt: 'text', addresses: 'host' },
  proxy: {
    state: 'code',
    http: 'host',
    https: 'host',
    accounts: { account: 'code', server: 'host', bypass: 'host', script: 'text' },
  },
  tls: { '*': { client: 'code', server: 'code' } },
  network: {
    unrouted: { address: 'host' },
    dnsServers: { address: 'host' },
    outbound: { action: 'code', destination: 'host', text: 'text' },
  },
  azureNetwork: {
    listings: { kind: 'code', name: 'name', level: 'code' },
    decisions: {
      by: 'code',
      service: 'code',
      tag: 'code',
      host: 'code',
      protocol: 'code',
      workloads: 'code',
      verdict: 'code',
      reason: 'code',
      rules: { nsg: 'name', resourceGroup: 'name', level: 'code', name: 'name', access: 'code' },
      route: {
        prefix: 'host',
        hop: 'code',
        hopType: 'code',
        hopAddresses: 'host',
        origin: 'code',
        name: 'name',
        table: 'name',
        resourceGroup: 'name',
      },
    },
  },
  probes: {
    tool: 'code',
    command: 'text',
    host: 'host',
    status: 'code',
    cause: 'code',
    signature: 'code',
    detail: {
      addresses: 'host',
      cnames: 'host',
      server: 'host',
      proxy: 'text',
      gateway: 'code',
      rejectedBy: 'host',
      reportedBy: 'host',
      lastHop: 'host',
      droppedBy: 'code',
      large: 'code',
    },
    layers: {
      dns: cause,
      tcp: cause,
      tls: { ...cause, issuer: 'text', version: 'text' },
      http: { ...cause, from: 'code' },
    },
    route: 'code',
    account: 'code',
  },
  endpoints: {
    host: 'host',
    service: 'code',
    dns: { ...cause, addresses: 'host' },
    tcp: cause,
    tls: { ...cause, issuer: 'text' },
    https: cause,
    routes: { route: 'code', account: 'code', verdict: 'code' },
    verdict: 'code',
  },
  services: { id: 'code', name: 'code', short: 'code', status: 'code' },
  workloads: {
    id: 'code',
    name: 'code',
    status: 'code',
    because: 'code',
    needs: 'code',
    account: 'code',
    route: 'code',
    missing: 'code',
    note: 'code',
  },
  diagnosis: {
    id: 'code',
    confidence: 'code',
    params: { '*': 'text' },
    steps: { text: 'text', command: 'text', platform: 'code' },
    next: 'text',
    title: 'text',
    name: 'text',
    summary: 'text',
    why: 'text',
    file: 'file',
  },
  tone: 'code',
  annotations: span,
  findings: {
    signature: 'code',
    verdict: 'code',
    firstAt: 'text',
    lastAt: 'text',
    params: { '*': 'text' },
  },
  unread: { command: 'text', tool: 'code' },
  leftOut: { what: 'code' },
  privateNames: {
    name: 'host',
    zone: 'host',
    service: 'code',
    addresses: 'host',
    state: 'code',
    answered: 'host',
    server: 'host',
    asked: 'code',
    azure: 'code',
  },
  journal: { firstAt: 'text', lastAt: 'text' },
  capture: {
    facts: {
      trace: {
        writer: 'code',
        views: { id: 'code', side: 'code', name: 'code', description: 'text' },
        chosen: 'code',
        chosenBy: 'code',
        drops: { name: 'code', description: 'text' },
        droppedFlows: { protocol: 'code', source: 'host', destination: 'host', name: 'code' },
        providers: { guid: 'code' },
      },
      reasons: { name: 'code', text: 'code' },
      parts: { name: 'code', text: 'code' },
      origins: 'code',
      direction: 'code',
      doubling: 'code',
      peers: { address: 'host' },
      slowTls: { address: 'host' },
      dns: { name: 'host', server: 'host', stranger: 'host' },
    },
    fileType: 'code',
    defects: { damage: { kind: 'code', how: 'code', within: 'code', of: 'code', format: 'code', version: 'code' } },
    own: 'host',
    conversations: {
      protocol: 'code',
      a: 'host',
      b: 'host',
      asked: 'host',
      handshake: 'code',
      connections: {
        outcome: 'code',
        client: 'code',
        sni: 'host',
        httpHost: 'host',
        closedBy: 'code',
        tlsAlertBy: 'code',
        issuer: 'text',
        subject: 'text',
        connect: 'host',
        exchanges: { kind: 'code', target: 'host' },
        icmpFrom: 'host',
        stall: { kind: 'code' },
      },
    },
    peers: { address: 'host', names: 'host', identity: 'code', traffic: 'code' },
    dns: { name: 'host', answers: 'host', addresses: 'host', aliases: 'host', rcode: 'code', server: 'host' },
    sni: 'host',
  },
  evidence: {
    scenario: 'code',
    candidates: { id: 'code' },
    items: {
      id: 'code',
      title: 'code',
      scope: 'code',
      status: 'code',
      reason: { kind: 'code', text: 'code', flaw: 'code', folders: 'file' },
      paths: 'file',
      flaw: 'code',
    },
    lacking: 'code',
    sensitive: { path: 'file', reason: 'code' },
    refused: { path: 'file', reason: { kind: 'code' } },
    encrypted: 'file',
    named: { path: 'file' },
    superfluous: 'file',
    readable: 'file',
    unread: { path: 'file', flaw: 'code' },
    timeline: { kind: 'code', severity: 'code', path: 'file', title: 'text', host: 'host' },
  },
};
