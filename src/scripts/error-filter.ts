import { FITTING } from '#locale/errors.ts';
import { fold } from '../text/fold.ts';

/**
 * Filters the list of signatures, or of codes; without it the list is complete. The address keeps the choice. A text shows the rows
 * that have its words, and those that the search recognises in it: a pasted line has times and names that no row has.
 */
const NAMES = ['text', 'tool', 'facility', 'layer', 'verdict', 'workload'] as const;
/** Milliseconds after the last letter until the address keeps the text: browsers refuse to change it very often. */
const PAUSE = 300;
const form = document.querySelector<HTMLFormElement>('[data-error-filter]');
const count = document.querySelector('[data-error-count]');

if (form !== null) {
  const fields = NAMES.flatMap((name) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLSelectElement || field instanceof HTMLInputElement ? [field] : [];
  });
  const items = [...document.querySelectorAll<HTMLElement>('.error-list li')].map((item) => ({
    item,
    // what is read, and the strings for which the message is looked up
    text: words(`${item.textContent} ${item.dataset['text'] ?? ''}`),
    pages: [item.querySelector('a')?.pathname ?? '', `${location.pathname}#${item.id}`],
  }));
  const groups = [...document.querySelectorAll<HTMLElement>('[data-error-group]')];

  const reset = form.querySelector<HTMLElement>('[type=reset]');

  /** Pages that the search recognises in a text. */
  let recognised: { readonly text: string; readonly pages: ReadonlySet<string> } = { text: '', pages: new Set() };
  const apply = (): void => {
    let shown = 0;
    const chosen = fields.map(({ name, value }) => ({ name, value, wanted: words(value).split(' ') }));
    for (const { item, text, pages } of items) {
      item.hidden = !chosen.every(({ name, value, wanted }) =>
        name === 'text'
          ? wanted.every((word) => text.includes(word)) ||
            (recognised.text === value && pages.some((page) => recognised.pages.has(page)))
          : // a message may belong to several workloads
            value === '' || (item.dataset[name] ?? '').split(' ').includes(value),
      );
      if (!item.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = group.querySelector('li:not([hidden])') === null;
    if (reset !== null) reset.hidden = fields.every(({ value }) => value === '');
    if (count !== null) count.textContent = shown > 0 ? FITTING.count(shown) : FITTING.none;
  };
  const read = (): void => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const wanted = state.get(field.name) ?? '';
      // an address written by hand may name what the list does not have
      const known = !(field instanceof HTMLSelectElement) || [...field.options].some(({ value }) => value === wanted);
      field.value = known ? wanted : '';
    }
    apply();
    recognise().catch(() => undefined);
  };
  const keep = (): void => {
    const kept = new URLSearchParams(
      fields.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    ).toString();
    history.replaceState(null, '', kept === '' ? location.pathname + location.search : `#${kept}`);
    apply();
  };
  const recognise = async (): Promise<void> => {
    const value = fields.find(({ name }) => name === 'text')?.value ?? '';
    if (value.trim() === '' || value === recognised.text) return;
    const { recognisedIn } = await import('../ui/search/recognised.ts');
    recognised = { text: value, pages: await recognisedIn(value) };
    apply();
  };
  form.addEventListener('change', keep);
  let waiting = 0;
  const typed = (): void => {
    apply();
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      keep();
      // without what the search needs the words alone decide
      recognise().catch(() => undefined);
    }, PAUSE);
  };
  form.addEventListener('input', (event) => {
    // what an IME still converts is no word yet
    if (!(event instanceof InputEvent && event.isComposing)) typed();
  });
  form.addEventListener('compositionend', typed);
  form.addEventListener('reset', () => {
    // the fields are empty only after this event, and the button that had the focus goes away
    setTimeout(() => {
      keep();
      fields[0]?.focus();
    });
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  window.addEventListener('hashchange', read);
  read();
}

/** A text as the search compares it, its words one blank apart. */
function words(text: string): string {
  return fold(text).replaceAll(/\s+/gu, ' ').trim();
}
