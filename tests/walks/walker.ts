import type { Browser, BrowserContext, ElementHandle, Page } from '@playwright/test';
import { ALONE } from '../bench/chromium.ts';
import { longestTask } from '../bench/tasks.ts';
import { chooseFile, copyButton, copyWith, FIELD, reported, settled, toClipboard } from './page.ts';

/** What a walk found, in the order of the table. */
export type Found = Map<string, string>;

/** A reader who waits longer has left (ms). */
const PATIENCE = 120_000;

const PHONE_WIDTH = 600;

/** A reader on the page: what they press is counted, and what the page does meanwhile is measured. */
export class Walker {
  readonly page: Page;
  readonly origin: string;
  readonly #browser: Browser;
  readonly #errors: string[] = [];
  readonly #outside: string[] = [];
  #clicks = 0;
  #keys = 0;
  #milliseconds = 0;
  #longest = 0;

  private constructor(browser: Browser, page: Page, origin: string) {
    this.#browser = browser;
    this.page = page;
    this.origin = origin;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#errors.push(message.text());
    });
    page.on('pageerror', (error) => this.#errors.push(String(error)));
    page.context().on('request', (request) => {
      const { origin: asked, protocol } = new URL(request.url());
      if (protocol !== 'blob:' && protocol !== 'data:' && asked !== origin) this.#outside.push(request.url());
    });
  }

  /** A reader with a window of this width (px); a narrow one is a phone's. */
  static async start(browser: Browser, origin: string, width: number): Promise<Walker> {
    const phone = width < PHONE_WIDTH;
    const context: BrowserContext = await browser.newContext({
      ...ALONE,
      viewport: { width, height: phone ? 844 : 800 },
      isMobile: phone,
      hasTouch: phone,
      locale: 'ja-JP',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE);
    return new Walker(browser, await context.newPage(), origin);
  }

  /** Milliseconds that the page took so far for what was pressed. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Clicks into the box and pastes, until the report has settled. */
  async paste(text: string): Promise<void> {
    await toClipboard(this.page, text);
    await this.#act(async () => {
      this.#clicks += 1;
      await this.page.locator(FIELD).click();
      this.#keys += 1;
      await this.page.keyboard.press('Control+v');
      return reported(this.page);
    });
  }

  async open(file: string): Promise<void> {
    await this.#act(async () => {
      this.#clicks += 1;
      await chooseFile(this.page, file);
      return reported(this.page);
    });
  }

  async click(target: ElementHandle<Element>): Promise<void> {
    await this.#act(async () => {
      this.#clicks += 1;
      await target.click();
      return settled(this.page);
    });
  }

  async copy(): Promise<void> {
    const button = await copyButton(this.page);
    if (button === null) return;
    await this.#act(async () => {
      this.#clicks += await copyWith(button, this.page);
      return settled(this.page);
    });
  }

  /** As Alt and the left arrow. */
  async goBack(): Promise<void> {
    await this.#act(async () => {
      this.#keys += 1;
      await this.page.goBack({ waitUntil: 'commit' });
      return settled(this.page);
    });
  }

  /** What of it was counted. */
  counted(): Found {
    return new Map([
      ['clicks and keys', `${this.#clicks} and ${this.#keys}`],
      ['seconds in all', (this.#milliseconds / 1000).toFixed(1)],
      [
        'longest task of the main thread',
        Number.isFinite(this.#longest) ? `${this.#longest.toFixed(0)} ms` : 'not known',
      ],
      ['errors in the console', this.#errors.length === 0 ? '0' : `${this.#errors.length}: ${this.#errors.join('; ')}`],
      ['requests to other places', this.#outside.length === 0 ? '0' : this.#outside.join(' ')],
    ]);
  }

  async #act(act: () => Promise<number>): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        this.#milliseconds += PATIENCE;
        this.#longest = Number.POSITIVE_INFINITY;
        reject(new Error(`not within ${PATIENCE / 1000} s`));
      }, PATIENCE);
    });
    const task = longestTask(this.#browser, this.page, async () => {
      const start = performance.now();
      const since = await act();
      this.#milliseconds += performance.now() - start - since;
    });
    // what still goes on when the reader has left fails without a sound
    task.catch(() => null);
    try {
      this.#longest = Math.max(this.#longest, await Promise.race([task, tooLong]));
    } finally {
      clearTimeout(late);
    }
  }
}
