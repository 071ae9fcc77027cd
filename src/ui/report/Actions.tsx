import { href } from '../../site/href.ts';
import { evidenceLink } from '../evidence/link.ts';
import { saveAs } from '../save.ts';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { reportToMarkdown } from '../../report/markdown.ts';
import type { Redact } from '../../report/redact.ts';
import type { Report } from '../../report/types.ts';
import type { Lines } from '../../text/lines.ts';

interface ActionsProps {
  readonly report: Report;
  readonly lines: Lines;
  readonly redact: Redact;
  readonly masked: boolean;
  readonly onMask: (masked: boolean) => void;
}

/** What a reader does with a report: copy for a ticket, save, print, mask. */
export function Actions({ report, lines, redact, masked, onMask }: ActionsProps): JSX.Element {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    void navigator.clipboard.writeText(reportToMarkdown(report, lines, redact)).then(
      () => {
        setSaid('コピーしました。');
      },
      () => {
        setSaid('コピーできませんでした。ブラウザーの許可を確認してください。');
      },
    );
  };
  return (
    <div class="acts">
      <button type="button" class="btn btn-main" onClick={copy}>
        問い合わせ用にコピー
      </button>
      <button
        type="button"
        class="btn"
        onClick={() => {
          saveJson(report, redact);
        }}
      >
        JSON を保存
      </button>
      <a class="btn" href={href(evidenceLink(report))}>
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
          checked={masked}
          onChange={(event) => {
            onMask(event.currentTarget.checked);
          }}
        />
        ホスト名・IP アドレスを伏せる
      </label>
      <span class="said" role="status">
        {said}
      </span>
    </div>
  );
}

function saveJson(report: Report, redact: Redact): void {
  const json = JSON.stringify(report, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value), 2);
  saveAs(`${redact(report.source.name).replaceAll(/[^\w.-]/gu, '_')}.json`, json, 'application/json');
}
