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
          ? `選択したリージョンと名前が一致しません: ${foreign.join('、')}`
          : own.length > 0
            ? `${own.length} 件の名前でコマンドを作りました。`
            : names.value.trim() === ''
              ? '名前が空のため、例を表示しています。'
              : '名前を読み取れません。1 行に 1 つの FQDN を入力してください。';
    };
    names.addEventListener('input', show);
    region.addEventListener('change', show);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
      button.addEventListener('click', () => {
        const text = button.parentElement?.querySelector('code')?.textContent ?? '';
        void navigator.clipboard.writeText(text).then(() => {
          button.textContent = 'コピー済み';
        });
      });
    }
    show();
  }
}

customElements.define('private-endpoint-form', PrivateEndpointForm);
