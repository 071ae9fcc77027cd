import { readdirSync, readFileSync } from 'node:fs';
import { decode } from '../../src/text/decode.ts';

const LOGS = new URL('../corpus/logs-linux/', import.meta.url);

/** Real logs one after the other, in UTF-8, cut at exactly `size` bytes. */
export function realLogs(size: number): Buffer {
  const all = readdirSync(LOGS)
    .filter((name) => name.endsWith('.log'))
    .map((name) => Buffer.from(`${decode(readFileSync(new URL(name, LOGS))).text.trimEnd()}\n`, 'utf8'));
  const once = Buffer.concat(all);
  return Buffer.alloc(size, once);
}

/** As `realLogs`, but as one single long log: only the first of them keeps the line with which a log starts. */
export function oneLongLog(size: number, startMarks: readonly string[]): string {
  const text = realLogs(size).toString('utf8');
  return startMarks.reduce((left, mark) => {
    const [head = '', ...rest] = left.split(mark);
    return rest.length === 0 ? left : head + mark + rest.join('');
  }, text);
}
