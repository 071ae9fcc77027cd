import type { JSX } from 'preact';
import { countWord, moreThanListed } from '#locale/bundle.ts';

/** A folded list of names, which may be the first of very many. */
export function Names({
  title,
  rows,
  all,
}: {
  readonly title: string;
  readonly rows: readonly string[];
  /** How many there are, of which `rows` are the first. */
  readonly all: number;
}): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <details class="more">
      <summary>
        {title} <span class="num">{countWord(all)}</span>
      </summary>
      {rows.length < all && <p class="hint">{moreThanListed(rows.length, all)}</p>}
      <ul class="mono">
        {rows.map((row, index) => (
          <li key={index}>{row}</li>
        ))}
      </ul>
    </details>
  );
}
