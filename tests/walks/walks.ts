/** Five readers on their way from a log, or a capture, to an answer. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Lines } from '../../src/text/lines.ts';
import { longLog } from '../bench/logs.ts';
import { fromClipboard, lineLink, openHome, screen, spot, VERDICT, type Spot, type Wanted } from './page.ts';
import type { Found, Walker } from './walker.ts';

export interface Walk {
  readonly name: string;
  readonly walk: (reader: Walker) => Promise<Found>;
}

const corpus = (path: string): string => fileURLToPath(new URL(`../corpus/${path}`, import.meta.url));
/** What the lines say that prove what failed in the first and in the last log: each of them will do. */
const PROOFS = ['Connection timed out', '(28) Failed to connect'];
const STEP = 'the first next step';
const PROOF = 'the proof, once jumped to';
const LINES = 600_000;

export const WALKS: readonly Walk[] = [
  { name: 'night: a failing Linux log is pasted', walk: night },
  { name: 'proxy: MARS fails behind a proxy that wants a name', walk: proxy },
  { name: 'line: one line is pasted', walk: line },
  { name: 'long: a log of 600,000 lines is opened', walk: long },
  { name: 'bytes: a capture is opened', walk: bytes },
];

/** What failed, which line proves it, what next, which backups? */
async function night(reader: Walker): Promise<Found> {
  await openHome(reader.page, reader.origin);
  const log = readFileSync(corpus('logs-linux/storage-dropped.log'), 'utf8');
  await reader.paste(log);
  const found = await answers(reader, {
    'the failing line': { anyOf: PROOFS },
    [STEP]: { step: true },
    'a backup that is affected': { anyOf: ['MARS'] },
  });
  const isSeen = await seesProof(reader);
  found.set(PROOF, isSeen ? 'on the screen without a jump' : (await jumpToProof(reader, log)).proof);
  return found;
}

/** Which account, which proxy; a copy for the ticket. */
async function proxy(reader: Walker): Promise<Found> {
  await openHome(reader.page, reader.origin);
  await reader.open(corpus('logs-windows/proxy-auth-en.log'));
  const found = await answers(reader, {
    'the failing line': { anyOf: ['(407) Proxy Authentication Required'] },
    [STEP]: { step: true },
    'the account with its proxy': { allOf: ['ローカル システム', '10.2.0.16:8080'] },
  });
  await reader.copy();
  const copied = await fromClipboard(reader.page);
  found.set('the copy names the proxy', copied.includes('10.2.0.16:8080') ? 'yes' : 'no');
  return found;
}

/** What does it mean, what next? */
async function line(reader: Walker): Promise<Found> {
  await openHome(reader.page, reader.origin);
  await reader.paste(
    "curl: (28) Failed to connect to login.microsoft.com port 443 after 3057 ms: Couldn't connect to server",
  );
  return answers(reader, {
    'the failing line': { anyOf: ['(28) Failed to connect'] },
    [STEP]: { step: true },
    'what explains the message': { selector: 'a[href*="/signatures/"]' },
  });
}

/** Find the failing line, jump to it, go back. */
async function long(reader: Walker): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'karte-walk-'));
  try {
    const log = longLog(LINES);
    const file = join(folder, 'CheckNWResult_long.log');
    writeFileSync(file, log);
    await openHome(reader.page, reader.origin);
    await reader.open(file);
    const found = await answers(reader, { 'the failing line': { anyOf: PROOFS }, [STEP]: { step: true } });
    const { proof, from } = await jumpToProof(reader, log);
    found.set(PROOF, proof);
    if (from === null) return found;
    await reader.goBack();
    const { top } = await screen(reader.page);
    found.set('Back leads to where the reader was', top === from.top ? 'yes' : `${top} px, not ${from.top} px`);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Who receives the bytes, and what does not connect? */
async function bytes(reader: Walker): Promise<Found> {
  await openHome(reader.page, reader.origin);
  await reader.open(corpus('captures/azure-vm-a-eth.pcap'));
  return answers(reader, {
    'who receives the most': { allOf: ['198.51.100.200', '321.6 kB'] },
    'what does not connect': { anyOf: ['fs01.file.core.windows.net:445'] },
  });
}

/** Where each answer stands on the page, and how far a reader scrolls until all were seen. */
async function answers(reader: Walker, wanted: Readonly<Record<string, Wanted>>): Promise<Found> {
  const { page } = reader;
  const seen = await screen(page);
  const found: Found = new Map([
    ['seconds to the report', (reader.milliseconds / 1000).toFixed(1)],
    ['height of the page', `${seen.height} px`],
    ['top of the first screen', `${seen.top} px`],
  ]);
  let furthest = seen.bottom;
  for (const [name, what] of Object.entries({ 'the verdict': { selector: VERDICT }, ...wanted })) {
    const place = await spot(page, what);
    found.set(name, placeWord(place, seen));
    furthest = Math.max(furthest, place?.bottom ?? 0);
  }
  found.set('to scroll until all were seen', `${furthest - seen.bottom} px`);
  return found;
}

function placeWord(place: Spot | null, seen: Spot): string {
  if (place === null) return 'not shown';
  const number = Math.floor((place.top - seen.top) / (seen.bottom - seen.top)) + 1;
  return `${place.top} px (screen ${number})`;
}

/** Follows the first link to a line of the log that proves what failed; `from`: what was seen when it was pressed. */
async function jumpToProof(
  reader: Walker,
  log: string,
): Promise<{ readonly proof: string; readonly from: Spot | null }> {
  const link = await lineLink(reader.page, linesOf(log, PROOFS));
  if (link === null) return { proof: 'no link leads to it', from: null };
  await link.scrollIntoViewIfNeeded();
  const from = await screen(reader.page);
  await reader.click(link);
  return { proof: (await seesProof(reader)) ? 'on the screen' : 'not on the screen', from };
}

async function seesProof({ page }: Walker): Promise<boolean> {
  return (await spot(page, { anyOf: PROOFS, onScreen: true })) !== null;
}

/** Numbers of the lines that hold one of some texts. */
function linesOf(log: string, texts: readonly string[]): number[] {
  const lines = new Lines(log);
  const numbers = Array.from({ length: lines.count }, (_, at) => at + 1);
  return numbers.filter((line) => texts.some((text) => lines.at(line).includes(text)));
}
