import { FITTING_REGIONS } from '#locale/regions.ts';

/** Filters the table of region codes; without it the table is complete. */
const form = document.querySelector<HTMLFormElement>('[data-region-filter]');
const field = form?.querySelector('input');
const count = document.querySelector('[data-region-count]');

if (form && field) {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('[data-regions] tbody tr')].map((row) => ({
    row,
    text: row.textContent.toLowerCase().replaceAll(/\s+/gu, ' '),
  }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  field.addEventListener('input', () => {
    const wanted = field.value.normalize('NFKC').trim().toLowerCase();
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !text.includes(wanted);
      if (!row.hidden) shown += 1;
    }
    if (count !== null) count.textContent = shown > 0 ? FITTING_REGIONS.count(shown) : FITTING_REGIONS.none;
  });
}

// a module of its own: its names are not global
export {};
