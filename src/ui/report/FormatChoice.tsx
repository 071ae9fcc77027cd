import type { JSX } from 'preact';
import type { FormatDefinition } from '../../knowledge/types.ts';
import { DOT } from '#locale/forms.ts';
import { BAR, NEXT } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';

/** Lines with marks of the format that are named. */
const MOST_MARKS = 6;

interface Props {
  readonly report: LogReport;
  readonly formats: readonly FormatDefinition[];
  /** Reads the source again in the format that the reader chose. */
  readonly onFormat: ((format: string) => void) | undefined;
}

/** Which format was recognised and why; another one can be chosen. */
export function FormatChoice({ report, formats, onFormat }: Props): JSX.Element {
  const { recognised } = report;
  const marks = [...new Set(recognised.because.map(({ line }) => line))].slice(0, MOST_MARKS);
  return (
    <details class="why drop">
      <summary class="chip">
        {recognised.title} <span class="why-ask">{BAR.why}</span>
      </summary>
      <div class="drop-list why-body">
        <p>{recognised.chosenByReader ? BAR.chosen : marks.length === 0 ? BAR.noMarks : BAR.because}</p>
        {marks.length > 0 && (
          <p>
            {report.journal === undefined ? BAR.marks : BAR.records}{' '}
            {marks.map((line, at) => (
              <span key={line}>
                {at > 0 && DOT}
                <a href={`#L${line}`}>{NEXT.line(line)}</a>
              </span>
            ))}
          </p>
        )}
        {onFormat !== undefined && (
          <label>
            {BAR.asOther}{' '}
            <select
              value={report.format}
              onChange={(event) => {
                onFormat(event.currentTarget.value);
              }}
            >
              {report.format === 'unknown' && <option value="unknown">{BAR.choose}</option>}
              {formats.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </details>
  );
}
