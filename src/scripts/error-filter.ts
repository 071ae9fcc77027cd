/** Filters the list of signatures; without it the list is complete. */
const form = document.querySelector<HTMLFormElement>('[data-error-filter]');
const count = document.querySelector('[data-error-count]');

if (form !== null) {
  form.hidden = false;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const name of ['tool', 'verdict']) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = state.get(name) ?? '';
  }
  const apply = (): void => {
    const wanted = new FormData(form);
    let shown = 0;
    for (const item of document.querySelectorAll<HTMLElement>('.error-list li')) {
      const fits = ['tool', 'verdict'].every(
        (name) => wanted.get(name) === '' || item.dataset[name] === wanted.get(name),
      );
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of document.querySelectorAll<HTMLElement>('[data-error-group]'))
      group.hidden = group.querySelector('li:not([hidden])') === null;
    if (count !== null) count.textContent = `${shown} 件`;
  };
  form.addEventListener('change', () => {
    const kept = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    );
    history.replaceState(null, '', `#${new URLSearchParams(kept).toString()}`);
    apply();
  });
  apply();
}
