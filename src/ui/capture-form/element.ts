import { EXAMPLE, WAYS, type CaptureWish } from './commands.ts';

/** The form that writes the commands of a capture. Without it the examples of the article stay. */
class CaptureForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const show = (): void => {
      const wish = read(form);
      for (const { id, commands } of WAYS) {
        const code = this.querySelector(`[data-way="${id}"] code`);
        if (code !== null) code.textContent = commands(wish);
      }
    };
    form.addEventListener('input', show);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
      button.addEventListener('click', () => {
        const text = button.parentElement?.querySelector('code')?.textContent ?? '';
        void navigator.clipboard.writeText(text).then(() => {
          button.textContent = button.dataset['copy'] ?? '';
        });
      });
    }
  }
}

function read(form: HTMLFormElement): CaptureWish {
  const data = new FormData(form);
  const text = (name: keyof CaptureWish): string => {
    const value = data.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value : String(EXAMPLE[name]);
  };
  const number = (name: keyof CaptureWish, most: number): number =>
    Math.min(most, Math.max(1, Math.round(Number(text(name))) || Number(EXAMPLE[name])));
  return {
    folder: text('folder'),
    // Network Watcher ends a capture after five hours and 1 GB at the latest
    minutes: number('minutes', 300),
    megabytes: number('megabytes', 1024),
    address: text('address'),
    resourceGroup: text('resourceGroup'),
    vm: text('vm'),
    storage: text('storage'),
  };
}

customElements.define('capture-form', CaptureForm);
