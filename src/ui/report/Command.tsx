import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { COPY } from '#locale/copy.ts';
import { BreakableCode } from '../Breakable.tsx';

/** A command, or several lines of them, with a button that copies it as it is shown. */
export function Command({ text, lines = false }: { readonly text: string; readonly lines?: boolean }): JSX.Element {
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div class={lines ? 'cmd cmd-block' : 'cmd'}>
      {lines ? (
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
      ) : (
        <BreakableCode text={text} />
      )}
      <button
        type="button"
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => {
            setCopied(text);
          });
        }}
      >
        {copied === text ? COPY.copied : COPY.copy}
      </button>
    </div>
  );
}
