import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { freeName, manifestOf, maskingLog, placeOf, type Placed } from '../../evidence/make.ts';
import type { EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { createMasking } from '../../report/redact.ts';
import type { Report } from '../../report/types.ts';
import { reportToMarkdown } from '../../report/markdown.ts';
import { Lines } from '../../text/lines.ts';
import { saveBlob } from '../save.ts';
import { analyzeInWorker } from '../worker/client.ts';
import { DropZone } from './DropZone.tsx';
import { filesOfDropped, type PathFile } from './dropped.ts';

/** Logs that are diagnosed and can be masked: names of plain text. */
const TEXT = /\.(?:log|txt|csv)$/iu;
/** A longer text is put in as it is. */
const LONGEST_TEXT = 50 * 1024 * 1024;

interface Read extends PathFile {
  readonly text: string | null;
  readonly report: Report | null;
}

/** Writes one zip of the chosen files, the request and the diagnoses, in the browser. */
export function BundleMaker({
  knowledge,
  scenario,
  request,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: EvidenceScenario;
  readonly request: string;
}): JSX.Element {
  const [files, setFiles] = useState<readonly PathFile[]>([]);
  const [masked, setMasked] = useState(false);
  const [said, setSaid] = useState('');
  const make = async (): Promise<void> => {
    setSaid('作成しています。');
    try {
      saveBlob(`evidence-${scenario.id}.zip`, await write(files, { knowledge, scenario, request, masked }));
      setSaid('作成しました。');
    } catch {
      setSaid('作成できませんでした。ファイルが大きすぎるか、読み取れません。');
    }
  };
  const add = (more: readonly PathFile[]): void => {
    setFiles((known) => [...known, ...more]);
    setSaid('');
  };
  return (
    <DropZone
      class="paste"
      onFolders={(folders) => void filesOfDropped(folders).then(add)}
      onFiles={(dropped) => {
        add(named(dropped));
      }}
    >
      <div class="paste-acts">
        <label class="btn" for="make-files">
          入れるファイルを選ぶ
        </label>
        <input
          class="visually-hidden"
          id="make-files"
          type="file"
          multiple
          onChange={(event) => {
            add(named(event.currentTarget.files ?? []));
            event.currentTarget.value = '';
          }}
        />
        <label>
          <input
            type="checkbox"
            checked={masked}
            onChange={(event) => {
              setMasked(event.currentTarget.checked);
            }}
          />{' '}
          テキストのログは、名前とアドレスを伏せる
        </label>
        <button type="button" class="btn btn-main" disabled={files.length === 0} onClick={() => void make()}>
          zip を作る
        </button>
        <span class="paste-hint">ここに落としても加えられます (フォルダーも可)</span>
      </div>
      {files.length > 0 && (
        <ul class="mono">
          {files.map(({ path }, index) => (
            <li key={index}>{placeOf(path, scenario, knowledge)}</li>
          ))}
        </ul>
      )}
      <p class="paste-promise">zip は、このブラウザーの中で作ります。</p>
      <p role="status">{said}</p>
    </DropZone>
  );
}

function named(files: Iterable<File>): PathFile[] {
  return [...files].map((file) => ({ path: file.name, file }));
}

async function write(
  files: readonly PathFile[],
  {
    knowledge,
    scenario,
    request,
    masked,
  }: {
    readonly knowledge: EvidenceKnowledge;
    readonly scenario: EvidenceScenario;
    readonly request: string;
    readonly masked: boolean;
  },
): Promise<Blob> {
  const { BlobReader, BlobWriter, TextReader, ZipWriter } = await import('@zip.js/zip.js');
  const read: Read[] = [];
  for (const one of files) read.push(await readOne(one));
  const reports = read.flatMap(({ report }) => (report === null ? [] : [report]));
  const [first] = reports;
  // one masking for all files and their names: the same name gets the same stand-in everywhere
  const masking = masked && first !== undefined ? createMasking({ ...first, parts: reports }) : null;
  const texts = read.map(({ text }) => (masking === null || text === null ? null : masking.text(text)));
  const hide = (path: string): string => masking?.path(path) ?? path;
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  const taken = new Set<string>();
  const placed: Placed[] = [];
  const add = async (wanted: string, blob: Blob): Promise<string> => {
    const path = freeName(wanted, taken);
    taken.add(path);
    await writer.add(path, new BlobReader(blob));
    placed.push({ path, size: blob.size, sha256: await sha256(blob) });
    return path;
  };
  const log: { path: string; text: string | null }[] = [];
  for (const [index, { file, path }] of read.entries()) {
    const text = texts[index] ?? null;
    const place = placeOf(hide(path), scenario, knowledge);
    log.push({ path: await add(place, text === null ? file : new Blob([text])), text });
  }
  for (const { path, text, report } of read) {
    if (report === null || text === null || report.format === 'unknown') continue;
    await add(
      `diagnosis/${hide(path).replaceAll('/', '_')}.md`,
      new Blob([reportToMarkdown(report, new Lines(text), masking?.text)]),
    );
  }
  await add('request.txt', new Blob([request]));
  if (masked) await add('masked.txt', new Blob([maskingLog(log)]));
  await writer.add('manifest.tsv', new TextReader(manifestOf(placed)));
  return writer.close();
}

async function readOne({ file, path }: PathFile): Promise<Read> {
  if (!TEXT.test(file.name) || file.size > LONGEST_TEXT) return { file, path, text: null, report: null };
  const { report, text } = await analyzeInWorker({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return { file, path, text, report };
}

async function sha256(blob: Blob): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
