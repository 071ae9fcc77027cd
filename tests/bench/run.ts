/**
 * Measures the budgets and prints them as a table; exit 1 when one is missed. `--only view` measures one kind,
 * `--lighthouse` adds its scores.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCapture } from './capture.ts';
import { measureEvents } from './events.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measurePaste } from './paste.ts';
import { measureSearch } from './search.ts';
import { measureSizes } from './sizes.ts';
import { table, type Row } from './table.ts';
import { measureText } from './text.ts';
import { measureView } from './view.ts';

const KINDS: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  text: measureText,
  capture: measureCapture,
  events: measureEvents,
  paste: measurePaste,
  search: measureSearch,
  sizes: measureSizes,
  view: measureView,
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, lighthouse: { type: 'boolean', default: false } },
});
const { only } = values;
if (only !== undefined && !(only in KINDS)) throw new Error(`--only is one of ${Object.keys(KINDS).join(', ')}`);
const rows: Row[] = [];
for (const [kind, measure] of Object.entries(KINDS))
  if (only === undefined || only === kind) rows.push(...(await measure()));
if (values.lighthouse) rows.push(...(await measureLighthouse()));

const [cpu] = cpus();
console.log(`Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}\n`);
console.log(table(rows));
const missed = rows.filter(({ met }) => met === false).length;
if (missed > 0) console.log(`\n${missed} budget${missed === 1 ? '' : 's'} missed`);
process.exitCode = missed > 0 ? 1 : 0;
