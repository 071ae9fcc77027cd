import type { CatalogueHit, Explanation } from '../../analyze.ts';
import type { Report } from '../../report/types.ts';

/** What the page asks of the worker. */
export type Request =
  | { readonly kind: 'knowledge'; readonly json: string }
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
  | { readonly kind: 'explain'; readonly id: number; readonly text: string };

/** What a query in the search finds without the articles. */
export interface Lookup {
  /** Messages that are in it, or that it resembles. */
  readonly explanations: readonly Explanation[];
  /** Pages that its words find. */
  readonly pages: readonly CatalogueHit[];
  /** The query in the words of our pages. */
  readonly reworded: string;
}

/** What the worker answers: the text only where the page does not have it. `failed` only for a defect of ours or when memory runs out. */
export type Answer =
  | { readonly kind: 'analyzed'; readonly id: number; readonly report: Report; readonly text: string | null }
  | { readonly kind: 'explained'; readonly id: number; readonly lookup: Lookup }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
