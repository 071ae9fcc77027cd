import type { Browser, Page } from '@playwright/test';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseFile,
  closedFolds,
  copyButton,
  copyWith,
  endpointFilter,
  endpointTab,
  FIELD,
  lineLink,
  openHome,
  reported,
  settled,
  toClipboard,
} from '../walks/page.ts';
import { writeCapture, writeManyFlows } from './captures.ts';
import { ALONE, withChromium } from './chromium.ts';
import { longLog, manyEndpoints, manyLogs, oneLine } from './logs.ts';
import { withSite } from './site.ts';
import type { Row } from './table.ts';
import { longestTask } from './tasks.ts';

/** No task of the page's main thread may be longer (ms). */
const BUDGET = 200;
/** How much slower a weak machine's processor is. */
const SLOWER = 6;
/** A step that takes longer has failed (ms), and what would follow it is left out. */
const PATIENCE = 120_000;
const CAPTURE_SIZE = 600e6;
const FOLDS = 50;

/** A large source: what writes it to a file, or the text that is pasted. */
type Source =
  | { readonly what: string; readonly text: () => string }
  | { readonly what: string; readonly name: string; readonly write: (file: string) => void };

const SOURCES: readonly Source[] = [
  logFile('600,000 lines', () => longLog(600_000)),
  { what: 'one line of 200,000 characters', text: () => oneLine(200_000) },
  logFile('100,000 endpoints', () => manyEndpoints(100_000)),
  logFile('500 machines', () => manyLogs(500)),
  logFile('4,800 logs', () => manyLogs(4800)),
  {
    what: 'a capture of 600 MB',
    name: 'large.pcap',
    write: (file) => {
      writeCapture(file, CAPTURE_SIZE);
    },
  },
  {
    what: 'a capture with a million flows and 100,000 names',
    name: 'flows.pcap',
    write: (file) => {
      writeManyFlows(file, 1_000_000, 100_000);
    },
  },
];

/** What is done then, and measured; null: the page has nothing of the kind. */
type Act = (() => Promise<unknown>) | null;

/** What a reader does, one after the other. What it needs is looked for before the measurement. */
const STEPS: readonly (readonly [name: string, prepare: (page: Page) => Promise<Act>])[] = [
  ['scroll to the end', (page) => Promise.resolve(() => scrollToEnd(page))],
  ['jump to the last failure', jumpToLast],
  ['filter the endpoints', filterEndpoints],
  ['filter the conversations', filterConversations],
  ['select a span of time', selectSpan],
  [`open ${FOLDS} folds`, openFolds],
  ['copy', copy],
];
const NAMES = ['input → report', ...STEPS.map(([name]) => name)];

/** Longest task (ms); null where there was nothing to do, a text where it was not to be measured. */
type Measured = number | null | string;

/** The longest task of the page's main thread for each act of a reader with a very large source, as it is and slowed. */
export async function measureView(): Promise<Row[]> {
  return withSite(async (origin) => {
    const rows: Row[] = [];
    for (const source of SOURCES) rows.push(...(await rowsOf(source, origin)));
    return rows;
  });
}

function logFile(what: string, text: () => string): Source {
  return {
    what,
    name: 'CheckNWResult_large.log',
    write: (file) => {
      writeFileSync(file, text());
    },
  };
}

async function rowsOf(source: Source, origin: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'karte-view-'));
  try {
    const { bavail, bsize } = statfsSync(folder);
    if ('write' in source && bavail * bsize < 2 * CAPTURE_SIZE)
      return [{ what: `view, ${source.what}`, measured: 'skipped: the disk lacks space', budget: '', met: null }];
    if ('write' in source) source.write(join(folder, source.name));
    const input = 'write' in source ? join(folder, source.name) : source.text();
    const give = 'write' in source ? chooseFile : pasteText;
    const plain = await measured((page) => give(page, input), origin, 1);
    // what hangs on this machine is not tried on a slower one
    const hangs = typeof plain[0] === 'string';
    const slowed = hangs ? [] : await measured((page) => give(page, input), origin, SLOWER);
    return plain.map((one, at) => row(`${source.what}: ${NAMES[at] ?? ''}`, one, slowed[at]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(what: string, plain: Measured, slowed: Measured = 'not measured'): Row {
  return {
    what: `longest task, ${what}`,
    measured: `${word(plain)} (${word(slowed)} on a processor ${SLOWER} × as slow)`,
    budget: plain === null ? '' : `≤ ${BUDGET} ms`,
    met: plain === null ? null : typeof plain === 'number' && plain <= BUDGET,
  };
}

function word(measured: Measured): string {
  if (measured === null) return '–';
  return typeof measured === 'string' ? measured : `${measured.toFixed(0)} ms`;
}

/** The longest task of each step, in a browser of its own: one that hangs is left behind. */
function measured(give: (page: Page) => Promise<void>, origin: string, rate: number): Promise<Measured[]> {
  return withChromium(async (browser) => {
    const context = await browser.newContext({
      ...ALONE,
      locale: 'ja-JP',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await openHome(page, origin);
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
    const input = (): Promise<unknown> => give(page).then(() => reported(page));
    const found: Measured[] = [await inTime(longestTask(browser, page, input))];
    for (const [, prepare] of STEPS)
      if (typeof found.at(-1) !== 'string') found.push(await inTime(step(browser, page, prepare)));
    return found;
  });
}

async function step(browser: Browser, page: Page, prepare: (page: Page) => Promise<Act>): Promise<Measured> {
  const act = await prepare(page);
  if (act === null) return null;
  return longestTask(browser, page, () => act().then(() => settled(page)));
}

async function inTime(measuring: Promise<Measured>): Promise<Measured> {
  let late: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((resolve) => {
    late = setTimeout(() => {
      resolve(`not within ${PATIENCE / 1000} s`);
    }, PATIENCE);
  });
  // of what still goes on then nobody hears
  measuring.catch(() => null);
  try {
    return await Promise.race([measuring, tooLong]);
  } finally {
    clearTimeout(late);
  }
}

async function pasteText(page: Page, text: string): Promise<void> {
  await toClipboard(page, text);
  await page.locator(FIELD).click();
  await page.keyboard.press('Control+v');
}

/** Until there is no more to come. */
async function scrollToEnd(page: Page): Promise<void> {
  for (let height = 0, seen = -1; height !== seen;) {
    seen = height;
    await page.keyboard.press('Control+End');
    await settled(page);
    height = await page.evaluate(() => document.documentElement.scrollHeight);
  }
}

async function jumpToLast(page: Page): Promise<Act> {
  const link = await lineLink(page, 'furthest');
  return link === null ? null : () => link.click();
}

async function filterEndpoints(page: Page): Promise<Act> {
  const shown = await endpointFilter(page);
  const tab = shown === null ? await endpointTab(page) : null;
  if (shown === null && tab === null) return null;
  return async () => {
    await tab?.click();
    await settled(page);
    await (shown ?? (await endpointFilter(page)))?.focus();
    for (const key of 'blob') {
      await page.keyboard.press(key);
      await settled(page);
    }
  };
}

async function filterConversations(page: Page): Promise<Act> {
  const field = page.locator('#filter input[type=search]');
  if ((await field.count()) === 0) return null;
  return async () => {
    await field.focus();
    for (const key of 'tcp.port == 443') {
      await page.keyboard.press(key);
      await settled(page);
    }
  };
}

async function selectSpan(page: Page): Promise<Act> {
  const line = page.locator('.io [role=slider]');
  if ((await line.count()) === 0) return null;
  return async () => {
    await line.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 10; step += 1) {
      await page.keyboard.press('Shift+ArrowRight');
      await settled(page);
    }
  };
}

async function openFolds(page: Page): Promise<Act> {
  const folds = await closedFolds(page, FOLDS);
  if (folds.length === 0) return null;
  return async () => {
    for (const fold of folds) await fold.dispatchEvent('click');
  };
}

async function copy(page: Page): Promise<Act> {
  const button = await copyButton(page);
  return button === null ? null : () => copyWith(button, page);
}
