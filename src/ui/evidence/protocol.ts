import type { Fault } from '../../model/evidence.ts';
import type { EvidenceReport } from '../../model/report.ts';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import type { HelperGone, HelpRequest } from '../worker/helping.ts';

/** A file with the folders that it lies in; null for a folder itself. */
export interface Found {
  readonly path: string;
  readonly file: File | null;
}

/** What a bundle is compared with. */
export interface Comparison {
  readonly scenario: string | undefined;
  /** When the failure happened, in milliseconds since the epoch. */
  readonly failedAt: number | undefined;
}

/** What the page asks of the worker that holds a bundle. */
export type BundleRequest =
  | { readonly kind: 'knowledge'; readonly json: string; readonly captures: string; readonly lists: EvidenceKnowledge }
  /** One file alone may be an archive; several files, and folders, count as one bundle. */
  | { readonly kind: 'open'; readonly id: number; readonly name: string; readonly found: readonly Found[] }
  | { readonly kind: 'check'; readonly id: number; readonly comparison: Comparison }
  | { readonly kind: 'read'; readonly id: number; readonly path: string }
  | HelperGone;

export type BundleAnswer =
  | HelpRequest
  /** Files that were looked into, of how many. */
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly all: number }
  | { readonly kind: 'opened'; readonly id: number }
  /** The reports of the files inside as rows of a table need them, and without secrets. */
  | { readonly kind: 'checked'; readonly id: number; readonly report: EvidenceReport }
  | { readonly kind: 'content'; readonly id: number; readonly blob: Blob | null }
  /** `name` tells an archive that cannot be read, and why, from a defect of ours. */
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly name: string;
      readonly message: string;
      readonly fault: Fault | null;
    };
