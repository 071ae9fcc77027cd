/** The buttons below an example in an article; the editor and the analyzer load when one is used. */
class LogExample extends HTMLElement {
  connectedCallback(): void {
    const { prefix = '', tool = '' } = this.dataset;
    const stage = this.querySelector<HTMLElement>('[data-stage]');
    const file = this.querySelector<HTMLInputElement>('input[type=file]');
    const own = this.querySelector<HTMLTextAreaElement>('[data-own]');
    if (stage === null || file === null || own === null) return;
    const original = this.querySelector('[data-source]')?.textContent ?? '';
    const first = [...stage.childNodes];
    const reset = this.querySelector('[data-reset]');
    const on = (selector: string, run: () => void): void => {
      this.querySelector(selector)?.addEventListener('click', run);
    };
    on('[data-edit]', () => {
      reset?.removeAttribute('hidden');
      void load().then(({ editExample }) => editExample(stage, original, prefix));
    });
    on('[data-mine]', () => {
      own.parentElement?.removeAttribute('hidden');
      own.focus();
    });
    on('[data-reset]', () => {
      stage.replaceChildren(...first);
      reset?.setAttribute('hidden', '');
      this.querySelector<HTMLElement>('[data-edit]')?.focus();
    });
    own.addEventListener('input', () => {
      reset?.removeAttribute('hidden');
      void load().then(({ showOwnLog }) =>
        showOwnLog(stage, { name: '貼り付けたログ', text: own.value }, prefix, tool),
      );
    });
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen === undefined) return;
      reset?.removeAttribute('hidden');
      void Promise.all([load(), chosen.arrayBuffer()]).then(([{ showOwnLog }, bytes]) =>
        showOwnLog(stage, { name: chosen.name, bytes: new Uint8Array(bytes) }, prefix, tool),
      );
    });
  }
}

const load = () => import('./log-example.tsx');

customElements.define('log-example', LogExample);
