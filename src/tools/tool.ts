import type { Layers, Platform } from '../model/probe.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import type { SessionTool } from '../session/tool-table.ts';
import type { CleanLines } from '../text/clean.ts';
import type { Outcome, ProbeContext } from './outcome.ts';

/** A layer of the way to a destination. */
type LayerName = keyof Layers;

/** A program whose output we read: everything that is known of it. */
export interface Tool extends SessionTool {
  /** What readers call it. */
  readonly word: string;
  /** The system on which it runs. */
  readonly platform: Platform;
  /** Layers of which its lines prove something, from the name up: the last one is what it is run for. */
  readonly proves: readonly [LayerName, ...LayerName[]];
  /** What the lines of a probe say. */
  read(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome;
}
