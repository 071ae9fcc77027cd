import { PASTE } from '#locale/view.ts';
import { lineOf } from '../../text/line-link.ts';
import { takeDrops } from '../drops.ts';
import { droppedFolders } from '../evidence/folders.ts';
import { load, resume, takeFiles, takeFolders, takeSample, takeText } from './intake.ts';
import { forget, isAnyKept } from './kept.ts';
import { isReportPlace, tellOnPage } from './stage.ts';

/** The paste box of the home page: static until used, then it loads the workbench. */
class PasteBox extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const text = this.querySelector('textarea');
    const file = this.querySelector<HTMLInputElement>('input[type=file]');
    const status = this.querySelector('[data-status]');
    if (form === null || text === null || file === null || status === null) return;
    tellOnPage((said) => {
      status.textContent = said;
      if (said !== '') status.scrollIntoView({ block: 'nearest' });
    });
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
      if (text.value.trim() === '') status.textContent = PASTE.empty;
      else void takeText(text.value);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submit();
    });
    /** What the field shows once its report is there; null where the reader has gone on to another source meanwhile. */
    let awaited: string | null = null;
    text.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      const replaces = text.selectionStart === 0 && text.selectionEnd === text.value.length;
      if (pasted === '' || !replaces) {
        setTimeout(submit);
        return;
      }
      // the report does not wait until the browser has laid out thousands of lines in the field
      event.preventDefault();
      awaited = pasted;
      void takeText(pasted).then(() => {
        setTimeout(() => {
          if (awaited === pasted) text.value = pasted;
        }, 100);
      });
    });
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    });
    file.addEventListener('change', () => {
      void takeFiles([...(file.files ?? [])]);
      file.value = '';
    });
    takeDrops(this, form, (data) => {
      const folders = droppedFolders(data);
      const dropped = [...data.files];
      if (folders.length > 0) void takeFolders(folders);
      else if (dropped.length > 0) void takeFiles(dropped);
      else void takeText(data.getData('text'));
    });
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-sample]')) {
      button.addEventListener('click', () => {
        void takeSample(button.dataset['sample'] ?? '');
      });
    }
    this.addEventListener('sotsu:another', () => {
      awaited = null;
      text.value = '';
      status.textContent = '';
      text.focus();
    });
    const line = lineOf(location.hash);
    // a report that was open here is shown again by itself
    if (isReportPlace()) return;
    if (isAnyKept()) this.#offer(status);
    else if (line !== null) status.textContent = PASTE.lineWaits(line);
  }

  /** Offers what was kept in this tab. */
  #offer(status: Element): void {
    status.textContent = `${PASTE.keptHere} `;
    for (const [title, run] of [
      [PASTE.open, resume],
      [PASTE.forget, forget],
    ] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn';
      button.textContent = title;
      button.addEventListener('click', () => {
        status.textContent = '';
        void run();
      });
      status.append(button, ' ');
    }
  }
}

customElements.define('paste-box', PasteBox);
