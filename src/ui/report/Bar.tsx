import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { BAR, pageTitle } from '#locale/view.ts';
import { setReportTitle } from '../workbench/stage.ts';

/** What stays in view above a report: what it is about, and what a reader does with it. */
export function Bar({
  title,
  verdict,
  facts,
  onAnother,
  another,
  children,
}: {
  readonly title: string;
  /** The conclusion, for the title of the page. */
  readonly verdict: string;
  readonly facts: ComponentChildren;
  /** Goes on to another source; absent where the report stands within an article. */
  readonly onAnother: (() => void) | undefined;
  readonly another: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  useEffect(() => {
    if (onAnother !== undefined) setReportTitle(pageTitle(title, verdict));
  }, [title, verdict]);
  return (
    <div class="bar" role="group" aria-label={BAR.label}>
      <div class="bar-facts">
        <b>{title}</b>
        {facts}
      </div>
      <div class="bar-acts">
        {children}
        {onAnother !== undefined && (
          <button type="button" class="btn" onClick={onAnother}>
            {another}
          </button>
        )}
      </div>
    </div>
  );
}
