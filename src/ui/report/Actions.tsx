import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReportEvidence } from '../../knowledge/types.ts';
import { REQUEST } from '#locale/request.ts';
import { BAR } from '#locale/view.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { toJson } from '../../report/json.ts';
import { endpointsToTsv } from '../../report/endpoint-cells.ts';
import { endpointsToHtml } from '../../report/html-table.ts';
import { requestLink } from '../../report/request.ts';
import { reportToMarkdown } from '../../report/markdown.ts';
import { reportToSummary } from '../../report/summary.ts';
import { href } from '../../site/href.ts';
import type { LineSource } from '../../text/lines.ts';
import { evidenceLink } from '../evidence/link.ts';
import { saveAs } from '../save.ts';
import { showKeys } from './keys.ts';
import { MaskSwitch, type MaskState } from './MaskPanel.tsx';
import { Choice, Menu } from './Menu.tsx';
import { PageLink } from './PageLink.tsx';

interface ActionsProps {
  /** As it may leave the page: masked, or without its secrets. */
  readonly report: ConnectionReport;
  /** The same of its lines. */
  readonly outgoing: LineSource;
  readonly mask: MaskState;
  /** Which evidence list a report leads to. */
  readonly evidence: ReportEvidence;
}

/** What a reader does with a report: hide names, copy, save, print. */
export function Actions({ report, outgoing, mask, evidence }: ActionsProps): JSX.Element {
  const [said, setSaid] = useState('');
  const copied = (copying: Promise<void>): void => {
    void copying.then(
      () => {
        setSaid(BAR.copied);
      },
      () => {
        setSaid(BAR.notCopied);
      },
    );
  };
  const copy = (text: () => string): void => {
    copied(navigator.clipboard.writeText(text()));
  };
  const json = (): string => JSON.stringify(toJson(report), null, 2);
  return (
    <>
      <span class="said" role="status">
        {said}
      </span>
      <MaskSwitch mask={mask} />
      <Menu label={BAR.copy} main>
        <Choice
          onChoose={() => {
            copy(() => reportToSummary(report, outgoing));
          }}
        >
          {BAR.summary}
        </Choice>
        <Choice
          onChoose={() => {
            copy(() => reportToMarkdown(report, outgoing));
          }}
        >
          {BAR.whole}
        </Choice>
        <Choice
          onChoose={() => {
            copied(copyTable(report));
          }}
        >
          {BAR.table}
        </Choice>
        <Choice
          onChoose={() => {
            copy(json);
          }}
        >
          {BAR.json}
        </Choice>
      </Menu>
      <Menu label={BAR.more}>
        <Choice
          onChoose={() => {
            saveAs(`${report.source.name.replaceAll(/[^\w.-]/gu, '_')}.json`, json(), 'application/json');
          }}
        >
          {BAR.saveJson}
        </Choice>
        <Choice
          onChoose={() => {
            window.print();
          }}
        >
          {BAR.print}
        </Choice>
        <PageLink class="choice" to={href(evidenceLink(report, evidence))}>
          {BAR.evidence}
        </PageLink>
        <PageLink class="choice" to={href(requestLink(report))}>
          {REQUEST.link}
        </PageLink>
        <Choice onChoose={showKeys}>{BAR.keys}</Choice>
      </Menu>
    </>
  );
}

/** The endpoints as a table for what takes HTML, and as rows for what does not. */
function copyTable(report: ConnectionReport): Promise<void> {
  const blob = (text: string, type: string): Blob => new Blob([text], { type });
  return navigator.clipboard.write([
    new ClipboardItem({
      'text/html': blob(endpointsToHtml(report), 'text/html'),
      'text/plain': blob(endpointsToTsv(report.endpoints), 'text/plain'),
    }),
  ]);
}
