import { PASTE } from '#locale/view.ts';
import { NOT_LOADED } from '#locale/not-loaded.ts';
import { pause } from '../pause.ts';
import { lineOf } from '../../text/line-link.ts';

/**
 * The part of the page that a report takes for itself: while it is shown, what else the page holds steps aside. Back leads to the page
 * with what was in its form, Forward to the report.
 */

/** Fills the result; `say` tells what goes on. */
export type Fill = (result: HTMLElement, say: (text: string) => void) => Promise<void>;

/** What an entry of the history shows. */
interface Place {
  readonly view: 'page' | 'report';
}

/** Milliseconds after which what is shown meanwhile (progress, a button to stop) takes the page. */
const PATIENCE = 300;

let isOpen = false;
let isOwn = false;
let isKept = false;
/** Titles of the page, and of the report that it shows. */
const titles = { page: '', report: '' };
let isStarted = false;
let letGo: () => void = () => undefined;
let sayOnPage: (text: string) => void = () => {
  // a page without a form tells it on the stage
};

/** A report takes the page. */
export function isReporting(): boolean {
  return isOpen;
}

/** The report that is shown was made of what the reader gave, and is nowhere else: leaving it would lose it. */
export function setKept(kept: boolean): void {
  isKept = kept;
}

/** Where a page with a form tells what it has to say. */
export function tellOnPage(say: (text: string) => void): void {
  sayOnPage = say;
}

/** Says what goes on, where the reader looks. */
export function tell(text: string): void {
  part('status').textContent = text;
  if (!isOpen) sayOnPage(text);
}

/** Shows what `fill` makes; when nothing came of it, the page stays, and says why. `own`: the reader's own input, no sample. */
export async function present(fill: Fill, own: boolean): Promise<void> {
  start();
  const result = part('result');
  const before = result.firstChild;
  let said = '';
  const say = (text: string): void => {
    said = text;
    tell(text);
  };
  const waiting = setTimeout(() => {
    if (!isOpen) open();
  }, PATIENCE);
  await fill(result, say).catch(() => {
    say(NOT_LOADED);
  });
  clearTimeout(waiting);
  if (!result.hasChildNodes()) {
    if (isOpen && hasForm()) close();
    else if (!isOpen && !hasForm()) open();
    sayOnPage(said);
    return;
  }
  if (result.firstChild === before && isOpen) return;
  isOwn = own;
  isKept = false;
  remember();
  open();
  sayOnPage('');
  // a large report is laid out in a task of its own
  await pause();
  scrollTo(0, 0);
  result.querySelector<HTMLElement>('#conclusion, #bundle-conclusion')?.focus({ preventScroll: true });
}

/** Leaves the report for a new input. */
export function another(): void {
  const form = document.querySelector<HTMLElement>('paste-box');
  if (form === null) {
    isOwn = false;
    location.assign(document.body.dataset['base'] ?? '/');
    return;
  }
  history.pushState({ view: 'page' } satisfies Place, '', location.pathname + location.search);
  close();
  form.dispatchEvent(new CustomEvent('sotsu:another'));
}

function hasForm(): boolean {
  return document.querySelector('paste-box') !== null;
}

function part(name: 'result' | 'status'): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-report] [data-${name}]`);
  if (found === null) throw new Error('a page without a stage');
  return found;
}

/** An entry of the history for the page, and one for the report. */
function remember(): void {
  if (isReportPlace()) return;
  const line = lineOf(location.hash);
  history.replaceState({ ...(history.state as object | null), view: 'page' } satisfies Place, '');
  history.pushState(
    { view: 'report' } satisfies Place,
    '',
    location.pathname + location.search + (line === null ? '' : location.hash),
  );
}

function placeOf(state: unknown): Place | null {
  return typeof state === 'object' && state !== null && 'view' in state ? (state as Place) : null;
}

/** The present entry of the history showed a report. */
export function isReportPlace(): boolean {
  return placeOf(history.state)?.view === 'report';
}

/** The report that this entry of the history showed is gone. */
export function tellGone(): void {
  const line = lineOf(location.hash);
  history.replaceState({ ...(history.state as object | null), view: 'page' } satisfies Place, '');
  tell(line === null ? PASTE.noReport : PASTE.lineWaits(line));
}

/** Holds a lock while a report is open: until then no newer version of the site takes over (`service-worker.js`). */
function holdVersion(): void {
  // absent where the page came without HTTPS
  if (!('locks' in navigator)) return;
  const closed = new Promise<void>((resolve) => (letGo = resolve));
  void navigator.locks.request('sotsu report', { mode: 'shared' }, () => closed);
}

function open(): void {
  if (!isOpen) holdVersion();
  isOpen = true;
  document.body.classList.add('reporting');
  document.querySelector<HTMLElement>('[data-report]')?.removeAttribute('hidden');
  document.title = titles.report;
}

function close(): void {
  isOpen = false;
  letGo();
  document.body.classList.remove('reporting');
  document.querySelector<HTMLElement>('[data-report]')?.setAttribute('hidden', '');
  document.title = titles.page;
}

/** The title of the page while the report is shown. */
export function setReportTitle(title: string): void {
  titles.report = title;
  if (isOpen) document.title = title;
}

function onPlace({ state }: PopStateEvent): void {
  const place = placeOf(state);
  if (place === null) {
    // a link within the page or the report
    history.replaceState({ ...(state as object | null), view: isOpen ? 'report' : 'page' } satisfies Place, '');
    return;
  }
  if (place.view === 'page') close();
  else if (part('result').hasChildNodes()) open();
  else sayOnPage(PASTE.noReport);
}

function onLeave(event: BeforeUnloadEvent): void {
  if (isOpen && isOwn && !isKept) event.preventDefault();
}

/** From the first report on, the history and what leaves the page matter. */
function start(): void {
  if (isStarted) return;
  isStarted = true;
  titles.page = document.title;
  titles.report = document.title;
  window.addEventListener('popstate', onPlace);
  window.addEventListener('beforeunload', onLeave);
}
