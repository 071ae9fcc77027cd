import type { AllowRow, Device } from '../../commands/allow-rules.ts';
import { REQUEST } from '#locale/request.ts';
import { firewallRequest, type Asked, type FirewallRequest } from '../../report/request.ts';

/** The form that makes a firewall request. Without it the page shows the request of the first use. */
class RequestForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const rows = JSON.parse(this.dataset['rows'] ?? '[]') as AllowRow[];
    const names = JSON.parse(this.dataset['names'] ?? '{}') as Record<string, string>;
    const show = (): void => {
      this.#show(firewallRequest(askedOf(new FormData(form)), rows, names));
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    form.addEventListener('input', show);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-copy]'))
      button.addEventListener('click', () => {
        this.#copy(button);
      });
    choose(form, new URLSearchParams(location.hash.slice(1)));
    show();
  }

  #show(made: FirewallRequest): void {
    const { destinations, left, own } = made;
    this.#tell(
      'status',
      destinations.length === 0 && own.length === 0 ? REQUEST.empty : REQUEST.count(destinations.length),
    );
    this.#tell('left', left.length > 0 ? REQUEST.left(left) : '');
    this.#tell('own', own.length > 0 ? REQUEST.own(own) : '');
    for (const id of ['commands', 'list', 'letter'] as const) {
      const output = this.querySelector(`[data-output="${id}"]`);
      if (output === null) continue;
      output.textContent = made[id] === '' && id === 'commands' ? REQUEST.noCommands : made[id];
    }
    this.querySelector('[data-table]')?.replaceChildren(
      ...destinations.map(({ pattern, protocol, ports, tag, uses }) =>
        row(pattern, [
          [REQUEST.port, `${protocol.toUpperCase()} ${ports.join(', ')}`],
          [REQUEST.tag, tag === '' ? '–' : tag],
          [REQUEST.use, uses.join(' / ')],
        ]),
      ),
    );
  }

  #tell(what: 'status' | 'left' | 'own', text: string): void {
    const place = this.querySelector(`[data-${what}]`);
    if (place !== null) place.textContent = text;
  }

  #copy(button: HTMLButtonElement): void {
    const text = this.querySelector(`[data-output="${button.dataset['copy'] ?? ''}"]`)?.textContent ?? '';
    navigator.clipboard.writeText(text).then(
      () => {
        button.textContent = REQUEST.copied;
      },
      () => {
        button.textContent = REQUEST.notCopied;
      },
    );
  }
}

function askedOf(data: FormData): Asked {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const all = (name: string): string[] =>
    data.getAll(name).flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
  return {
    uses: all('use'),
    regions: [...new Set(all('region'))],
    // the field holds these alone
    device: text('device') as Device,
    optional: data.has('optional'),
    group: text('group'),
    name: text('name'),
    source: text('source'),
    priority: text('priority'),
    purpose: text('purpose'),
    period: text('period'),
  };
}

/** Chooses what a link names, as far as the form knows it: anybody may have written the link. */
function choose(form: HTMLFormElement, link: URLSearchParams): void {
  const uses = (link.get('use') ?? '').split(',');
  const boxes = [...form.querySelectorAll<HTMLInputElement>('[name=use]')];
  if (boxes.some(({ value }) => uses.includes(value))) for (const box of boxes) box.checked = uses.includes(box.value);
  const codes = (link.get('region') ?? '').split(',');
  const selects = [...form.querySelectorAll<HTMLSelectElement>('[name=region]')];
  const known = codes.filter((code) => [...(selects[0]?.options ?? [])].some(({ value }) => value === code));
  for (const [at, code] of known.entries()) {
    const select = selects[at];
    if (select !== undefined) select.value = code;
  }
}

function row(heading: string, cells: readonly (readonly [string, string])[]): HTMLElement {
  const made = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.className = 'host';
  head.textContent = heading;
  made.append(head);
  for (const [title, text] of cells) {
    const cell = document.createElement('td');
    const label = document.createElement('b');
    label.className = 'k';
    label.textContent = title;
    const value = document.createElement('span');
    value.textContent = text;
    cell.append(label, value);
    made.append(cell);
  }
  return made;
}

customElements.define('request-form', RequestForm);
