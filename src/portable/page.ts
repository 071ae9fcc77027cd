/** The script of the portable file: the paste box, and what stands in for the pages that the file does not hold. */
import '../ui/workbench/paste-box.ts';
import { ELSEWHERE } from '#locale/portable.ts';
import { loadKnowledge, loadMeanings } from '../ui/worker/start.ts';
import { showModal } from '../ui/modal.ts';
import { takeFiles, takeText } from '../ui/workbench/intake.ts';
import { pastedOnPage } from '../ui/workbench/pasted.ts';

document.addEventListener('paste', (event) => {
  const pasted = pastedOnPage(event);
  if (pasted === null) return;
  event.preventDefault();
  void (pasted.files.length > 0 ? takeFiles(pasted.files) : takeText(pasted.text));
});

const BASE = import.meta.env.BASE_URL;
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const address = link?.getAttribute('href') ?? '#';
  if (!address.startsWith(BASE)) return;
  event.preventDefault();
  const path = address.slice(BASE.length);
  const message = /^signatures\/([\w-]+)\//u.exec(path)?.[1];
  void (message === undefined ? showElsewhere(path) : showMessage(message));
});

async function showMessage(id: string): Promise<void> {
  const [{ signatures }, meanings] = await Promise.all([loadKnowledge(), loadMeanings()]);
  const index = signatures.findIndex((signature) => signature.id === id);
  const title = signatures[index]?.title ?? id;
  show(title, [paragraph(meanings[index] ?? ''), paragraph(ELSEWHERE.more, `signatures/${id}/`)]);
}

function showElsewhere(path: string): Promise<void> {
  show(ELSEWHERE.title, [paragraph(ELSEWHERE.text, path)]);
  return Promise.resolve();
}

function show(heading: string, content: readonly HTMLElement[]): void {
  const form = document.createElement('form');
  form.method = 'dialog';
  form.className = 'ask-acts';
  const close = document.createElement('button');
  close.className = 'btn';
  close.textContent = ELSEWHERE.close;
  form.append(close);
  showModal('elsewhere', heading, [...content, form]);
}

/** A paragraph, and behind it an address within the site, which is text here: the file asks for nothing. */
function paragraph(text: string, path?: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  if (path !== undefined) {
    const code = document.createElement('code');
    code.textContent = `${document.body.dataset['site'] ?? ''}${BASE}${path}`;
    made.append(' ', code);
  }
  return made;
}
