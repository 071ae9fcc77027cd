import type { JSX } from 'preact';
import { CHAPTERS, NEXT, PROOF } from '#locale/view.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { evidenceLines } from '../../report/proof.ts';
import { CONFIDENCES } from '#locale/words.ts';
import { Command } from './Command.tsx';
import { PageLink } from './PageLink.tsx';

interface CausesProps {
  readonly report: ConnectionReport;
  /** Address of a page of this site. */
  readonly href: (path: string) => string;
  /** Of a capture: the conversations on which a cause rests. */
  readonly flowsOf?: (entry: Diagnosis) => readonly number[];
}

/** What to do about the first root cause, and why it is the first. */
export function NextSteps({ report, href, flowsOf }: CausesProps): JSX.Element | null {
  const [root] = report.diagnosis;
  if (root === undefined) return null;
  return (
    <section id="cause" aria-labelledby="cause-title">
      <h2 id="cause-title">{NEXT.title}</h2>
      <h3>{root.name}</h3>
      <p class="cause-why">
        {root.why}
        <Flows flows={flowsOf?.(root) ?? []} />
      </p>
      <Steps entry={root} />
      <More entry={root} href={href} />
    </section>
  );
}

/** The other root causes that are possible. */
export function OtherCauses({ report, ...how }: CausesProps): JSX.Element | null {
  const others = report.diagnosis.slice(1);
  if (others.length === 0) return null;
  return (
    <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">{CHAPTERS.causes}</h2>
      {others.map((entry, index) => (
        <Cause key={`${entry.id}-${index}`} entry={entry} index={index + 1} report={report} {...how} />
      ))}
    </section>
  );
}

/** Lines on which a cause rests that are named. */
const MOST_LINES = 6;

function Cause({
  entry,
  index,
  report,
  href,
  flowsOf,
}: CausesProps & { readonly entry: Diagnosis; readonly index: number }): JSX.Element {
  return (
    <div class="cause">
      <b aria-hidden="true">{index + 1}</b>
      <div>
        <h3>
          {entry.name} <span class={`sure sure-${entry.confidence}`}>{CONFIDENCES[entry.confidence]}</span>
        </h3>
        <p class="cause-why">
          {entry.why}
          {evidenceLines(report, entry, MOST_LINES).map((line) => (
            <span key={line}>
              {' '}
              <a href={`#L${line}`}>{NEXT.line(line)}</a>
            </span>
          ))}
          <Flows flows={flowsOf?.(entry) ?? []} />
        </p>
        <Steps entry={entry} />
        <More entry={entry} href={href} />
      </div>
    </div>
  );
}

/** Ways to the conversations of a capture that prove a cause. */
function Flows({ flows }: { readonly flows: readonly number[] }): JSX.Element | null {
  if (flows.length === 0) return null;
  return (
    <>
      {flows.map((flow) => (
        <span key={flow}>
          {' '}
          <a href={`#flow-${flow}`}>{PROOF.flow(flow)}</a>
        </span>
      ))}
    </>
  );
}

/** The next steps of a cause, each with its command. */
export function Steps({ entry }: { readonly entry: Diagnosis }): JSX.Element {
  return (
    <ol>
      {entry.steps.map(({ text, command, platform }) => (
        <li key={`${platform} ${text} ${command ?? ''}`}>
          {text}
          {command !== null && <Command text={command} />}
        </li>
      ))}
    </ol>
  );
}

function More({ entry, href }: { readonly entry: Diagnosis; readonly href: CausesProps['href'] }): JSX.Element {
  return (
    <PageLink class="cause-more" to={href(`/diagnoses/${entry.id}/`)}>
      {NEXT.more}
    </PageLink>
  );
}
