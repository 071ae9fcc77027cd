/** npm run content:age [-- --months 12] [--today 2026-11]: the sources whose copies are older than a year, oldest first. */
import { parseArgs } from 'node:util';
import { loadSources, monthsBetween } from '../src/knowledge/load-sources.ts';

const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '12' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 7) },
  },
});
const limit = Number(values.months);
if (!Number.isInteger(limit) || Number.isNaN(monthsBetween(values.today, values.today))) {
  console.error('usage: npm run content:age [-- --months 12] [--today 2026-11]');
  process.exit(2);
}

const places = new Map();
for (const { where, title, url, seen } of loadSources()) {
  const key = `${seen}\t${url}`;
  const known = places.get(key) ?? { title, url, seen, where: [] };
  known.where.push(where);
  places.set(key, known);
}
const all = [...places.values()];
const old = all
  .filter(({ seen }) => !(monthsBetween(seen, values.today) <= limit))
  .sort((a, b) => a.seen.localeCompare(b.seen) || a.url.localeCompare(b.url));
for (const { title, url, seen, where } of old) {
  const [first, ...rest] = where;
  console.log(`${seen || 'no date'}  ${title}\n         ${url}`);
  console.log(`         ${first}${rest.length > 0 ? ` and ${rest.length} more` : ''}`);
}
console.log(`${old.length} of ${all.length} sources are older than ${limit} months (${values.today})`);
