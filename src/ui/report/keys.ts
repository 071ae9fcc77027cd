import { KEYS } from '../../locales/ja/view.ts';

/** The reader is writing, or a menu or dialog takes the keys. */
export function isTyping({ target }: Event): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, dialog[open], details.drop[open]') !== null)
  );
}

/** Shows which keys do what on the page of a report. */
export function showKeys(): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const title = document.createElement('h2');
  title.id = 'keys-title';
  title.textContent = KEYS.title;
  dialog.setAttribute('aria-labelledby', title.id);
  const list = document.createElement('dl');
  for (const [key, does] of KEYS.list) {
    const term = document.createElement('dt');
    const cap = document.createElement('kbd');
    cap.textContent = key;
    term.append(cap);
    const meaning = document.createElement('dd');
    meaning.textContent = does;
    list.append(term, meaning);
  }
  const close = document.createElement('button');
  close.className = 'btn';
  close.textContent = KEYS.close;
  close.addEventListener('click', () => {
    dialog.close();
  });
  dialog.append(title, list, close);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
