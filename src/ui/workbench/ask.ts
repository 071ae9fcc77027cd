import { PASTE } from '#locale/view.ts';
import { showModal } from '../modal.ts';

type Choice = 'replace' | 'beside' | 'cancel';

/** Asks whether something new takes the place of what is open; `beside`: both can be shown. */
export async function ask(beside: boolean): Promise<Choice> {
  const text = document.createElement('p');
  text.textContent = beside ? PASTE.askText : PASTE.askReplace;
  const form = document.createElement('form');
  form.method = 'dialog';
  form.className = 'ask-acts';
  const choices: readonly Choice[] = beside ? ['replace', 'beside', 'cancel'] : ['replace', 'cancel'];
  for (const choice of choices) {
    const button = document.createElement('button');
    button.className = choice === 'replace' ? 'btn btn-main' : 'btn';
    button.value = choice;
    button.textContent = PASTE[choice];
    form.append(button);
  }
  const dialog = showModal('ask-title', PASTE.ask, [text, form]);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'replace' || dialog.returnValue === 'beside' ? dialog.returnValue : 'cancel');
    });
  });
}
