import { OWN_LOG_NAME } from '#locale/example.ts';
import type { WorkerSource } from '../worker/client.ts';

/** A reader's own log replaces every example of the page, each by the part that it is about. */
const OWN_LOG = 'sotsu:own-log';

function announce(detail: WorkerSource): void {
  window.dispatchEvent(new CustomEvent(OWN_LOG, { detail }));
}

/** Milliseconds of silence after which a log that is being typed or inserted in pieces is read. */
const PAUSE = 80;

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
    const caption = this.querySelector('figcaption');
    /** Name and verdict of the example do not stand over what the reader puts in its place. */
    const setOriginal = (is: boolean): void => {
      caption?.toggleAttribute('hidden', !is);
      reset?.toggleAttribute('hidden', is);
    };
    const on = (selector: string, run: () => void): void => {
      this.querySelector(selector)?.addEventListener('click', run);
    };
    on('[data-edit]', () => {
      setOriginal(false);
      void load().then(({ editExample }) => editExample(stage, original, prefix));
    });
    on('[data-mine]', () => {
      own.parentElement?.removeAttribute('hidden');
      own.focus();
    });
    on('[data-reset]', () => {
      stage.replaceChildren(...first);
      setOriginal(true);
      this.querySelector<HTMLElement>('[data-edit]')?.focus();
    });
    let pause = 0;
    own.addEventListener('input', () => {
      clearTimeout(pause);
      pause = window.setTimeout(() => {
        announce({ name: OWN_LOG_NAME, text: own.value });
      }, PAUSE);
    });
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen === undefined) return;
      void chosen.arrayBuffer().then((bytes) => {
        announce({ name: chosen.name, bytes: new Uint8Array(bytes) });
      });
    });
    window.addEventListener(OWN_LOG, (event) => {
      if (!(event instanceof CustomEvent)) return;
      const source = event.detail as WorkerSource;
      setOriginal(false);
      void load().then(({ showOwnLog }) => showOwnLog(stage, source, prefix, tool));
    });
  }
}

const load = () => import('./log-example.tsx');

customElements.define('log-example', LogExample);
