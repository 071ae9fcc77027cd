import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { manifestOf, placeOf, type Placed } from '../../evidence/make.ts';
import type { EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { createRedactor, type Redact } from '../../report/redact.ts';
import type { Report } from '../../report/types.ts';
import { reportToMarkdown } from '../../report/markdown.ts';
import { Lines } from '../../text/lines.ts';
import { analyzeInWorker } from '../worker/client.ts';

/** Logs that are diagnosed and can be masked: names of plain text. */
const TEXT = /\.(?:log|txt|csv)$/iu;
/** A longer text is put in as it is. */
const LONGEST_TEXT = 50 * 1024 * 1024;

interface Read {
  readonly file: File;
  readonly path: string;
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
  const [files, setFiles] = useState<readonly File[]>([]);
  const [masked, setMasked] = useState(false);
  const [said, setSaid] = useState('');
  const make = async (): Promise<void> => {
    setSaid('作成しています。');
    try {
      const blob = await write(files, { knowledge, scenario, request, masked });
      const url = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = url;
      link.download = `evidence-${scenario.id}.zip`;
      link.click();
      URL.revokeObjectURL(url);
      setSaid('作成しました。');
    } catch {
      setSaid('作成できませんでした。ファイルが大きすぎるか、読み取れません。');
    }
  };
  return (
    <div class="paste">
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
            setFiles([...files, ...(event.currentTarget.files ?? [])]);
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
      </div>
      {files.length > 0 && (
        <ul class="mono">
          {files.map((file) => (
            <li key={file.name}>{placeOf(file.name, scenario, knowledge)}</li>
          ))}
        </ul>
      )}
      <p class="paste-promise">zip は、このブラウザーの中で作ります。</p>
      <p role="status">{said}</p>
    </div>
  );
}

async function write(
  files: readonly File[],
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
  const read = await Promise.all(files.map((file) => readOne(file, placeOf(file.name, scenario, knowledge))));
  const reports = read.flatMap(({ report }) => (report === null ? [] : [report]));
  const [first] = reports;
  // one masking for all files: the same name gets the same stand-in everywhere
  const redact: Redact = masked && first !== undefined ? createRedactor({ ...first, parts: reports }) : (text) => text;
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  const placed: Placed[] = [];
  const hidden: string[] = [];
  const add = async (path: string, blob: Blob): Promise<void> => {
    await writer.add(path, new BlobReader(blob));
    placed.push({ path, size: blob.size, sha256: await sha256(blob) });
  };
  for (const { file, path, text } of read) {
    if (masked && text !== null) {
      const own = redact(text);
      if (own !== text) hidden.push(path);
      await add(path, new Blob([own]));
    } else await add(path, file);
  }
  for (const { path, text, report } of read) {
    if (report === null || text === null || report.format === 'unknown') continue;
    await add(
      `diagnosis/${path.replaceAll('/', '_')}.md`,
      new Blob([reportToMarkdown(report, new Lines(text), redact)]),
    );
  }
  await add('request.txt', new Blob([request]));
  if (masked) await add('masked.txt', new Blob([`名前とアドレスを伏せたファイル:\n${hidden.join('\n')}\n`]));
  await writer.add('manifest.tsv', new TextReader(manifestOf(placed)));
  return writer.close();
}

async function readOne(file: File, path: string): Promise<Read> {
  if (!TEXT.test(file.name) || file.size > LONGEST_TEXT) return { file, path, text: null, report: null };
  const { report, text } = await analyzeInWorker({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return { file, path, text, report };
}

async function sha256(blob: Blob): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
