import { render } from 'preact';
import { BundleVerdict } from './BundleVerdict.tsx';
import { openDropped, openFiles, type Opened } from './dropped.ts';
import { loadEvidenceLists } from './knowledge.ts';
import { reasonOf } from './reason.ts';

/** Checks chosen files as one bundle and shows the verdict in `root`; `say` tells what goes on. */
export async function showBundle(
  root: HTMLElement,
  files: readonly File[],
  say: (text: string) => void,
): Promise<void> {
  await show(root, openFiles(files, null), say);
}

/** The same for dropped folders. */
export async function showFolders(
  root: HTMLElement,
  folders: readonly FileSystemEntry[],
  say: (text: string) => void,
): Promise<void> {
  await show(root, openDropped(folders, null), say);
}

async function show(root: HTMLElement, reading: Promise<Opened>, say: (text: string) => void): Promise<void> {
  say('読み取っています。');
  render(null, root);
  try {
    const [opened, knowledge] = await Promise.all([reading, loadEvidenceLists()]);
    render(
      <div class="bundle">
        <BundleVerdict knowledge={knowledge} opened={opened} scenario={null} heading="h2" />
      </div>,
      root,
    );
    root.querySelector<HTMLElement>('#bundle-conclusion')?.focus({ preventScroll: true });
    root.scrollIntoView({ block: 'start' });
    say(`確認が終わりました。${root.querySelector('#bundle-conclusion')?.textContent ?? ''}`);
  } catch (error) {
    say(reasonOf(error));
  }
}
