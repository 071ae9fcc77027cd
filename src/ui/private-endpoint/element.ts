import { MADE_OF } from '#locale/private-endpoint.ts';
import { linuxCommands, ofOtherRegion, readNames, windowsCommands } from './commands.ts';

/** The form that turns the names of private endpoints into commands. Without it the article's example stays. */
class PrivateEndpointForm extends HTMLElement {
  connectedCallback(): void {
    const region = this.querySelector('select');
    const names = this.querySelector('textarea');
    const windows = this.querySelector('[data-windows] code');
    const linux = this.querySelector('[data-linux] code');
    const status = this.querySelector('[data-status]');
    if (region === null || names === null || windows === null || linux === null || status === null) return;
    const example = names.placeholder;
    const show = (): void => {
      const own = readNames(names.value);
      const shown = own.length > 0 ? own : readNames(example.replace(this.dataset['region'] ?? '', region.value));
      windows.textContent = windowsCommands(shown);
      linux.textContent = linuxCommands(shown);
      const foreign = ofOtherRegion(own, region.value, this.dataset['zone'] ?? '');
      status.textContent =
        foreign.length > 0
          ? MADE_OF.otherRegion(foreign)
          : own.length > 0
            ? MADE_OF.own(own.length)
            : names.value.trim() === ''
              ? MADE_OF.nothing
              : MADE_OF.unread;
    };
    names.addEventListener('input', show);
    region.addEventListener('change', show);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
      button.addEventListener('click', () => {
        const text = button.parentElement?.querySelector('code')?.textContent ?? '';
        void navigator.clipboard.writeText(text).then(() => {
          button.textContent = button.dataset['copy'] ?? '';
        });
      });
    }
    show();
  }
}

customElements.define('private-endpoint-form', PrivateEndpointForm);
