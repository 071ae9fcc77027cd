import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { EventLogReading } from '../../src/journal/evtx/reading.ts';
import { eventData, eventLog, logOf, text, type MadeEvent } from '../support/event-logs.ts';
import { ALONE, withChromium } from './chromium.ts';
import { median, rate } from './numbers.ts';
import { withSite } from './site.ts';
import type { Row } from './table.ts';

const SIZE = 20_000_000;
const CHUNK = 65_536;
const FILE_HEADER = 4096;
const RUNS = 5;
const SLOWEST_READER = 50;
const LONGEST_WAIT = 1500;
const HOUR = 3_600_000;

/** The reader of event logs alone, and a log from its drop to its report in Chromium. */
export async function measureEvents(): Promise<Row[]> {
  const bytes = systemLog();
  const folder = mkdtempSync(join(tmpdir(), 'karte-events-'));
  try {
    const file = join(folder, 'System.evtx');
    writeFileSync(file, bytes);
    return [reader(bytes), await page(file)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fills an event up to about 1 kB: a public System.evtx has 957 bytes for each of its events. */
const USUAL = text(`C:\\Program Files\\Made\\${'agent '.repeat(55)}`);

/** A log as a server keeps it: services that start and stop, times, names that were asked for in vain. */
function systemLog(): Buffer {
  const events = Array.from({ length: 4000 }, (_, at): MadeEvent => {
    const time = Date.UTC(2026, 9, 1) + at * HOUR;
    const [provider, id, values] = [
      ['Service Control Manager', 7036, { param1: text(`Made Service ${at % 90}`), param2: text('running') }],
      ['Microsoft-Windows-Kernel-General', 16, { HiveName: text(`\\SystemRoot\\Made\\${at}.dat`) }],
      ['Microsoft-Windows-DNS-Client', 1014, { QueryName: text(`host${at % 70}.contoso.example`) }],
      ['Microsoft-Windows-Time-Service', 35, { TimeSource: text(`ntp${at % 4}.contoso.example`) }],
    ][at % 4] as [string, number, Parameters<typeof eventData>[0]];
    return { provider, id, time, level: id === 1014 ? 3 : 4, payload: [eventData({ ...values, Detail: USUAL })] };
  });
  const made = eventLog(events);
  const chunks = Array.from({ length: Math.floor((made.length - FILE_HEADER) / CHUNK) }, (_, at) =>
    made.subarray(FILE_HEADER + at * CHUNK, FILE_HEADER + (at + 1) * CHUNK),
  );
  return logOf(
    Array.from({ length: Math.ceil(SIZE / CHUNK) }, (_, at) => chunks[at % chunks.length] ?? Buffer.alloc(0)),
  );
}

function reader(bytes: Buffer): Row {
  let events = 0;
  const times = Array.from({ length: RUNS }, () => {
    events = 0;
    const start = performance.now();
    const reading = new EventLogReading(() => (events += 1));
    reading.push(bytes);
    reading.end();
    return performance.now() - start;
  });
  const speed = rate(bytes.length, median(times));
  return {
    what: 'event log (.evtx), 20 MB: reader',
    measured: `${speed.toFixed(0)} MB/s (${events.toLocaleString('en-US')} events)`,
    budget: `≥ ${SLOWEST_READER} MB/s`,
    met: speed >= SLOWEST_READER,
  };
}

function page(file: string): Promise<Row> {
  return withChromium((browser) =>
    withSite(async (origin) => {
      const opened = await browser.newPage(ALONE);
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) times.push(await dropped(opened, origin, file));
      const middle = median(times);
      return {
        what: 'event log (.evtx), 20 MB: drop → rendered report',
        measured: `${middle.toFixed(0)} ms (${RUNS} runs)`,
        budget: `≤ ${LONGEST_WAIT} ms`,
        met: middle <= LONGEST_WAIT,
      };
    }),
  );
}

/** From the choice of the file to the report, in a page that the reader has just opened. */
async function dropped(page: Page, origin: string, file: string): Promise<number> {
  await page.goto(origin);
  await page.locator('#paste-text').focus();
  await page.waitForLoadState('networkidle');
  const start = performance.now();
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await page.locator('#conclusion').waitFor({ timeout: 60_000 });
  return performance.now() - start;
}
