import type { JSX } from 'preact';

/** A verdict as icon, word and colour. */
export function Mark({ kind, text }: { readonly kind: string; readonly text: string }): JSX.Element {
  return <span class={`v v-${kind}`}>{text}</span>;
}

/** The sign of a conclusion, by its colour. */
export const TONES = { ok: '✓', ng: '✕', un: '?' } as const;
