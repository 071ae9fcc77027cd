/** Measures the budgets and prints them as a table; exit 1 when one is missed. `--lighthouse` adds its scores. */
import { cpus } from 'node:os';
import { measureCapture } from './capture.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measurePaste } from './paste.ts';
import { measureSearch } from './search.ts';
import { measureSizes } from './sizes.ts';
import { table, type Row } from './table.ts';
import { measureText } from './text.ts';

const rows: Row[] = [
  ...measureText(),
  ...measureCapture(),
  ...(await measurePaste()),
  ...(await measureSearch()),
  ...(await measureSizes()),
];
if (process.argv.includes('--lighthouse')) rows.push(...(await measureLighthouse()));

const [cpu] = cpus();
console.log(`Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}\n`);
console.log(table(rows));
const missed = rows.filter(({ met }) => met === false).length;
if (missed > 0) console.log(`\n${missed} budget${missed === 1 ? '' : 's'} missed`);
process.exitCode = missed > 0 ? 1 : 0;
