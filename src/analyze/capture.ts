import { CaptureReading } from '../capture/reading.ts';
import { directionOf } from '../capture/direction.ts';
import { doublingOf } from '../capture/doubling.ts';
import { factsOf, ownInTrace, traceOf } from '../capture/facts.ts';
import { ownHosts, summarize } from '../capture/summary.ts';
import { Gateways } from '../gateways/gateways.ts';
import { judgeCapture } from '../judge/capture.ts';
import { dnsDrops, firewallDrops } from '../judge/capture/drops.ts';
import { EndpointTable, platformAddresses } from '../judge/services.ts';
import type { CaptureKnowledge, Knowledge, PeerRule } from '../knowledge/types.ts';
import type { CaptureSummary } from '../model/capture.ts';
import type { CaptureReport } from '../model/report.ts';
import { reportOfCapture } from '../report/capture-report.ts';
import { onceFor } from '../text/once.ts';

export interface CaptureOptions {
  /** The machine's own addresses, when the reader corrected the guess. */
  readonly own?: readonly string[] | undefined;
  /** Conversations and peers at most; all when left out. */
  readonly most?: number | undefined;
  /** Ranges from the reader's own service tag file. */
  readonly rules?: readonly PeerRule[] | undefined;
}

/** How a capture is read. */
export interface ReadingOptions {
  /** The place in Windows whose packets of an event trace are wanted; the one that fits best when left out. */
  readonly place?: string | undefined;
}

/** Analyses a capture that arrives in pieces, in memory that does not grow with it. */
export class CaptureAnalysis extends CaptureReading {
  readonly #knowledge: CaptureKnowledge;
  readonly #name: string;
  readonly #platform: ReadonlySet<string>;

  constructor(name: string, knowledge: CaptureKnowledge, { place }: ReadingOptions = {}) {
    super(knowledge.captureFormats, { place });
    this.#name = name;
    this.#knowledge = knowledge;
    this.#platform = new Set(platformAddresses(knowledge));
  }

  /** What is known so far. */
  summary(options: CaptureOptions = {}): CaptureSummary {
    return this.#summary(this.#own(options), options);
  }

  /** The report, after the end. */
  report(options: CaptureOptions = {}): CaptureReport {
    const knowledge = this.#knowledge;
    const own = this.#own(options);
    const trace = traceOf(this.stream);
    const direction = directionOf(this.traffic, new Set(own));
    // the summary holds very many objects, and comes last: each of them costs the collector as long as anything else is made
    const judged = judgeCapture(this.traffic, own, new EndpointTable(knowledge), gatewaysOf(knowledge.gateways), {
      isOneWay: direction !== 'both',
      doubling: doublingOf(this.traffic, this.stream),
      drops: firewallDrops(trace, knowledge.traces),
      dnsDrops: dnsDrops(trace, knowledge.traces),
    });
    const summary = this.#summary(own, options, direction);
    const source = { name: this.#name, bytes: this.bytes };
    return reportOfCapture({ source, kind: this.stream.kind, summary }, judged, knowledge);
  }

  #own({ own }: CaptureOptions): ReturnType<typeof ownHosts> {
    if (own === undefined) {
      const named = ownInTrace(this.stream, this.traffic.hosts);
      if (named.length > 0) return named;
    }
    return ownHosts(this.traffic, own, this.#platform);
  }

  #summary(
    own: readonly number[],
    { most, rules = [] }: CaptureOptions,
    direction = directionOf(this.traffic, new Set(own)),
  ): CaptureSummary {
    const summary = summarize(this.traffic, this.stream, own, { most, rules: [...this.#knowledge.peers, ...rules] });
    return { ...summary, facts: factsOf(this.traffic, this.stream, summary, direction, this.#knowledge.traces) };
  }
}

/** The marks of gateways, made ready once. */
const gatewaysOf = onceFor((gateways: Knowledge['gateways']) => new Gateways(gateways));
