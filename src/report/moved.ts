import { tell } from '../judge/diagnosis/text.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { networkWithin, proxyWithin } from '../log/settings/read.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Layers, Platform } from '../model/probe.ts';
import type { LogReport } from '../model/report.ts';
import { azureWithin } from './azure-lines.ts';

/** How far a log stands behind the beginning of its source. */
export interface Shift {
  readonly lines: number;
  readonly probes: number;
}

/** The whole report of a log that was read as if it stood first in its source, at the place where it stands. */
export function movedReport(report: LogReport, shift: Shift, platform: Platform, knowledge: Knowledge): LogReport {
  const { lines, probes } = shift;
  if (lines === 0 && probes === 0) return report;
  const place = <T extends { readonly line: number }>(one: T): T => ({ ...one, line: one.line + lines });
  const range = ([first, last]: readonly [number, number]): readonly [number, number] => [first + lines, last + lines];
  const probe = (id: number | null): number | null => (id === null ? null : id + probes);
  const head = movedBrief(report, shift);
  return {
    ...head,
    recognised: { ...report.recognised, because: report.recognised.because.map(place) },
    probes: report.probes.map((one) => ({
      ...one,
      id: one.id + probes,
      lines: range(one.lines),
      evidence: one.evidence === null ? null : place(one.evidence),
      layers: movedLayers(one.layers, lines),
    })),
    endpoints: report.endpoints.map((one) => movedEndpoint(one, probe)),
    annotations: report.annotations.map((one) => ({ ...place(one), probe: probe(one.probe) })),
    findings: report.findings.map((one) => ({
      ...place(one),
      ...(one.lines === undefined ? {} : { lines: one.lines.map((line) => line + lines) }),
    })),
    unread: report.unread.map((one) => ({ ...one, lines: range(one.lines) })),
    ...(report.privateNames === undefined
      ? {}
      : { privateNames: report.privateNames.map((one) => ({ ...place(one), probe: probe(one.probe) })) }),
    diagnosis: report.diagnosis.map((one) => movedDiagnosis(one, shift, platform, knowledge)),
  };
}

/** The same for a report that holds neither probes nor messages. */
export function movedBrief(report: LogReport, { lines }: Shift): LogReport {
  if (lines === 0) return report;
  return {
    ...report,
    proxy: proxyWithin(report.proxy, lines),
    network: networkWithin(report.network, lines),
    ...(report.azureNetwork === undefined ? {} : { azureNetwork: azureWithin(report.azureNetwork, lines) }),
    firstLine: report.firstLine + lines,
  };
}

function movedLayers(layers: Layers, lines: number): Layers {
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]: [string, { readonly line: number }]) => [
      name,
      { ...layer, line: layer.line + lines },
    ]),
  );
}

function movedEndpoint(endpoint: Endpoint, probe: (id: number | null) => number | null): Endpoint {
  const own = <T extends { readonly probe: number | null }>(one: T): T => ({ ...one, probe: probe(one.probe) });
  const { dns, tcp, tls, https, routes, decidedBy } = endpoint;
  return {
    ...endpoint,
    dns: own(dns),
    tcp: own(tcp),
    tls: own(tls),
    https: own(https),
    routes: routes.map(own),
    decidedBy: probe(decidedBy),
  };
}

/** The texts of a root cause that name the line of its first message, with the line that its parameters have. */
export function toldAgain(one: Diagnosis, platform: Platform, knowledge: Knowledge): Diagnosis {
  const { id, confidence, params } = one;
  return params['line'] === undefined
    ? one
    : { ...one, ...tell(id, confidence, params, { kind: 'log', platform }, knowledge) };
}

function movedDiagnosis(one: Diagnosis, { lines, probes }: Shift, platform: Platform, knowledge: Knowledge): Diagnosis {
  const { line } = one.params;
  const moved = {
    ...one,
    params: typeof line === 'number' ? { ...one.params, line: line + lines } : one.params,
    because: one.because.map((own) => own + probes),
    ...(one.lines === undefined ? {} : { lines: one.lines.map((own) => own + lines) }),
  };
  return toldAgain(moved, platform, knowledge);
}
