import type { Signature } from '../knowledge/types.ts';

/** What a page, or a place on one, is about. */
export type Kind =
  | 'message'
  | 'code'
  | 'no-code'
  | 'cause'
  | 'article'
  | 'chapter'
  | 'endpoint'
  | 'tag'
  | 'region'
  | 'peer'
  | 'zone'
  | 'evidence'
  | 'certificate'
  | 'tool'
  | 'term';

/** Something that can be found. */
export interface Entry {
  readonly kind: Kind;
  /** Within the site. */
  readonly url: string;
  /** As a reader is shown it. */
  readonly title: string;
  /** What kind of thing it is, in a word or two. */
  readonly badge: string;
  /** A sentence about it. */
  readonly snippet: string;
  /** Names by which it is known: hosts, files, commands, identifiers. */
  readonly names: readonly string[];
  /** What of two entries with the same words leads: an article explains what a message only names. */
  readonly lead: number;
  /** What else words may find: not shown. */
  readonly body: string;
  readonly verdict: Signature['verdict'] | null;
}

/** A row of results. */
export interface Row extends Pick<Entry, 'kind' | 'url' | 'title' | 'badge' | 'snippet' | 'verdict'> {
  /** 0 to 1; above 0.5 what is recognised. */
  readonly score: number;
  /** A message, a code or a name that stands in the query exactly. */
  readonly certain: boolean;
  /** A message that the query only resembles. */
  readonly similar: boolean;
}
