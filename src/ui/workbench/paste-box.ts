import { href } from '../../site/href.ts';
import { takeDrops } from '../drops.ts';
import { droppedFolders } from '../evidence/folders.ts';
import { NOT_LOADED } from '../not-loaded.ts';
import { PENDING } from './pending.ts';
import type * as Workbench from './workbench.tsx';

/** The paste box of the home page: static until used, then it loads the workbench. */
class PasteBox extends HTMLElement {
  connectedCallback(): void {
    const form = this.#find('form');
    const text = this.#find('textarea');
    const file = this.#find('input[type=file]') as HTMLInputElement | null;
    if (!(form instanceof HTMLFormElement) || !(text instanceof HTMLTextAreaElement) || file === null) return;
    const warm = (): void => {
      void load().then(
        ({ warmUp }) => {
          warmUp();
        },
        () => {
          // it is loaded again, and its failure told, when there is something to read
        },
      );
    };
    for (const event of ['focusin', 'pointerenter'] as const) this.addEventListener(event, warm, { once: true });
    const submit = (): void => {
      void this.#run([{ name: '貼り付けたログ', text: text.value }]);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submit();
    });
    text.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      const replaces = text.selectionStart === 0 && text.selectionEnd === text.value.length;
      if (pasted === '' || !replaces) {
        setTimeout(submit);
        return;
      }
      // the report does not wait until the browser has laid out thousands of lines in the field
      event.preventDefault();
      void this.#run([{ name: '貼り付けたログ', text: pasted }]).then(() => {
        setTimeout(() => {
          text.value = pasted;
        }, 100);
      });
    });
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    });
    file.addEventListener('change', () => {
      void this.#files([...(file.files ?? [])]);
      file.value = '';
    });
    takeDrops(this, form, (data) => {
      const folders = droppedFolders(data);
      const dropped = [...data.files];
      if (folders.length > 0) void this.#folders(folders);
      else if (dropped.length > 0) void this.#files(dropped);
      else void this.#run([{ name: '貼り付けたログ', text: data.getData('text') }]);
    });
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-sample]')) {
      button.addEventListener('click', () => {
        void this.#sample(button.dataset['sample'] ?? '');
      });
    }
    window.addEventListener('sotsu:diagnose', (event) => {
      if (event instanceof CustomEvent && typeof event.detail === 'string')
        void this.#run([{ name: '貼り付けたログ', text: event.detail }]);
    });
    const pending = sessionStorage.getItem(PENDING);
    sessionStorage.removeItem(PENDING);
    if (pending !== null) void this.#run([{ name: '貼り付けたログ', text: pending }]);
  }

  #find(selector: string): Element | null {
    return this.querySelector(selector);
  }

  async #sample(name: string): Promise<void> {
    await this.#show(async (result, say) => {
      const [response, { showReports }] = await Promise.all([fetch(href(`/samples/${name}.log`)), load()]);
      await showReports(result, [{ name: `${name}.log`, bytes: new Uint8Array(await response.arrayBuffer()) }], say);
    });
  }

  async #folders(folders: readonly FileSystemEntry[]): Promise<void> {
    await this.#show(async (result, say) => {
      const { showFolders } = await import('../evidence/bundle.tsx');
      await showFolders(result, folders, say);
    });
  }

  async #files(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.#show(async (result, say) => {
      const { showFiles } = workbench ?? (await load());
      await showFiles(result, files, say);
    });
  }

  async #run(inputs: readonly Workbench.Input[]): Promise<void> {
    await this.#show(async (result, say) => {
      if (inputs.every((input) => 'text' in input && input.text.trim() === '')) {
        say('ログが空です。貼り付けるか、ファイルを選んでください。');
        return;
      }
      // once loaded it is called at once: a promise of the loader comes only after the next frame
      const { showReports } = workbench ?? (await load());
      await showReports(result, inputs, say);
    });
  }

  /** Fills the result; when nothing came of it, the reader sees at least why. */
  async #show(fill: (result: HTMLElement, say: (text: string) => void) => Promise<void>): Promise<void> {
    const result = this.#find('[data-result]');
    if (!(result instanceof HTMLElement)) return;
    const form = this.#find('form');
    const before = result.firstChild;
    form?.classList.add('paste-done');
    const say = (text: string): void => {
      this.#say(text);
    };
    await fill(result, say).catch(() => {
      say(NOT_LOADED);
    });
    form?.classList.toggle('paste-done', result.hasChildNodes());
    if (result.hasChildNodes() && result.firstChild !== before) return;
    this.#find('[data-status]')?.scrollIntoView({ block: 'nearest' });
  }

  #say(text: string): void {
    const status = this.#find('[data-status]');
    if (status !== null) status.textContent = text;
  }
}

let workbench: typeof Workbench | null = null;

async function load(): Promise<typeof Workbench> {
  return (workbench = await import('./workbench.tsx'));
}

customElements.define('paste-box', PasteBox);
