import { Fragment, type JSX } from 'preact';
import { atDots } from '../text/breaks.ts';

/** A name, or a text with names in it: its lines may end behind their dots. */
export function Breakable({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {atDots(text).map((piece, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </>
  );
}

/** The same as code, with no blank beside it. */
export function BreakableCode({ text }: { readonly text: string }): JSX.Element {
  return (
    <code>
      <Breakable text={text} />
    </code>
  );
}
