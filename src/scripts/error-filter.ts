/** Filters the list of signatures, or of codes; without it the list is complete. The address keeps the choice. */
const NAMES = ['tool', 'facility', 'layer', 'verdict', 'workload'] as const;
const form = document.querySelector<HTMLFormElement>('[data-error-filter]');
const count = document.querySelector('[data-error-count]');

if (form !== null) {
  const fields = NAMES.flatMap((name) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLSelectElement ? [field] : [];
  });
  const items = [...document.querySelectorAll<HTMLElement>('.error-list li')];
  const groups = [...document.querySelectorAll<HTMLElement>('[data-error-group]')];

  const reset = form.querySelector<HTMLElement>('[type=reset]');

  const apply = (): void => {
    let shown = 0;
    for (const item of items) {
      item.hidden = !fields.every(
        // a message may belong to several workloads
        ({ name, value }) => value === '' || (item.dataset[name] ?? '').split(' ').includes(value),
      );
      if (!item.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = group.querySelector('li:not([hidden])') === null;
    if (reset !== null) reset.hidden = fields.every(({ value }) => value === '');
    if (count !== null) count.textContent = shown > 0 ? `${shown} 件` : '条件に合うものはありません';
  };
  const read = (): void => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const wanted = state.get(field.name) ?? '';
      // an address written by hand may name what the list does not have
      field.value = [...field.options].some(({ value }) => value === wanted) ? wanted : '';
    }
    apply();
  };
  const keep = (): void => {
    const kept = new URLSearchParams(
      fields.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    ).toString();
    history.replaceState(null, '', kept === '' ? location.pathname + location.search : `#${kept}`);
    apply();
  };
  form.addEventListener('change', keep);
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

// a module of its own: its names are not global
export {};
