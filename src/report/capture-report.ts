import type { CaptureKind } from '../capture/readers/stream.ts';
import type { CaptureJudgement } from '../judge/capture.ts';
import { oneWayOf } from '../judge/capture/one-way.ts';
import { nothingToJudge } from '../judge/capture/nothing.ts';
import { diagnose } from '../judge/diagnosis/index.ts';
import { NO_NETWORK_SETTINGS, NO_PROXY_SETTINGS, NO_TLS_SETTINGS } from '../judge/no-settings.ts';
import { platformOfCapture } from '../judge/platform.ts';
import { judgeServices, PLATFORM_SERVICE } from '../judge/services.ts';
import { toneOf } from '../judge/tone.ts';
import { judgeWorkloads } from '../judge/workloads.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { captureTitle } from '#locale/capture.ts';
import { UNRECOGNISED } from '#locale/report.ts';
import { UNKNOWN_MACHINE } from '../log/settings/machine.ts';
import type { CaptureSummary } from '../model/capture.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { CaptureReport } from '../model/report.ts';

const DNS_PORT = 53;

/** A capture that was read to its end. */
export interface ReadCapture {
  readonly source: CaptureReport['source'];
  readonly kind: CaptureKind | null;
  readonly summary: CaptureSummary;
}

/** The report of a capture. */
export function reportOfCapture(
  { source, kind, summary }: ReadCapture,
  { probes, endpoints, proxied, leftOut }: CaptureJudgement,
  knowledge: Knowledge,
): CaptureReport {
  const capture = { ...summary, leftOut: { ...summary.leftOut, endpoints: leftOut } };
  const seen = withoutAnsweredDns(endpoints);
  const services = judgeServices(seen, knowledge);
  const found =
    endpoints.length === 0
      ? [nothingToJudge(capture, kind, knowledge)]
      : diagnose({
          recognised: true,
          complete: true,
          proxy: NO_PROXY_SETTINGS,
          proxied,
          source: 'capture',
          journal: null,
          privateNames: [],
          platform: platformOfCapture(capture, knowledge.platforms),
          tls: NO_TLS_SETTINGS,
          network: NO_NETWORK_SETTINGS,
          probes,
          endpoints: telling(endpoints),
          services,
          findings: [],
          unread: [],
          azureNetwork: null,
          knowledge,
        });
  // what the capture cannot show is said before what it shows
  const diagnosis = [...oneWayOf(capture, knowledge), ...found];
  const report = {
    schema: 1 as const,
    kind: 'capture' as const,
    rules: knowledge.rules,
    source,
    ...formatOf(kind, capture),
    machine: { ...UNKNOWN_MACHINE, addresses: capture.own, durationSeconds: durationOf(capture) },
    complete: capture.defects.length === 0 && !isPartial(capture),
    proxied,
    probes,
    endpoints,
    services,
    workloads: judgeWorkloads(knowledge.workloads, { endpoints: seen, proxied, accounts: [], whole: true, tests: [] }),
    diagnosis,
    capture,
  };
  return { ...report, tone: toneOf({ ...report, findings: [], unread: [] }) };
}

function formatOf(
  kind: CaptureKind | null,
  { fileType }: CaptureSummary,
): Pick<CaptureReport, 'format' | 'recognised'> {
  const id = kind?.kind === 'capture' ? fileType : 'unknown';
  const title =
    kind?.kind === 'foreign' ? kind.format.title : kind?.kind === 'capture' ? captureTitle(fileType) : UNRECOGNISED;
  return { format: id, recognised: { id, title, because: [], chosenByReader: false } };
}

/** Something was not looked at, rather than merely not listed. */
function isPartial({ leftOut }: CaptureSummary): boolean {
  return leftOut.packets + leftOut.connections + leftOut.requests + leftOut.names + leftOut.endpoints > 0;
}

/** Every VM asks the platform for names; that says nothing of the ports that its agent needs. */
function withoutAnsweredDns(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.filter(
    ({ service, port, verdict }) => service !== PLATFORM_SERVICE || port !== DNS_PORT || verdict !== 'reachable',
  );
}

/** A capture shows many destinations that no backup needs: where known services fail, the others explain nothing. */
function telling(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const known = endpoints.filter(({ service, verdict }) => service !== 'other' || verdict === 'reachable');
  return known.some(({ verdict }) => verdict === 'unreachable') ? known : endpoints;
}

function durationOf({ firstPacket, lastPacket }: CaptureSummary): number | null {
  return firstPacket === null || lastPacket === null ? null : lastPacket - firstPacket;
}
