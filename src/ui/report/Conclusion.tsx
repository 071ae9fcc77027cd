import type { JSX } from 'preact';
import { besides } from '#locale/forms.ts';
import { caution } from '#locale/report.ts';
import { failing } from '#locale/view.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { CONFIDENCES } from '#locale/words.ts';
import { TONES } from './Verdict.tsx';

/** The sentence that answers first, how sure it is, and of how many destinations it speaks. */
export function Conclusion({ report }: { readonly report: ConnectionReport }): JSX.Element {
  const { tone, endpoints } = report;
  const open = caution(report);
  const [root] = report.diagnosis;
  const failed = endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
  return (
    <div class={`verdict verdict-${tone}`}>
      <span class="verdict-mark" aria-hidden="true">
        {TONES[tone]}
      </span>
      <h1 id="conclusion" tabIndex={-1}>
        {root?.title ?? ''}
      </h1>
      {root !== undefined && endpoints.length > 0 && (
        <span class="verdict-sure num">
          {besides([CONFIDENCES[root.confidence], failing(failed, endpoints.length)])}
        </span>
      )}
      <p>{root?.summary ?? ''}</p>
      {open !== null && <p class="verdict-open">{open}</p>}
    </div>
  );
}
