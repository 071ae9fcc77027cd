/**
 * Where things stand on a page with a report, by roles, words and the few ids that readers' links use: walks and
 * measurements are to run on any design of that page. What is handed to `evaluate` stands alone and runs in the page.
 */
import type { ElementHandle, Page } from '@playwright/test';

/** The sentence that answers first. */
export const VERDICT = '#conclusion';
export const FIELD = '#paste-text';

/** Words of what is pressed. */
const WORDS = {
  file: /ファイルを選ぶ/u,
  copy: /^(?!.*表).*コピー/u,
  forTicket: /問い合わせ|Markdown/u,
  endpoints: /宛先|エンドポイント/u,
} as const;

/** The home page with what it loads at first. */
export async function openHome(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
}

/** The text is in the clipboard then, and the keys are still to be pressed. */
export async function toClipboard(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
}

export function fromClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Presses what opens the dialog for files, and chooses one: that is one click of a reader's. */
export async function chooseFile(page: Page, file: string): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await page.locator('label, button').filter({ hasText: WORDS.file }).first().click();
  await (await opened).setFiles(file);
}

/** How long nothing may happen until a page has settled, and how often it is looked at (ms). */
const QUIET = { time: 300, look: 50 };

/**
 * Waits until nothing happens any more: no element comes or goes, nothing scrolls, the thread answers in time. An
 * observer of mutations would lengthen the tasks that are measured meanwhile.
 * @returns since when (milliseconds ago)
 */
export async function settled(page: Page): Promise<number> {
  return page.evaluate(
    ({ time, look }) =>
      new Promise<number>((resolve) => {
        const elements = document.getElementsByTagName('*');
        let [known, last, looked] = [-1, performance.now(), performance.now()];
        const scrolled = (): void => {
          last = performance.now();
        };
        addEventListener('scroll', scrolled, { capture: true, passive: true });
        const timer = setInterval(() => {
          const now = performance.now();
          if (elements.length !== known || now - looked > 2 * look) last = now;
          known = elements.length;
          looked = now;
          if (now - last < time) return;
          clearInterval(timer);
          removeEventListener('scroll', scrolled, { capture: true });
          resolve(now - last);
        }, look);
      }),
    QUIET,
  );
}

/** Waits for a report that has settled; any time. @returns since when it has (milliseconds ago) */
export async function reported(page: Page): Promise<number> {
  await page.locator(VERDICT).waitFor({ timeout: 0 });
  return settled(page);
}

/** A place on the page (px from its top). */
export interface Spot {
  readonly top: number;
  readonly bottom: number;
}

/** What to look for: all of some texts in one small part of the report, one of several texts, an element, a step. */
export type Wanted =
  | { readonly allOf: readonly string[] }
  | { readonly anyOf: readonly string[]; readonly onScreen?: boolean }
  | { readonly selector: string }
  | { readonly step: true };

/** The first place that a reader sees of something, in the order of the page; null where it is not shown. */
export function spot(page: Page, wanted: Wanted): Promise<Spot | null> {
  return page.evaluate(lookFor, wanted);
}

function lookFor(wanted: Wanted): Spot | null {
  /** A part that is higher (px) says two things, not one. */
  const HIGHEST = 400;
  const SKIPPED = 'form, textarea, script, style, noscript';
  const onScreen = 'onScreen' in wanted && wanted.onScreen === true;
  const conclusion = document.querySelector('#conclusion');
  const root = conclusion?.closest('[data-result]') ?? document.querySelector('main') ?? document.body;
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true })
      ? element.getClientRects().length > 0
      : getComputedStyle(element).display === 'contents';
  const textOf = (node: Node): string => {
    if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
    return isShown(node) ? [...node.childNodes].map(textOf).join('') : '';
  };
  const smallest = (element: Element, texts: readonly string[]): Element | null => {
    const all = element.textContent ?? '';
    if (element.matches(SKIPPED) || !texts.every((text) => all.includes(text)) || !isShown(element)) return null;
    for (const child of element.children) {
      const found = smallest(child, texts);
      if (found !== null) return found;
    }
    const { top, height } = element.getBoundingClientRect();
    if (height > HIGHEST || (onScreen && (top < 0 || top >= innerHeight))) return null;
    const shown = textOf(element);
    return texts.every((text) => shown.includes(text)) ? element : null;
  };
  const firstShown = (selector: string, behind?: Element): Element | undefined =>
    [...root.querySelectorAll(selector)].find(
      (element) =>
        isShown(element) &&
        (behind === undefined || (behind.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0),
    );
  const step = (): Element | undefined => {
    const heading = [...root.querySelectorAll('h2, h3, h4')].find(
      (element) => isShown(element) && /次に|次の|手順/u.test(element.textContent ?? ''),
    );
    if (heading !== undefined) return firstShown('li', heading);
    return firstShown('#cause li') ?? firstShown(':not(aside, nav, #log) > ol > li');
  };
  const candidates = (): (Element | null | undefined)[] => {
    if ('allOf' in wanted) return [smallest(root, wanted.allOf)];
    if ('anyOf' in wanted) return wanted.anyOf.map((text) => smallest(root, [text]));
    return ['selector' in wanted ? firstShown(wanted.selector) : step()];
  };
  const spots = candidates().flatMap((element) => (element == null ? [] : [element.getBoundingClientRect()]));
  const [highest] = spots.sort((a, b) => a.top - b.top);
  if (highest === undefined) return null;
  const { top, bottom } = highest;
  return { top: Math.round(top + scrollY), bottom: Math.round(bottom + scrollY) };
}

/** What of the page is seen (px from its top), and how high the page is. */
export function screen(page: Page): Promise<Spot & { readonly height: number }> {
  return page.evaluate(() => ({
    top: Math.round(scrollY),
    bottom: Math.round(scrollY + innerHeight),
    height: document.documentElement.scrollHeight,
  }));
}

/** What leads to a line: the first link that is shown to one of some lines, or that to the line furthest down. */
export async function lineLink(
  page: Page,
  which: readonly number[] | 'furthest',
): Promise<ElementHandle<Element> | null> {
  const handle = await page.evaluateHandle((wanted) => {
    const links = [...document.querySelectorAll('main a[href*="#L"]')].flatMap((link) => {
      const line = Number(/#L(\d+)$/u.exec(link.getAttribute('href') ?? '')?.[1] ?? Number.NaN);
      return Number.isNaN(line) || !link.checkVisibility({ visibilityProperty: true }) ? [] : [{ link, line }];
    });
    if (wanted !== 'furthest') return links.find(({ line }) => wanted.includes(line))?.link ?? null;
    return links.reduce((a, b) => (b.line > a.line ? b : a), links[0] ?? { link: null, line: 0 }).link;
  }, which);
  return handle.asElement();
}

/** The field that filters the endpoints, once they are shown. */
export function endpointFilter(page: Page): Promise<ElementHandle<Element> | null> {
  return shownOf(page, 'main input[type=search]');
}

/** What shows the endpoints where they are not shown. */
export function endpointTab(page: Page): Promise<ElementHandle<Element> | null> {
  return shownOf(page, 'main [role=tab], main button, main summary', WORDS.endpoints);
}

/** The first folds that are closed. */
export async function closedFolds(page: Page, most: number): Promise<ElementHandle<Element>[]> {
  const handle = await page.evaluateHandle((limit) => {
    const root = document.querySelector('#conclusion')?.closest('[data-result]') ?? document.querySelector('main');
    const folds = root?.querySelectorAll('details:not([open]) > summary, button[aria-expanded=false]') ?? [];
    const found: Element[] = [];
    for (const fold of folds) if (found.length < limit && fold.checkVisibility()) found.push(fold);
    return found;
  }, most);
  const properties = [...(await handle.getProperties()).values()];
  return properties.flatMap((property) => property.asElement() ?? []) as ElementHandle<Element>[];
}

/** What copies the result for a ticket, at once or by a choice that it offers. */
export function copyButton(page: Page): Promise<ElementHandle<Element> | null> {
  return shownOf(page, 'main button, main summary', WORDS.copy);
}

/** Copies the result for a ticket with such a button. @returns clicks that it took */
export async function copyWith(button: ElementHandle<Element>, page: Page): Promise<number> {
  const said = (await button.textContent()) ?? '';
  await button.click();
  if (WORDS.forTicket.test(said)) return 1;
  const choice = await shownOf(page, '[role=menuitem], main button', WORDS.forTicket);
  await choice?.click();
  return choice === null ? 1 : 2;
}

/** The first element of a selector that is shown, with such a word in it. */
async function shownOf(page: Page, selector: string, word?: RegExp): Promise<ElementHandle<Element> | null> {
  const handle = await page.evaluateHandle(
    ([wanted, source]) => {
      const pattern = source === null ? null : new RegExp(source, 'u');
      return (
        [...document.querySelectorAll(wanted)].find(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            (pattern === null || pattern.test(element.textContent ?? '')),
        ) ?? null
      );
    },
    [selector, word?.source ?? null] as const,
  );
  return handle.asElement();
}
