import { unreadLink } from '../capture/frame.ts';
import { GzipSource } from '../capture/readers/gunzip.ts';
import { CaptureStream } from '../capture/readers/stream.ts';
import { ownHosts, summarize } from '../capture/summary.ts';
import type { CaptureSummary } from '../model/capture.ts';
import { Traffic } from '../capture/traffic.ts';
import { Gateways } from '../gateways/gateways.ts';
import { judgeCapture } from '../judge/capture.ts';
import { diagnose } from '../judge/diagnosis/index.ts';
import { tell } from '../judge/diagnosis/text.ts';
import { platformOfCapture } from '../judge/platform.ts';
import { EndpointTable, judgeServices, PLATFORM_SERVICE, platformAddresses } from '../judge/services.ts';
import { toneOf } from '../judge/tone.ts';
import { judgeWorkloads } from '../judge/workloads.ts';
import type { Knowledge, PeerRule } from '../knowledge/types.ts';
import { NO_PROXY_SETTINGS, NO_TLS_SETTINGS } from '../judge/no-settings.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { CaptureReport } from '../model/report.ts';
import { isGzip } from '../text/gzip.ts';

const DNS_PORT = 53;

export interface CaptureOptions {
  /** The machine's own addresses, when the reader corrected the guess. */
  readonly own?: readonly string[] | undefined;
  /** Conversations and peers at most; all when left out. */
  readonly most?: number | undefined;
  /** Ranges from the reader's own service tag file. */
  readonly rules?: readonly PeerRule[] | undefined;
}

/** Analyses a capture that arrives in pieces, in memory that does not grow with it. */
export class CaptureAnalysis {
  readonly traffic = new Traffic();
  readonly #knowledge: Knowledge;
  readonly #platform: ReadonlySet<string>;
  readonly #name: string;
  readonly #stream: CaptureStream;
  #gzip: GzipSource | null = null;
  #taken = 0;
  #ended = false;

  constructor(name: string, knowledge: Knowledge) {
    this.#name = name;
    this.#knowledge = knowledge;
    this.#platform = new Set(platformAddresses(knowledge));
    this.#stream = new CaptureStream(this.traffic, knowledge.captureFormats);
  }

  /** Bytes of the file taken so far. */
  get bytes(): number {
    return this.#taken;
  }

  /** True when the rest of the file cannot change the result. */
  get finished(): boolean {
    return this.#stream.finished || this.#gzip?.damage != null;
  }

  push(piece: Uint8Array): void {
    if (this.#taken === 0 && isGzip(piece)) {
      this.#gzip = new GzipSource(
        (unpacked) => {
          this.#stream.push(unpacked);
        },
        () => this.#stream.finished,
      );
    }
    this.#taken += piece.length;
    if (this.#gzip === null) this.#stream.push(piece);
    else this.#gzip.push(piece, false);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#gzip?.push(new Uint8Array(0), true);
    this.#stream.end();
    if (this.#gzip?.damage != null) this.#stream.defects.unshift(this.#gzip.damage);
  }

  /** What is known so far. */
  summary(options: CaptureOptions = {}): CaptureSummary {
    return this.#summary(ownHosts(this.traffic, options.own, this.#platform), options);
  }

  #summary(own: readonly number[], { most, rules = [] }: CaptureOptions): CaptureSummary {
    return summarize(this.traffic, this.#stream, own, { most, rules: [...this.#knowledge.peers, ...rules] });
  }

  /** The report, after the end. */
  report(options: CaptureOptions = {}): CaptureReport {
    const knowledge = this.#knowledge;
    const own = ownHosts(this.traffic, options.own, this.#platform);
    const summary = this.#summary(own, options);
    const kind = this.#stream.kind;
    const readable = kind?.kind === 'capture';
    const table = new EndpointTable(knowledge);
    const gateways = gatewaysOf(knowledge);
    const { probes, endpoints, proxied, leftOut } = judgeCapture(this.traffic, own, table, gateways);
    const seen = withoutAnsweredDns(endpoints);
    const capture = { ...summary, leftOut: { ...summary.leftOut, endpoints: leftOut } };
    const services = judgeServices(seen, knowledge);
    const diagnosis =
      endpoints.length === 0
        ? [this.#nothing(capture)]
        : diagnose({
            recognised: true,
            complete: true,
            proxy: NO_PROXY_SETTINGS,
            proxied,
            source: 'capture',
            platform: platformOfCapture(capture, knowledge.platforms),
            tls: NO_TLS_SETTINGS,
            probes,
            endpoints: telling(endpoints),
            services,
            findings: [],
            unread: [],
            knowledge,
          });
    const report = {
      schema: 1 as const,
      kind: 'capture' as const,
      rules: knowledge.rules,
      source: { name: this.#name, bytes: this.#taken },
      format: readable ? capture.fileType : 'unknown',
      recognised: {
        id: readable ? capture.fileType : 'unknown',
        title:
          kind?.kind === 'foreign'
            ? kind.format.title
            : readable
              ? `パケット キャプチャ (${capture.fileType})`
              : '読み取れない形式',
        because: [],
        chosenByReader: false as const,
      },
      machine: {
        hostname: null,
        os: null,
        startedAt: null,
        addresses: capture.own,
        durationSeconds: durationOf(capture),
      },
      complete: capture.defects.length === 0 && !isPartial(capture),
      proxied,
      probes,
      endpoints,
      services,
      workloads: judgeWorkloads(knowledge.workloads, {
        endpoints: seen,
        proxied,
        accounts: [],
        whole: true,
        tests: [],
      }),
      diagnosis,
      capture,
    };
    return { ...report, tone: toneOf({ ...report, findings: [], unread: [] }) };
  }

  /** Why nothing can be said of any destination. */
  #nothing(capture: CaptureSummary): Diagnosis {
    const { packets, own, linkTypes, conversations } = capture;
    const kind = this.#stream.kind;
    const unread = linkTypes.flatMap((linkType) => unreadLink(linkType) ?? []);
    const id =
      kind?.kind === 'foreign'
        ? 'capture-foreign'
        : kind?.kind !== 'capture'
          ? 'capture-unrecognised'
          : packets === 0
            ? 'capture-empty'
            : unread.length > 0 && conversations.length === 0
              ? 'capture-link-unknown'
              : 'capture-no-outbound';
    const params = {
      ...(kind?.kind === 'foreign' ? { format: kind.format.title, advice: kind.format.advice } : {}),
      own: own.join('、'),
      link: unread.join('、'),
    };
    const source = {
      kind: 'capture' as const,
      platform: platformOfCapture(capture, this.#knowledge.platforms),
    };
    return { id, confidence: 'certain', because: [], ...tell(id, 'certain', params, source, this.#knowledge) };
  }
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

const compiled = new WeakMap<Knowledge['gateways'], Gateways>();

/** The marks of gateways, made ready once. */
function gatewaysOf({ gateways }: Knowledge): Gateways {
  const known = compiled.get(gateways) ?? new Gateways(gateways);
  compiled.set(gateways, known);
  return known;
}

/** A capture shows many destinations that no backup needs: where known services fail, the others explain nothing. */
function telling(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const known = endpoints.filter(({ service, verdict }) => service !== 'other' || verdict === 'reachable');
  return known.some(({ verdict }) => verdict === 'unreachable') ? known : endpoints;
}

function durationOf({ firstPacket, lastPacket }: CaptureSummary): number | null {
  return firstPacket === null || lastPacket === null ? null : lastPacket - firstPacket;
}
