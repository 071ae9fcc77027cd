import { readdirSync, readFileSync } from 'node:fs';
import { decode } from '../../src/text/decode.ts';
import { Lines } from '../../src/text/lines.ts';

/** Whose logs. */
export const SYSTEMS = ['linux', 'windows'] as const;
export type System = (typeof SYSTEMS)[number];

const folderOf = (system: System): URL => new URL(`../corpus/logs-${system}/`, import.meta.url);
const LOGS = folderOf('linux');

/** Real logs one after the other, in UTF-8, cut at exactly `size` bytes. */
export function realLogs(size: number, system: System = 'linux'): Buffer {
  const folder = folderOf(system);
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => Buffer.from(`${decode(readFileSync(new URL(name, folder))).text.trimEnd()}\n`, 'utf8'));
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

/** Hosts that a long log asks in turn. */
const HOSTS = 500;

/** One log of at least so many lines: the check of one host, for many hosts over and over, and one that fails last. */
export function longLog(lines: number): string {
  const { head, blocks, end } = blocksOf('all-reachable-rhel8');
  const own = blocks.filter((block) => block.includes('pod01-manag1')).join('');
  const rounds = Math.ceil((lines - new Lines(head).count) / new Lines(own).count);
  const many = Array.from({ length: rounds }, (_, round) =>
    own.replaceAll('pod01-manag1', `pod01-manag${round % HOSTS}`),
  );
  const failed = blocksOf('storage-dropped')
    .blocks.filter((block) => block.includes('ceuswatcab01'))
    .join('');
  return [head, ...many, failed, end].join('');
}

/** One log of so many destinations; each hundredth does not answer, and the last one neither. */
export function manyEndpoints(count: number): string {
  const nc = (log: string): string =>
    blocksOf(log).blocks.find((block) => block.startsWith('##TRY!! nc') && block.includes('ceuswatcab01')) ?? '';
  const [answers, silent] = [nc('all-reachable-rhel8'), nc('storage-dropped')];
  const { head, end } = blocksOf('all-reachable-rhel8');
  const many = Array.from({ length: count }, (_, at) =>
    (at % 100 === 99 || at === count - 1 ? silent : answers).replaceAll('ceuswatcab01', `account${at}`),
  );
  return [head, ...many, end].join('');
}

/** So many logs one after the other, each of a machine of its own. */
export function manyLogs(count: number): string {
  const all = readdirSync(LOGS)
    .filter((name) => name.endsWith('.log'))
    .map((name) => `${decode(readFileSync(new URL(name, LOGS))).text.trimEnd()}\n`);
  return Array.from({ length: count }, (_, at) =>
    (all[at % all.length] ?? '').replaceAll('vm-linux01', `vm${at}`),
  ).join('');
}

/** Logs whose line ends were lost on the way: one line of so many characters, with failures to its end. */
export function oneLine(length: number): string {
  const once = logText('storage-dropped').replaceAll(/\s*[\r\n]+/gu, ' ');
  return once.repeat(Math.ceil(length / once.length)).slice(-length);
}

function logText(name: string): string {
  return decode(readFileSync(new URL(`${name}.log`, LOGS))).text;
}

/** A log cut before each command. */
function blocksOf(name: string): { readonly head: string; readonly blocks: readonly string[]; readonly end: string } {
  const [head = '', ...blocks] = logText(name).split(/^(?=##TRY!! )/mu);
  const last = blocks.pop() ?? '';
  const cut = last.indexOf('Complete...');
  return { head, blocks: [...blocks, last.slice(0, cut)], end: last.slice(cut) };
}
