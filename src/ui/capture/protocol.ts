import type { Selection } from '../../capture/selection.ts';
import type { NameRules, PeerRule } from '../../knowledge/types.ts';
import type { CaptureReport } from '../../model/report.ts';
import type { Piece } from '../worker/pieces.ts';

/** The two ends of a conversation. */
export interface Ends {
  readonly a: string;
  readonly aPort: number;
  readonly b: string;
  readonly bPort: number;
}

export interface LadderSegment {
  /** Number of its frame in the file. */
  readonly frame: number;
  /** Seconds since the first segment. */
  readonly time: number;
  readonly from: 'a' | 'b';
  readonly flags: number;
  readonly length: number;
  readonly window: number;
  readonly repeated: boolean;
}

/** `place`: the place in Windows whose packets of an event trace are wanted. */
export type CaptureRequest =
  | { readonly kind: 'knowledge'; readonly json: string; readonly captures: string }
  | { readonly kind: 'read'; readonly file: File; readonly place?: string | undefined }
  /** Judges what was read again, with other addresses as the machine's own or further ranges. */
  | { readonly kind: 'judge'; readonly own: readonly string[] | null; readonly rules: readonly PeerRule[] }
  | { readonly kind: 'segments'; readonly file: File; readonly ends: Ends; readonly place?: string | undefined }
  /** The report as it was asked for last, with everything hidden that the rules hide. */
  | { readonly kind: 'mask'; readonly names: NameRules; readonly words: readonly string[] }
  /**
   * Reads the file once more for the packets that are to be saved. `filter`: the filter by which the conversations were chosen, to be
   * tried on those that are not listed as well; null: it cannot be, or nothing is filtered.
   */
  | {
      readonly kind: 'save';
      readonly file: File;
      readonly selection: Selection;
      readonly filter: string | null;
      readonly place?: string | undefined;
    };

export type CaptureAnswer =
  /** Long lists go ahead of a report. */
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | {
      readonly kind: 'progress';
      readonly bytes: number;
      readonly total: number;
      readonly packets: number;
      /** The busiest peers so far. */
      readonly peers: readonly { readonly address: string; readonly name: string; readonly bytes: number }[];
    }
  /** `leftovers`: of a masked report, words that are left and look like names. */
  | { readonly kind: 'report'; readonly report: CaptureReport; readonly leftovers: readonly string[] }
  | { readonly kind: 'segments'; readonly segments: readonly LadderSegment[]; readonly more: boolean }
  | { readonly kind: 'saving'; readonly bytes: number; readonly total: number }
  | { readonly kind: 'saved'; readonly file: Blob; readonly packets: number }
  | { readonly kind: 'failed'; readonly message: string };
