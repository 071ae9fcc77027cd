import type { JSX } from 'preact';
import { href } from '../site/href.ts';

const MARKED = /(\[[^[\]]{1,200}\]\([^()]{1,200}\)|\*\*[^*]{1,200}\*\*)/u;
const LINK = /^\[([^\]]+)\]\(([^)]+)\)$/u;

/** A sentence of a locale, so that it stays whole there: `[title](/path/)` is a link of this site, `**words**` stand out. */
export function Sentence({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split(MARKED).map((part, at) => {
        if (at % 2 === 0) return part;
        const [, title, path = ''] = LINK.exec(part) ?? [];
        return title === undefined ? (
          <strong key={at}>{part.slice(2, -2)}</strong>
        ) : (
          <a key={at} href={href(path)}>
            {title}
          </a>
        );
      })}
    </>
  );
}
