import { CHECK } from '#locale/check.ts';
import { givenProxy, scriptFile, type ScriptSystem } from '../../commands/check-script.ts';
import { checkedTargets, checkScript, type CheckChoice } from '../../evidence/check-script.ts';
import type { CheckKnowledge } from '../../knowledge/types.ts';
import { saveAs } from '../save.ts';
import { sha256 } from '../sha256.ts';

const FILES = {
  linux: { name: 'check.sh', type: 'text/x-shellscript' },
  windows: { name: 'check.ps1', type: 'text/plain' },
} as const;

/** The form that makes the check script. Without it the page shows the script of the first workload. */
class CheckForm extends HTMLElement {
  #script = '';
  #system: ScriptSystem = 'linux';

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const knowledge = JSON.parse(this.dataset['check'] ?? '{}') as CheckKnowledge;
    const show = (): void => {
      const data = new FormData(form);
      this.#system = data.get('system') === 'windows' ? 'windows' : 'linux';
      void this.#show(choiceOf(data), knowledge);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    form.addEventListener('input', show);
    this.querySelector('[data-download]')?.addEventListener('click', () => {
      const { name, type } = FILES[this.#system];
      saveAs(name, scriptFile(this.#script, this.#system), type);
    });
    const copy = this.querySelector('[data-copy]');
    copy?.addEventListener('click', () => {
      navigator.clipboard.writeText(this.#script).then(
        () => {
          copy.textContent = CHECK.copied;
        },
        () => {
          copy.textContent = CHECK.notCopied;
        },
      );
    });
    show();
  }

  async #show(choice: CheckChoice, knowledge: CheckKnowledge): Promise<void> {
    const targets = checkedTargets(choice, knowledge);
    const system = this.#system;
    const script = checkScript(choice, knowledge, system) ?? '';
    this.#script = script;
    const isOdd = choice.proxy.trim() !== '' && givenProxy(choice.proxy) === null;
    const told = targets.length === 0 ? CHECK.empty : CHECK.count(targets.length);
    this.#tell('status', isOdd ? `${told} ${CHECK.noProxy}` : told);
    this.#tell('script', script);
    this.querySelector('[data-targets]')?.replaceChildren(
      ...targets.map(({ host, port, path }) => {
        const item = document.createElement('li');
        item.textContent = path === null ? `${host}:${port} (${CHECK.connects})` : `${host}:${port}`;
        return item;
      }),
    );
    for (const button of this.querySelectorAll<HTMLButtonElement>('button')) button.disabled = script === '';
    const sum = script === '' ? '' : await sumOf(scriptFile(script, system));
    // another choice may have been made meanwhile
    if (this.#script === script) this.#tell('sum', sum);
  }

  #tell(what: 'status' | 'script' | 'sum', text: string): void {
    const place = this.querySelector(`[data-${what}]`);
    if (place !== null) place.textContent = text;
  }
}

function choiceOf(data: FormData): CheckChoice {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const all = (name: string): string[] =>
    data.getAll(name).flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
  return { workloads: all('workload'), regions: all('region'), names: text('names'), proxy: text('proxy') };
}

/** Of the bytes of the file. Empty where the browser has no such function, as on a page without HTTPS. */
async function sumOf(text: string): Promise<string> {
  return !isSecureContext ? '' : sha256(new TextEncoder().encode(text));
}

customElements.define('check-form', CheckForm);
