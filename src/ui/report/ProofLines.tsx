import type { JSX } from 'preact';
import { NEXT } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import { proofOf } from '../../report/proof.ts';
import type { LineSource } from '../../text/lines.ts';
import { PageLink } from './PageLink.tsx';

/** Lines that stand beside the next steps. */
const MOST = 6;
/** Letters of a line that are shown of it there. */
const LONGEST = 300;

interface Props {
  readonly report: LogReport;
  readonly lines: LineSource;
  readonly meanings: Readonly<Record<string, { readonly title: string }>>;
  /** Address of a signature's page. */
  readonly pageOf: (id: string) => string;
}

/** The reader's own lines that prove the conclusion. */
export function ProofLines({ report, lines, meanings, pageOf }: Props): JSX.Element | null {
  const proof = proofOf(report, MOST);
  if (proof.lines.length === 0) return null;
  const signature = proof.lines.find((line) => line.signature !== null)?.signature;
  const title = signature == null ? undefined : meanings[signature]?.title;
  return (
    <section id="proof" aria-labelledby="proof-title">
      <h2 id="proof-title">{NEXT.proof}</h2>
      <ol class="proof-lines">
        {proof.lines.map(({ line, kind }) => (
          <li key={line} class={kind === 'command' ? 'proof-command' : `proof-${report.tone}`}>
            <a href={`#L${line}`} aria-label={NEXT.line(line)}>
              {line}
            </a>
            <span>{lines.at(line).slice(0, LONGEST)}</span>
          </li>
        ))}
      </ol>
      <p class="hint">
        {proof.more > 0 && <>{NEXT.moreProof(proof.more)} </>}
        {signature != null && title !== undefined && <PageLink to={pageOf(signature)}>{NEXT.meaning(title)}</PageLink>}
      </p>
    </section>
  );
}
