/** The budgets, measured: prints one table; ratios against ripgrep come from the same run. */
import { measureBrowser } from './browser.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureSizes } from './sizes.ts';
import { measureText } from './text.ts';

export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly met: boolean | null;
}

const rows: Row[] = [...measureText(), ...(await measureBrowser()), ...measureSizes()];
if (process.argv.includes('--lighthouse')) rows.push(...(await measureLighthouse()));

console.table(
  rows.map(({ what, measured, budget, met }) => ({
    what,
    measured,
    budget,
    result: met === null ? '' : met ? 'met' : 'MISSED',
  })),
);
process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0;
