import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { freeName, manifestOf, placeOf, type Placed } from '../../evidence/make.ts';
import type { Answers } from '../../evidence/request.ts';
import type { EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { MAKER } from '#locale/bundle-maker.ts';
import { removedSecrets } from '#locale/mask.ts';
import { bundleCopies, bundleTask, type BundleFile } from '../../report/bundle-copies.ts';
import { decode } from '../../text/decode.ts';
import { isText } from '../../text/is-text.ts';
import { saveBlob } from '../save.ts';
import { sha256 } from '../sha256.ts';
import { analyzeInWorker, maskInWorker } from '../worker/client.ts';
import { loadNameRules } from '../worker/start.ts';
import { DropZone } from './DropZone.tsx';
import { filesOfDropped, type PathFile } from './dropped.ts';

/** Logs that are diagnosed: names of plain text. Every text is masked. */
const LOG = /\.(?:log|txt|csv)$/iu;
/** A longer text is put in as it is. */
const LONGEST_TEXT = 50 * 1024 * 1024;

interface Read extends PathFile, BundleFile {
  readonly path: string;
}

/** Writes one zip of the chosen files, the request and the diagnoses, in the browser. */
export function BundleMaker({
  knowledge,
  scenario,
  request,
  answers,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: EvidenceScenario;
  readonly request: string;
  readonly answers: Answers;
}): JSX.Element {
  const [files, setFiles] = useState<readonly PathFile[]>([]);
  const [masked, setMasked] = useState(false);
  const [said, setSaid] = useState('');
  const make = async (): Promise<void> => {
    setSaid(MAKER.making);
    try {
      const { zip, secrets } = await write(files, { knowledge, scenario, request, answers, masked });
      saveBlob(`evidence-${scenario.id}.zip`, zip);
      setSaid(MAKER.made(secrets ?? ''));
    } catch {
      setSaid(MAKER.failed);
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
          {MAKER.choose}
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
          {MAKER.mask}
        </label>
        <button type="button" class="btn btn-main" disabled={files.length === 0} onClick={() => void make()}>
          {MAKER.make}
        </button>
        <span class="paste-hint">{MAKER.hint}</span>
      </div>
      {files.length > 0 && (
        <ul class="mono">
          {files.map(({ path }, index) => (
            <li key={index}>{placeOf(path, scenario, knowledge)}</li>
          ))}
        </ul>
      )}
      <p class="paste-promise">{MAKER.promise}</p>
      <p role="status">{said}</p>
    </DropZone>
  );
}

function named(files: Iterable<File>): PathFile[] {
  return [...files].map((file) => ({ path: file.name, file }));
}

interface Contents {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: EvidenceScenario;
  readonly request: string;
  readonly answers: Answers;
  readonly masked: boolean;
}

/** One zip of everything, and what was removed from it. */
async function write(
  files: readonly PathFile[],
  { knowledge, scenario, request, answers, masked }: Contents,
): Promise<{ readonly zip: Blob; readonly secrets: string | null }> {
  const { BlobReader, BlobWriter, TextReader, ZipWriter } = await import('@zip.js/zip.js');
  const read: Read[] = [];
  for (const one of files) read.push(await readOne(one));
  const names = masked ? await loadNameRules() : null;
  const outgoing = await maskInWorker(bundleTask(read, request, answers, knowledge), names);
  const copies = bundleCopies(read, outgoing, scenario, knowledge);
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  const taken = new Set<string>();
  const placed: Placed[] = [];
  const add = async (wanted: string, blob: Blob): Promise<void> => {
    const path = freeName(wanted, taken);
    taken.add(path);
    await writer.add(path, new BlobReader(blob));
    placed.push({ path, size: blob.size, sha256: await sha256(await blob.arrayBuffer()) });
  };
  for (const [index, { path, text }] of copies.files.entries()) {
    const file = read[index]?.file;
    if (file !== undefined) await add(path, text === null ? file : new Blob([text]));
  }
  for (const { path, text } of copies.diagnoses) await add(path, new Blob([text]));
  await add('request.txt', new Blob([copies.request]));
  if (copies.log !== null) await add('masked.txt', new Blob([copies.log]));
  await writer.add('manifest.tsv', new TextReader(manifestOf(placed)));
  return { zip: await writer.close(), secrets: removedSecrets(outgoing.masking.secrets) };
}

async function readOne({ file, path }: PathFile): Promise<Read> {
  if (file.size > LONGEST_TEXT) return { file, path, text: null, report: null };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (LOG.test(file.name)) {
    const { report, text } = await analyzeInWorker({ name: file.name, bytes });
    return { file, path, text, report };
  }
  return { file, path, text: isText(bytes) ? decode(bytes).text : null, report: null };
}
