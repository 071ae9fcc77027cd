import type { Page } from '@playwright/test';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { ALONE, withChromium } from './chromium.ts';
import { oneLongLog, realLogs } from './logs.ts';
import { median } from './numbers.ts';
import { withSite } from './site.ts';
import type { Row } from './table.ts';

const SIZE = 60_000;
const ROUNDS = 15;
const BUDGET = 50;

/** From the paste event to the frame behind the finished report, in Chromium. */
export async function measurePaste(): Promise<Row[]> {
  const marks = loadKnowledge().formats.flatMap(({ startMarks }) => startMarks);
  return withChromium((browser) =>
    withSite(async (origin) => {
      const page = await browser.newPage(ALONE);
      return [
        row('one log', await rounds(page, origin, oneLongLog(SIZE, marks))),
        row('several logs', await rounds(page, origin, realLogs(SIZE).toString('utf8'))),
      ];
    }),
  );
}

function row(kind: string, times: readonly number[]): Row {
  const middle = median(times);
  return {
    what: `paste → rendered report, 60 kB (${kind})`,
    measured: `${middle.toFixed(0)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}, ${times.length} runs)`,
    budget: `≤ ${BUDGET} ms`,
    met: middle <= BUDGET,
  };
}

async function rounds(page: Page, origin: string, text: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(origin);
    await page.locator('#paste-text').focus();
    await page.waitForLoadState('networkidle');
    times.push(await page.evaluate(pasteAndWait, text));
  }
  return times;
}

/** Runs in the page: inserts the text as a paste does, and waits for the frame that shows the report. */
async function pasteAndWait(text: string): Promise<number> {
  const area = document.querySelector<HTMLTextAreaElement>('#paste-text');
  const result = document.querySelector('[data-result]');
  if (area === null || result === null) throw new Error('no paste box');
  const shown = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('#conclusion') === null) return;
      observer.disconnect();
      // a message that is sent in the frame's callback arrives after that frame was laid out and painted
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (): void => {
          resolve();
        };
        port2.postMessage(null);
      });
    });
    observer.observe(result, { childList: true, subtree: true });
  });
  const start = performance.now();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const goesOn = area.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  if (goesOn) area.value = text;
  await shown;
  return performance.now() - start;
}
