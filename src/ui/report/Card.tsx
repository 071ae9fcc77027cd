import type { JSX } from 'preact';
import { CARD, NEXT } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import { VERDICTS } from '../../report/words.ts';
import { Steps } from './Causes.tsx';
import { PageLink } from './PageLink.tsx';

interface CardProps {
  readonly report: LogReport;
  readonly meanings: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
  readonly href: (path: string) => string;
}

/** The message that a report of a single line is about; null for every other report. */
export function onlyMessage({ source, annotations, findings, probes, endpoints }: LogReport): string | null {
  if (source.lines > 1 || endpoints.length > 1) return null;
  const deciding = probes.find(({ signature }) => signature !== null)?.signature;
  return (
    deciding ?? annotations.find(({ signature }) => signature !== null)?.signature ?? findings[0]?.signature ?? null
  );
}

/** A single line: what it means, what may be the cause, and what to do next. */
export function Card({ report, meanings, href }: CardProps): JSX.Element | null {
  const signature = onlyMessage(report);
  const told = signature === null ? undefined : meanings[signature];
  if (signature === null || told === undefined) return null;
  const verdict = report.endpoints[0]?.verdict ?? report.findings[0]?.verdict ?? null;
  const causes = report.diagnosis.filter(({ steps }) => steps.length > 0);
  return (
    <section id="card" class="card" aria-labelledby="card-title">
      <h2 id="card-title">{told.title}</h2>
      <dl>
        <div>
          <dt>{CARD.meaning}</dt>
          <dd>
            {told.meaning}{' '}
            {verdict !== null && <span class={`v v-${VERDICTS[verdict].kind}`}>{VERDICTS[verdict].word}</span>}{' '}
            <PageLink to={href(`/signatures/${signature}/`)}>{NEXT.meaning(told.title)}</PageLink>
          </dd>
        </div>
        {causes.length > 0 && (
          <div>
            <dt>{CARD.causes}</dt>
            <dd>
              <ul>
                {causes.map(({ id, name, why }) => (
                  <li key={id}>
                    <b>{name}</b>: {why}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {causes[0] !== undefined && (
          <div>
            <dt>{CARD.next}</dt>
            <dd>
              <Steps entry={causes[0]} />
            </dd>
          </div>
        )}
      </dl>
      <p class="card-whole">{CARD.whole}</p>
    </section>
  );
}
