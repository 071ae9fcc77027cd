import type { Row } from '../../search/entry.ts';
import type { Explanation } from '../../signatures/explain.ts';
import type { NameRules } from '../../knowledge/types.ts';
import type { Masked, MaskTask } from '../../mask/session.ts';
import type { LogReport } from '../../model/report.ts';
import type { HelperGone, HelpRequest } from './helping.ts';
import type { Piece } from './pieces.ts';

/** What the page asks of the worker. */
export type Request =
  | { readonly kind: 'knowledge'; readonly json: string }
  /** It is a helper: what it reads comes and goes through this port. */
  | { readonly kind: 'serve'; readonly port: MessagePort }
  | HelperGone
  /** Logs of ours, read before the reader's. */
  | { readonly kind: 'practice'; readonly logs: readonly string[] }
  /** What a search needs besides, before the first `explain` or `find`. */
  | { readonly kind: 'search'; readonly json: string; readonly meanings: string }
  /** What articles say; until it comes they are found by their titles and descriptions. */
  | { readonly kind: 'passages'; readonly json: string }
  | {
      readonly kind: 'analyze';
      readonly id: number;
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly format: string | undefined;
    }
  | {
      readonly kind: 'analyze-text';
      readonly id: number;
      readonly name: string;
      readonly text: string;
      readonly format: string | undefined;
    }
  | { readonly kind: 'explain' | 'find'; readonly id: number; readonly text: string }
  /** Masks all that leaves the page; without `names` only secrets are removed. */
  | {
      readonly kind: 'mask';
      readonly id: number;
      readonly task: MaskTask;
      readonly names: NameRules | null;
    };

/** What a query in the search finds. */
export interface Lookup {
  readonly rows: readonly Row[];
  /** Words of the query, and others for the same, that rows may show. */
  readonly marks: readonly string[];
  /** The query without its secrets, for the address of the page. */
  readonly outgoing: string;
}

/**
 * What the worker answers: the text only where the page does not have it. Secrets are removed from the report;
 * the text is as it came, and `removed` has its lines with secrets without them. Long lists go ahead of an answer in pieces.
 * `failed` only for a defect of ours or when memory runs out.
 */
export type Answer =
  | HelpRequest
  | { readonly kind: 'pieces'; readonly id: number; readonly pieces: readonly Piece[] }
  | {
      readonly kind: 'analyzed';
      readonly id: number;
      readonly report: LogReport;
      readonly text: string | null;
      readonly removed: readonly (readonly [number, string])[];
    }
  | { readonly kind: 'masked'; readonly id: number; readonly masked: Masked }
  | { readonly kind: 'explained'; readonly id: number; readonly explanations: readonly Explanation[] }
  | { readonly kind: 'found'; readonly id: number; readonly lookup: Lookup }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
