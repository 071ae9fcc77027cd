import { href } from '../../site/href.ts';
import { evidenceLink } from '../evidence/link.ts';
import { saveAs } from '../save.ts';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReportEvidence } from '../../knowledge/types.ts';
import { MASK } from '../../locales/ja/mask.ts';
import { toJson } from '../../report/json.ts';
import { reportToMarkdown } from '../../report/markdown.ts';
import type { ConnectionReport } from '../../model/report.ts';
import type { LineSource } from '../../text/lines.ts';
import { MaskPanel, type MaskState } from './MaskPanel.tsx';

interface ActionsProps {
  /** As it may leave the page: masked, or without its secrets. */
  readonly report: ConnectionReport;
  /** The same of its lines. */
  readonly outgoing: LineSource;
  readonly mask: MaskState;
  /** Which evidence list a report leads to. */
  readonly evidence: ReportEvidence;
}

/** What a reader does with a report: copy for a ticket, save, print, mask. */
export function Actions({ report, outgoing, mask, evidence }: ActionsProps): JSX.Element {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    void navigator.clipboard.writeText(reportToMarkdown(report, outgoing)).then(
      () => {
        setSaid('コピーしました。');
      },
      () => {
        setSaid('コピーできませんでした。ブラウザーの許可を確認してください。');
      },
    );
  };
  return (
    <>
      <div class="acts">
        <button type="button" class="btn btn-main" onClick={copy}>
          問い合わせ用にコピー
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            saveJson(report);
          }}
        >
          JSON を保存
        </button>
        <a class="btn" href={href(evidenceLink(report, evidence))}>
          問い合わせの準備
        </a>
        <button
          type="button"
          class="btn"
          onClick={() => {
            window.print();
          }}
        >
          印刷
        </button>
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={mask.masked}
            disabled={!mask.ready}
            title={mask.ready ? undefined : MASK.loading}
            onChange={(event) => {
              mask.onMask(event.currentTarget.checked);
            }}
          />
          {MASK.switch}
        </label>
        <span class="said" role="status">
          {said}
        </span>
      </div>
      <MaskPanel masking={report.masking} mask={mask} />
    </>
  );
}

function saveJson(report: ConnectionReport): void {
  const name = report.source.name.replaceAll(/[^\w.-]/gu, '_');
  saveAs(`${name}.json`, JSON.stringify(toJson(report), null, 2), 'application/json');
}
