import { PASTE } from '../../locales/ja/view.ts';

type Choice = 'replace' | 'beside' | 'cancel';

/** Asks whether something new takes the place of what is open; `beside`: both can be shown. */
export async function ask(beside: boolean): Promise<Choice> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const form = document.createElement('form');
  form.method = 'dialog';
  const title = document.createElement('h2');
  title.id = 'ask-title';
  title.textContent = PASTE.ask;
  dialog.setAttribute('aria-labelledby', title.id);
  const text = document.createElement('p');
  text.textContent = beside ? PASTE.askText : PASTE.askReplace;
  const buttons = document.createElement('div');
  buttons.className = 'ask-acts';
  const choices: readonly Choice[] = beside ? ['replace', 'beside', 'cancel'] : ['replace', 'cancel'];
  for (const choice of choices) {
    const button = document.createElement('button');
    button.className = choice === 'replace' ? 'btn btn-main' : 'btn';
    button.value = choice;
    button.textContent = PASTE[choice];
    buttons.append(button);
  }
  form.append(title, text, buttons);
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'replace' || dialog.returnValue === 'beside' ? dialog.returnValue : 'cancel');
    });
    dialog.showModal();
  });
}
