import { PASTE } from '#locale/view.ts';
import { href } from '../../site/href.ts';
import { NOT_LOADED } from '#locale/not-loaded.ts';
import type { WorkerSource } from '../worker/client.ts';
import { ask } from './ask.ts';
import { kept } from './kept.ts';
import { isReporting, present, tell, tellGone, type Fill } from './stage.ts';
import type * as Workbench from './workbench.tsx';

/** Takes what a reader gives, on any page and in any way: text, files, folders, a sample. */

let workbench: typeof Workbench | null = null;
/** What the open report was made of; null where something else is open. */
let current: readonly WorkerSource[] | null = null;

/** Loads what reads logs, before there is one. */
export async function load(): Promise<typeof Workbench> {
  return (workbench = await import('./workbench.tsx'));
}

/** Shows the report of a text. */
export async function takeText(text: string): Promise<void> {
  await takeSources([{ name: PASTE.name, text }]);
}

async function takeSources(sources: readonly WorkerSource[]): Promise<void> {
  const all = await besideOrInstead(sources);
  if (all !== null) await showSources(all, true);
}

/** Shows files: logs, a capture, or a bundle of evidence. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const read = await reading(files);
  if (read === null) return;
  if (read.kind === 'logs') {
    await takeSources(read.sources);
    return;
  }
  if (isReporting() && (await ask(false)) !== 'replace') return;
  current = null;
  await present(read.fill, true);
}

async function reading(files: readonly File[]): Promise<Workbench.ReadFiles | null> {
  try {
    const { readFiles } = workbench ?? (await load());
    return await readFiles(files, tell);
  } catch {
    tell(NOT_LOADED);
    return null;
  }
}

/** Shows folders as one bundle. */
export async function takeFolders(folders: readonly FileSystemEntry[]): Promise<void> {
  if (isReporting() && (await ask(false)) !== 'replace') return;
  current = null;
  await present(async (result, say) => {
    const { showFolders } = await import('../evidence/bundle.tsx');
    await showFolders(result, folders, say);
  }, true);
}

/** Shows one of our own logs. */
export async function takeSample(name: string): Promise<void> {
  const response = await fetch(href(`/samples/${name}.log`)).catch(() => null);
  if (response?.ok !== true) {
    tell(NOT_LOADED);
    return;
  }
  await showSources([{ name: `${name}.log`, bytes: new Uint8Array(await response.arrayBuffer()) }], false);
}

/** Shows what the reader asked this tab to keep. */
export async function resume(): Promise<void> {
  const sources = kept();
  if (sources === null) tellGone();
  else await showSources(sources, true);
}

async function showSources(sources: readonly WorkerSource[], own: boolean): Promise<void> {
  current = sources;
  const fill: Fill = async (result, say) => {
    // once loaded it is called at once: a promise of the loader comes only after the next frame
    const { showReports } = workbench ?? (await load());
    await showReports(result, sources, say, {
      own,
      staged: true,
      onBeside: (more) => void showSources([...sources, ...more], true),
    });
  };
  await present(fill, own);
}

/** The sources to show: those of the open report as well, where the reader wants both; null where the reader keeps what is open. */
async function besideOrInstead(sources: readonly WorkerSource[]): Promise<readonly WorkerSource[] | null> {
  if (!isReporting()) return sources;
  const choice = await ask(current !== null);
  if (choice === 'cancel') return null;
  return choice === 'beside' ? [...(current ?? []), ...sources] : sources;
}
