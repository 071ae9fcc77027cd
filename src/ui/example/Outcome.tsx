import type { JSX } from 'preact';
import { WHAT_IT_MEANS } from '#locale/bundle.ts';
import type { LogReport } from '../../model/report.ts';
import { href } from '../../site/href.ts';
import { TONES } from '../report/Verdict.tsx';

/** What is concluded of a log of records, above its lines. Pure: the build and the browser render the same. */
export function Outcome({ report: { diagnosis, tone } }: { readonly report: LogReport }): JSX.Element | null {
  const [root] = diagnosis;
  if (root === undefined) return null;
  return (
    <div class={`verdict verdict-${tone}`}>
      <span class="verdict-mark" aria-hidden="true">
        {TONES[tone]}
      </span>
      <p>
        <b>{root.title}</b>
      </p>
      <p class="num">
        {root.summary} <a href={href(`/diagnoses/${root.id}/`)}>{WHAT_IT_MEANS}</a>
      </p>
    </div>
  );
}
