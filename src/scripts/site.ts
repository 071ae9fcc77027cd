/** Small things of every page: theme, current chapter, copy buttons, the search dialog's door. */
import { COPY_CODE } from '#locale/copy-code.ts';
import { isField } from '../ui/typing.ts';
import { pastedOnPage } from '../ui/workbench/pasted.ts';
import type * as Intake from '../ui/workbench/intake.ts';
const root = document.documentElement;

for (const choice of document.querySelectorAll<HTMLSelectElement>('[data-theme-choice]')) {
  choice.value = root.dataset['theme'] ?? '';
  choice.addEventListener('change', () => {
    if (choice.value === '') delete root.dataset['theme'];
    else root.dataset['theme'] = choice.value;
    try {
      if (choice.value === '') localStorage.removeItem('theme');
      else localStorage.setItem('theme', choice.value);
    } catch {
      // storage may be forbidden: the choice then holds for this page
    }
  });
}

const menu = document.querySelector<HTMLDetailsElement>('.menu');
menu?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});
menu?.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
});
document.addEventListener('click', ({ target }) => {
  if (menu?.open === true && target instanceof Node && !menu.contains(target)) menu.open = false;
});

if (/Mac|iPhone|iPad/u.test(navigator.userAgent)) {
  for (const key of document.querySelectorAll('[data-search-key]')) key.textContent = '⌘ K';
}
/** What is typed while the search loads, so that no letter is lost; null when it is not loading. */
let typed: string | null = null;
const failed = document.querySelector<HTMLDialogElement>('[data-search-failed]');
failed?.querySelector('button')?.addEventListener('click', () => {
  failed.close();
});
const openSearch = (text = ''): void => {
  if (failed?.open === true) return;
  typed = text;
  import('../ui/search/dialog.ts')
    .then(
      ({ open }) => {
        open(typed ?? '');
      },
      () => {
        failed?.showModal();
      },
    )
    .finally(() => {
      typed = null;
    });
};
for (const button of document.querySelectorAll('[data-search-open]')) {
  button.addEventListener('click', () => {
    openSearch();
  });
}
document.addEventListener('keydown', (event) => {
  if (typed !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    typed += event.key;
    return;
  }
  // Caps Lock makes it a capital; with the shift key it is the browser's own
  const k = event.key.toLowerCase() === 'k' && !event.shiftKey;
  const shortcut = (k && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !isField(event.target));
  if (!shortcut) return;
  event.preventDefault();
  openSearch();
});
// the search page opens with the query of its address
if (location.pathname.endsWith('/search/')) openSearch();

const withIntake = (use: (intake: typeof Intake) => unknown): void => {
  import('../ui/workbench/intake.ts').then(use, () => {
    failed?.showModal();
  });
};
// what is pasted anywhere reaches the box: one line is looked up, more is read
document.addEventListener('paste', (event) => {
  const pasted = pastedOnPage(event);
  if (pasted === null) return;
  event.preventDefault();
  const { files, text } = pasted;
  if (files.length > 0) withIntake(({ takeFiles }) => takeFiles(files));
  else if (text.includes('\n')) withIntake(({ takeText }) => takeText(text));
  else openSearch(text);
});
// behind the boxes that take drops of their own: what none of them took would otherwise take the place of the page
const isForNobody = ({ defaultPrevented, dataTransfer }: DragEvent): boolean =>
  !defaultPrevented && dataTransfer?.types.includes('Files') === true;
window.addEventListener('dragover', (event) => {
  if (isForNobody(event)) event.preventDefault();
});
window.addEventListener('drop', (event) => {
  if (!isForNobody(event) || event.dataTransfer === null) return;
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  withIntake(({ takeFiles }) => takeFiles(files));
});
/** What an entry of the history holds besides its page. */
const kept = (): { readonly view?: string; readonly search?: object } => (history.state ?? {}) as object;
// after a reload of a report: what the reader asked this tab to keep is shown again
if (kept().view === 'report') withIntake(({ resume }) => resume());
// Back from what was found leads to the list
const searchAgain = (): void => {
  if (kept().search !== undefined) openSearch();
};
searchAgain();
window.addEventListener('popstate', searchAgain);
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) searchAgain();
});

// what is needed without a network loads when nothing else does: who comes with a log pastes it in the first seconds
const { saveData } = (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection ?? {};
if (import.meta.env.PROD && saveData !== true)
  addEventListener('load', () => {
    setTimeout(() => {
      import('../ui/offline.ts')
        .then(({ keepOffline }) => keepOffline())
        // without it the site works as it did, with a network
        .catch(() => undefined);
    }, 4000);
  });

const toc = document.querySelector('[data-toc]');
if (toc !== null) {
  const links = new Map([...toc.querySelectorAll('a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find(({ isIntersecting }) => isIntersecting);
      if (seen === undefined) return;
      for (const link of links.values()) link.removeAttribute('aria-current');
      links.get(seen.target.id)?.setAttribute('aria-current', 'true');
    },
    { rootMargin: '-10% 0px -75% 0px' },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading !== null) observer.observe(heading);
  }
}

for (const block of document.querySelectorAll<HTMLElement>('.prose pre.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = COPY_CODE.copy;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(block.textContent.trimEnd()).then(
      () => {
        button.textContent = COPY_CODE.copied;
        setTimeout(() => {
          button.textContent = COPY_CODE.copy;
        }, 3000);
      },
      () => {
        // without the permission the text is at least ready to be copied by hand
        getSelection()?.selectAllChildren(block);
      },
    );
  });
  const frame = document.createElement('div');
  frame.className = 'code-frame';
  block.replaceWith(frame);
  frame.append(block, button);
}
