import { KEYS } from '#locale/view.ts';
import { showModal } from '../modal.ts';
import { isField } from '../typing.ts';

/** The reader is writing, or a menu or dialog takes the keys. */
export function isTyping({ target }: Event): boolean {
  return isField(target) || (target instanceof Element && target.closest('dialog[open], details.drop[open]') !== null);
}

/** Shows which keys do what on the page of a report. */
export function showKeys(): void {
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
  const dialog = showModal('keys-title', KEYS.title, [list, close]);
  close.addEventListener('click', () => {
    dialog.close();
  });
}
