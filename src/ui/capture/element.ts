import { href } from '../../site/href.ts';
import { takeDrops } from '../drops.ts';
import { NOT_LOADED } from '#locale/not-loaded.ts';
import type * as Explorer from './explorer.tsx';

/** A bundle of evidence that was dropped here all the same. */
const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz|7z|rar|cab)$/iu;

/** The explorer in an article: static until a capture is chosen, dropped, or the sample is asked for. */
class CaptureExplorer extends HTMLElement {
  connectedCallback(): void {
    const file = this.querySelector<HTMLInputElement>('input[type=file]');
    const sample = this.querySelector<HTMLButtonElement>('[data-sample]');
    file?.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) void this.#show(chosen);
      file.value = '';
    });
    sample?.addEventListener('click', () => {
      void this.#sample(sample.dataset['sample'] ?? '');
    });
    takeDrops(this, this.querySelector('.paste'), ({ files }) => {
      const [dropped] = files;
      // a trace and what was written beside it, in whatever order they come
      if (files.length > 1) void this.#fill(() => takeAll([...files]));
      else if (dropped !== undefined) void this.#show(dropped);
    });
  }

  async #sample(name: string): Promise<void> {
    await this.#fill(async (root, say) => {
      const response = await fetch(href(`/captures/${name}`));
      await showFile(root, new File([await response.blob()], name), say);
    });
  }

  async #show(file: File): Promise<void> {
    await this.#fill((root, say) => showFile(root, file, say));
  }

  async #fill(fill: (root: HTMLElement, say: (text: string) => void) => Promise<void>): Promise<void> {
    const root = this.querySelector<HTMLElement>('[data-result]');
    const status = this.querySelector('[data-status]');
    if (root === null || status === null) return;
    const say = (text: string): void => {
      status.textContent = text;
    };
    await fill(root, say).catch(() => {
      say(NOT_LOADED);
    });
  }
}

async function takeAll(files: readonly File[]): Promise<void> {
  const { takeFiles } = await import('../workbench/intake.ts');
  await takeFiles(files);
}

async function showFile(root: HTMLElement, file: File, say: (text: string) => void): Promise<void> {
  if (ARCHIVE.test(file.name)) {
    await takeAll([file]);
    return;
  }
  const { showCapture }: typeof Explorer = await import('./explorer.tsx');
  await showCapture(root, file, say);
}

customElements.define('capture-explorer', CaptureExplorer);
