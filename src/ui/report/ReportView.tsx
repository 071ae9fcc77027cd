import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AccountRule, FormatDefinition, ReportEvidence } from '../../knowledge/types.ts';
import { numberWord } from '#locale/forms.ts';
import { AZURE_NETWORK } from '#locale/azure-network.ts';
import { leftOutSentence } from '#locale/limits.ts';
import { BAR, CHAPTERS, KEEP, LOG } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { failingLines } from '../../report/proof.ts';
import type { Explanation } from '../../signatures/explain.ts';
import type { LineSource } from '../../text/lines.ts';
import { Actions } from './Actions.tsx';
import { AnnotatedLog, type AnnotatedLogProps } from './AnnotatedLog.tsx';
import { AzureNetwork } from './AzureNetwork.tsx';
import { Bar } from './Bar.tsx';
import { Card, onlyMessage } from './Card.tsx';
import { NextSteps, OtherCauses } from './Causes.tsx';
import { Conclusion } from './Conclusion.tsx';
import { EndpointTable } from './EndpointTable.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import { Impact } from './Impact.tsx';
import { MaskPanel, type MaskState } from './MaskPanel.tsx';
import { Findings, Help, Messages, UnreadCommands } from './Messages.tsx';
import { InReport, PageLink } from './PageLink.tsx';
import { PathTable } from './PathTable.tsx';
import { PrivateNames } from './PrivateNames.tsx';
import { ProofLines } from './ProofLines.tsx';
import { Settings } from './Settings.tsx';
import { useLine } from './use-line.ts';

export interface ReportViewProps {
  /** As it may leave the page: masked, or without its secrets. */
  readonly report: LogReport;
  /** As the page shows them: as pasted, or masked. */
  readonly lines: LineSource;
  /** As they may leave the page. */
  readonly outgoing: LineSource;
  readonly marks?: AnnotatedLogProps['marks'];
  readonly printed?: AnnotatedLogProps['printed'];
  readonly mask: MaskState;
  /** Known messages in a text that is no log. */
  readonly messages?: readonly Explanation[];
  readonly meanings: AnnotatedLogProps['meanings'];
  readonly terms?: AnnotatedLogProps['terms'];
  /** Address of a page of this site. */
  readonly href: (path: string) => string;
  readonly formats: readonly FormatDefinition[];
  /** Which evidence list a report leads to. */
  readonly evidence: ReportEvidence;
  readonly accounts: readonly AccountRule[];
  /** Reads the source again in the format that the reader chose. */
  readonly onFormat?: (format: string) => void;
  /** Goes on to another source. */
  readonly onAnother?: () => void;
  /** Compares this run with another one. */
  readonly compare?: JSX.Element;
  /** What keeps the source in this tab. */
  readonly keep?: JSX.Element;
}

/** A whole report, from the conclusion to the lines that prove it. */
export function ReportView(props: ReportViewProps): JSX.Element {
  const { report, outgoing, mask, evidence, href } = props;
  const { machine, source } = report;
  const date = runTime(report);
  const failing = failingLines(report);
  const { wanted, onClick, go } = useLine(failing);
  const painted = usePainted();
  // a jump within the log draws the log again, and nothing above it
  const answer = useMemo(
    () => (
      <>
        <Conclusion report={report} />
        <Answer
          {...props}
          failing={failing.length}
          painted={painted}
          onNext={() => {
            go(1);
          }}
        />
      </>
    ),
    [props, painted],
  );
  return (
    <InReport.Provider value={true}>
      <div class="report" onClick={onClick}>
        <Bar
          title={machine.hostname ?? source.name}
          verdict={report.diagnosis[0]?.title ?? ''}
          facts={
            <>
              {date !== null && <span class="num">{date}</span>}
              {machine.hostname !== null && <span class="mono bar-file">{source.name}</span>}
              <span class="num">{BAR.lines(source.lines)}</span>
              <FormatChoice report={report} formats={props.formats} onFormat={props.onFormat} />
            </>
          }
          another={BAR.another}
          onAnother={props.onAnother}
        >
          {props.compare}
          <Actions report={report} outgoing={outgoing} mask={mask} evidence={evidence} />
        </Bar>
        <MaskPanel masking={report.masking} mask={mask} />
        {(report.leftOut ?? []).map((left, index) => (
          <p class="hint" key={index}>
            {leftOutSentence(left)}
          </p>
        ))}
        {answer}
        {painted && source.lines > 0 && <Log {...props} wanted={wanted} />}
        <div class="local">
          <p>
            {KEEP.local} <PageLink to={href('/privacy/')}>{KEEP.how}</PageLink>
          </p>
          {props.keep}
        </div>
      </div>
    </InReport.Provider>
  );
}

interface AnswerProps extends ReportViewProps {
  /** Lines on which something failed. */
  readonly failing: number;
  /** The first screen stands; the rest may follow. */
  readonly painted: boolean;
  readonly onNext: () => void;
}

/** What stands between the conclusion and the log. */
function Answer({ failing, painted, onNext, ...props }: AnswerProps): JSX.Element {
  const { report, lines, meanings, href, accounts, messages = [] } = props;
  if (onlyMessage(report) !== null) return <Card report={report} meanings={meanings} href={href} />;
  if (report.format === 'unknown')
    return (
      <>
        <Findings report={report} meanings={meanings} href={href} />
        {report.findings.length === 0 && <Messages messages={messages} href={href} />}
        <Help href={href} />
      </>
    );
  // a listing of rules is no check of any destination
  const isListing = report.azureNetwork !== undefined && report.endpoints.length === 0;
  return (
    <>
      {!isListing && <PathTable report={report} accounts={accounts} />}
      <div class="report-two">
        <NextSteps report={report} href={href} />
        <ProofLines report={report} lines={lines} meanings={meanings} pageOf={(id) => href(`/signatures/${id}/`)} />
      </div>
      <Chapters report={report} failing={failing} onNext={onNext} />
      {painted && (
        <>
          <OtherCauses report={report} href={href} />
          <PrivateNames report={report} />
          <AzureNetwork report={report} linePrefix="" />
          {!isListing && <Impact report={report} />}
          {report.endpoints.length > 0 && <EndpointTable report={report} />}
          <Findings report={report} meanings={meanings} href={href} />
          <UnreadCommands report={report} />
          <Settings report={report} accounts={accounts} />
        </>
      )}
    </>
  );
}

/** What else the report holds, with a way to each. */
function Chapters({
  report,
  failing,
  onNext,
}: {
  readonly report: LogReport;
  readonly failing: number;
  readonly onNext: () => void;
}): JSX.Element {
  const { diagnosis, endpoints, findings, source } = report;
  const links: readonly [string, string, number][] = [
    ['causes', CHAPTERS.causes, diagnosis.length - 1],
    ['private-names', CHAPTERS.privateNames, report.privateNames?.length ?? 0],
    ['azure-network', AZURE_NETWORK.title, 0],
    ['impact', CHAPTERS.impact, report.workloads.filter(({ status }) => status === 'affected').length],
    ['endpoints', CHAPTERS.endpoints, endpoints.length],
    ['findings', CHAPTERS.findings, findings.length],
    ['settings', CHAPTERS.settings, 0],
    ['log', CHAPTERS.log, source.lines],
  ];
  const isThere: Readonly<Record<string, boolean>> = {
    causes: diagnosis.length > 1,
    'private-names': report.privateNames !== undefined,
    'azure-network': report.azureNetwork !== undefined,
    impact: report.azureNetwork === undefined || endpoints.length > 0,
    endpoints: endpoints.length > 0,
    findings: findings.length > 0,
  };
  return (
    <nav class="chapters" aria-label={CHAPTERS.label}>
      {links
        .filter(([id]) => isThere[id] ?? true)
        .map(([id, title, count]) => (
          <a href={`#${id}`} key={id}>
            {title}
            {count > 0 && <span class="num">{numberWord(count)}</span>}
          </a>
        ))}
      {failing > 0 && (
        <button type="button" class="btn btn-quiet chapters-next" onClick={onNext}>
          <kbd>n</kbd> {CHAPTERS.nextFailure} <span class="num">({CHAPTERS.failures(failing)})</span>
        </button>
      )}
    </nav>
  );
}

/** The log itself, by far the longest part. */
function Log({
  wanted,
  href,
  ...props
}: ReportViewProps & { readonly wanted: NonNullable<AnnotatedLogProps['wanted']> | null }): JSX.Element {
  return (
    <section id="log" aria-labelledby="log-title">
      <h2 id="log-title">{LOG.title}</h2>
      <AnnotatedLog {...props} pageOf={(id) => href(`/signatures/${id}/`)} wanted={wanted} />
    </section>
  );
}

/** Whether the first screen has been painted: what stands below it is made after that. */
function usePainted(): boolean {
  // at build time there is no later
  const [painted, setPainted] = useState(typeof document === 'undefined');
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      setTimeout(() => {
        setPainted(true);
      }),
    );
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return painted;
}
