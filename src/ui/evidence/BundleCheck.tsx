import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { checkBundle, type BundleEntry, type BundleResult } from '../../evidence/check.ts';
import type { ZipBundle } from '../../evidence/readers/zip.ts';
import type { EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { ITEM_STATUSES } from '../../report/bundle-text.ts';
import { Mark } from '../report/Verdict.tsx';
import { bytesWord } from '../capture/words.ts';
import { listDropped } from './dropped.ts';

/** Paths of an item that are listed. */
const MOST_PATHS = 3;

interface Opened {
  readonly name: string;
  readonly entries: readonly BundleEntry[];
  readonly read: ZipBundle['read'] | null;
}

/** Drop a zip, a tar or a folder: what of the list it holds, and what it had better not hold. */
export function BundleCheck({
  knowledge,
  scenario,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: EvidenceScenario;
}): JSX.Element {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [said, setSaid] = useState('');
  const [failedAt, setFailedAt] = useState('');
  const open = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (file === undefined) return;
    setSaid('読み取っています。');
    try {
      setOpened(await openBundle(file, files));
      setSaid('');
    } catch {
      setOpened(null);
      setSaid('zip または tar.gz として読み取れませんでした。ファイルが壊れているか、対応していない形式です。');
    }
  };
  const time = Date.parse(failedAt);
  const result =
    opened === null
      ? null
      : checkBundle(opened.entries, knowledge, {
          scenario: scenario.id,
          failedAt: Number.isNaN(time) ? undefined : time,
        });
  return (
    <div
      class="bundle"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (event.dataTransfer === null) return;
        void listDropped(event.dataTransfer).then(({ files, entries }) => {
          if (entries !== null) {
            setOpened({ name: 'フォルダー', entries, read: null });
            setSaid('');
          } else void open(files);
        });
      }}
    >
      <div class="paste">
        <p class="paste-label">送る前の zip、tar.gz、フォルダーを確認します</p>
        <div class="paste-acts">
          <label class="btn" for="bundle-file">
            ファイルを選ぶ
          </label>
          <input
            class="visually-hidden"
            id="bundle-file"
            type="file"
            onChange={(event) => {
              void open([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <label>
            障害の日時 (任意){' '}
            <input
              type="datetime-local"
              value={failedAt}
              onInput={(event) => {
                setFailedAt(event.currentTarget.value);
              }}
            />
          </label>
          <span class="paste-hint">ここに落としても確認できます</span>
        </div>
        <p class="paste-promise">ファイルはブラウザーの外に出ません。中身は展開しません。</p>
      </div>
      <div class="paste-status" role="status">
        {said}
      </div>
      {result !== null && opened !== null && <Result result={result} opened={opened} />}
    </div>
  );
}

async function openBundle(file: File, files: readonly File[]): Promise<Opened> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const { isZip, openZip } = await import('../../evidence/readers/zip.ts');
  if (isZip(head)) {
    const { entries, read } = await openZip(file);
    return { name: file.name, entries, read };
  }
  if (/\.(?:tar|tar\.gz|tgz)$/iu.test(file.name)) {
    const { listTar } = await import('../../evidence/readers/tar.ts');
    return { name: file.name, entries: await listTar(file), read: null };
  }
  return {
    name: file.name,
    entries: files.map((one) => ({
      path: one.webkitRelativePath === '' ? one.name : one.webkitRelativePath,
      size: one.size,
      packed: null,
      time: one.lastModified,
      encrypted: false,
      directory: false,
    })),
    read: null,
  };
}

function Result({ result, opened }: { readonly result: BundleResult; readonly opened: Opened }): JSX.Element {
  const lacking = result.items.filter(({ required, status }) => required && status !== 'found').length;
  return (
    <>
      <div class={`verdict verdict-${result.complete ? 'ok' : 'ng'}`}>
        <span class="verdict-mark" aria-hidden="true">
          {result.complete ? '✓' : '✕'}
        </span>
        <h4 id="bundle-conclusion">
          {result.complete ? '必要な情報がそろっています' : `${lacking} 件の情報が足りません`}
        </h4>
        <p class="num">
          {opened.name} ({result.entries.toLocaleString('ja-JP')} 個)
        </p>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label="一覧との比較">
        <table>
          <thead>
            <tr>
              <th scope="col">情報</th>
              <th scope="col">結果</th>
              <th scope="col">ファイル</th>
            </tr>
          </thead>
          <tbody>
            {result.items.map(({ id, title, status, reason, required, paths, size, newest }) => (
              <tr key={id} class={required && status !== 'found' ? 'row-ng' : ''}>
                <th scope="row">
                  {title}
                  {!required && ' (任意)'}
                </th>
                <td>
                  <Mark kind={ITEM_STATUSES[status].kind} text={ITEM_STATUSES[status].word} />
                  {reason !== null && <div class="hint">{reason}</div>}
                </td>
                <td class="wrap">
                  {paths.slice(0, MOST_PATHS).map((path) => (
                    <div class="mono" key={path}>
                      {path}
                    </div>
                  ))}
                  {paths.length > 0 && (
                    <span class="hint num">
                      {paths.length} 個・{bytesWord(size)}
                      {newest !== null && `・${new Date(newest).toLocaleString('ja-JP')}`}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Names
        title="含めてよいかを確認するファイル"
        rows={result.sensitive.map(({ path, reason }) => `${path} (${reason})`)}
      />
      <Names title="受け付けなかったファイル" rows={result.refused.map(({ path, reason }) => `${path} (${reason})`)} />
      <Names title="暗号化されたファイル (名前だけを確認しました)" rows={result.encrypted} />
      <Names title="一覧にないファイル" rows={result.superfluous} />
      {opened.read !== null && <Readable paths={result.readable} read={opened.read} />}
    </>
  );
}

function Names({ title, rows }: { readonly title: string; readonly rows: readonly string[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <details class="more">
      <summary>
        {title} <span class="num">{rows.length} 件</span>
      </summary>
      <ul class="mono">
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </details>
  );
}

/** Logs and captures inside are diagnosed where they are. */
function Readable({
  paths,
  read,
}: {
  readonly paths: readonly string[];
  readonly read: ZipBundle['read'];
}): JSX.Element | null {
  const [said, setSaid] = useState('');
  if (paths.length === 0) return null;
  const diagnose = async (path: string): Promise<void> => {
    const blob = await read(path);
    const root = document.querySelector<HTMLElement>('[data-diagnosis]');
    if (blob === null || root === null) {
      setSaid('読み取れませんでした。');
      return;
    }
    const { showFiles } = await import('../workbench/workbench.tsx');
    await showFiles(root, [new File([blob], path.slice(path.lastIndexOf('/') + 1))], setSaid);
  };
  return (
    <>
      <h4>中のログを診断する</h4>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <button
              type="button"
              class="btn btn-quiet"
              onClick={() => {
                void diagnose(path);
              }}
            >
              {path} を診断する
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
      <div data-diagnosis />
    </>
  );
}
