import { render } from 'preact';
import { BAR, BUNDLE } from '../../locales/ja/view.ts';
import { Bar } from '../report/Bar.tsx';
import { another } from '../workbench/stage.ts';
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
  await show(root, nameOf(files), openFiles(files, null), say);
}

/** The same for dropped folders. */
export async function showFolders(
  root: HTMLElement,
  folders: readonly FileSystemEntry[],
  say: (text: string) => void,
): Promise<void> {
  await show(root, nameOf(folders), openDropped(folders, null), say);
}

function nameOf(entries: readonly { readonly name: string }[]): string {
  return BUNDLE.name(entries[0]?.name ?? '', entries.length);
}

async function show(
  root: HTMLElement,
  name: string,
  reading: Promise<Opened>,
  say: (text: string) => void,
): Promise<void> {
  say('読み取っています。');
  render(null, root);
  try {
    const [opened, knowledge] = await Promise.all([reading, loadEvidenceLists()]);
    render(
      <div class="bundle">
        <Bar title={name} verdict={BUNDLE.title} facts={null} another={BAR.anotherFile} onAnother={another} />
        <h1 class="bundle-title">{BUNDLE.title}</h1>
        <BundleVerdict knowledge={knowledge} opened={opened} scenario={null} heading="h2" />
      </div>,
      root,
    );
    say(`確認が終わりました。${root.querySelector('#bundle-conclusion')?.textContent ?? ''}`);
  } catch (error) {
    say(reasonOf(error));
  }
}
