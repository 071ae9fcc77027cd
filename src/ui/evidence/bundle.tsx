import { render, type JSX } from 'preact';
import { READING, reading, STOP_READING, STOPPED_READING } from '#locale/bundle.ts';
import { DROP } from '#locale/bundle-view.ts';
import { BUNDLE } from '#locale/view.ts';
import { another } from '../workbench/stage.ts';
import { BundleVerdict } from './BundleVerdict.tsx';
import { openDropped, openFiles, stopReading, type Opened } from './dropped.ts';
import { loadEvidenceLists } from './knowledge.ts';
import { reasonOf } from './reason.ts';

/** Checks chosen files as one bundle and shows the verdict in `root`; `say` tells what goes on. */
export async function showBundle(
  root: HTMLElement,
  files: readonly File[],
  say: (text: string) => void,
): Promise<void> {
  await show(root, nameOf(files), (told) => openFiles(files, null, told), say);
}

/** The same for dropped folders. */
export async function showFolders(
  root: HTMLElement,
  folders: readonly FileSystemEntry[],
  say: (text: string) => void,
): Promise<void> {
  await show(root, nameOf(folders), (told) => openDropped(folders, null, told), say);
}

function nameOf(entries: readonly { readonly name: string }[]): string {
  return BUNDLE.name(entries[0]?.name ?? '', entries.length);
}

async function show(
  root: HTMLElement,
  name: string,
  open: (told: (done: number, all: number) => void) => Promise<Opened>,
  say: (text: string) => void,
): Promise<void> {
  say(READING);
  render(null, root);
  const state = { stopped: false };
  const stop = (): void => {
    state.stopped = true;
    stopReading();
  };
  const told = (done: number, all: number): void => {
    if (!state.stopped) render(<Reading done={done} all={all} onStop={stop} />, root);
  };
  try {
    const [opened, knowledge] = await Promise.all([open(told), loadEvidenceLists()]);
    render(null, root);
    render(
      <div class="bundle">
        <BundleVerdict
          knowledge={knowledge}
          opened={opened}
          scenario={null}
          heading="h2"
          page={{ name, onAnother: another, say }}
        />
      </div>,
      root,
    );
    say(DROP.done(root.querySelector('#bundle-conclusion')?.textContent ?? ''));
  } catch (error) {
    render(null, root);
    say(state.stopped ? STOPPED_READING : reasonOf(error));
  }
}

function Reading({
  done,
  all,
  onStop,
}: {
  readonly done: number;
  readonly all: number;
  readonly onStop: () => void;
}): JSX.Element {
  return (
    <div class="reading">
      <label>
        {reading(done, all)} <progress max={Math.max(1, all)} value={done} />
      </label>
      <button type="button" class="btn" onClick={onStop}>
        {STOP_READING}
      </button>
    </div>
  );
}
