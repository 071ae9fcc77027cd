import type { JSX } from 'preact';

/** A host name that may break behind its dots only. */
export function Host({ name }: { readonly name: string }): JSX.Element {
  const [first, ...rest] = name.split('.');
  return (
    <>
      {first}
      {rest.map((label, index) => (
        <span key={index}>
          .<wbr />
          {label}
        </span>
      ))}
    </>
  );
}

/** A verdict as icon, word and colour. */
export function Mark({ kind, text }: { readonly kind: string; readonly text: string }): JSX.Element {
  return <span class={`v v-${kind}`}>{text}</span>;
}

/** The sign of a conclusion, by its colour. */
export const TONES = { ok: '✓', ng: '✕', un: '?' } as const;
