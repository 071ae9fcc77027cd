import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { launch, type Browser as Firefox } from 'puppeteer-core';
import { firefox } from '../../scripts/browser.mjs';
import { siteHeaders } from '../../scripts/site-server.mjs';
import { HEADER_POLICY } from '../../src/site/policy.ts';
import { META_ONLY, NONE, only, openStage, WHOLE, type Policy, type Stage } from './policy/stage.ts';

test.use({ serviceWorkers: 'allow' });

/** What Playwright's and Puppeteer's pages have in common. */
interface Tab {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  click(selector: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What a planted act did: whether it took effect, and which directives it violated. */
interface Outcome {
  readonly effect: boolean;
  readonly violated: readonly string[];
}

/** For each directive the acts that it holds, with the directive that the browser names in the violation. */
const HELD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'default-src': { frame: 'frame-src', object: 'object-src', media: 'media-src', font: 'font-src' },
  'script-src': {
    script: 'script-src-elem',
    module: 'script-src-elem',
    'inline-script': 'script-src-elem',
    'event-attribute': 'script-src-attr',
    eval: 'script-src',
    'worker import': 'script-src-elem',
    'worker eval': 'script-src',
  },
  'style-src': { stylesheet: 'style-src-elem', 'inline-style': 'style-src-elem', 'style-attribute': 'style-src-attr' },
  'img-src': { image: 'img-src' },
  'connect-src': {
    fetch: 'connect-src',
    xhr: 'connect-src',
    websocket: 'connect-src',
    eventsource: 'connect-src',
    beacon: 'connect-src',
    'worker fetch': 'connect-src',
  },
  'worker-src': { worker: 'worker-src' },
  'base-uri': { base: 'base-uri' },
  'form-action': { form: 'form-action' },
  'require-trusted-types-for': {
    markup: 'require-trusted-types-for',
    'worker-string': 'require-trusted-types-for',
    'worker eval-string': 'require-trusted-types-for',
  },
  'trusted-types': { 'other-policy': 'trusted-types' },
};
const EXPECTED = JSON.stringify(Object.assign({}, ...Object.values(HELD)));
const OF_TRUSTED_TYPES = ['require-trusted-types-for', 'trusted-types'];

/** Servers and browser are on one machine: look often. */
const SOON = { intervals: [50] };

/** What no directive holds, as SECURITY.md says. */
const LEAKS = ['navigation', 'window', 'download', 'webrtc', 'own-origin'];

/** Headers that hold something by themselves; `frame-ancestors` is a directive that counts only in a header. */
const HEADERS: Readonly<Record<string, (tab: Tab, stage: Stage) => Promise<'held' | 'free'>>> = {
  'frame-ancestors': framed,
  'X-Frame-Options': framed,
  'X-Content-Type-Options': async (tab, { page }) => {
    await tab.goto(page);
    return (await tab.evaluate('planted.text()')) === true ? 'free' : 'held';
  },
  'Referrer-Policy': async (tab, { page }) => {
    await tab.goto(page);
    await tab.evaluate("planted.leak('navigation')");
    const seen = (): Promise<unknown> => tab.evaluate('document.body.textContent').catch(() => null);
    await expect.poll(seen, SOON).toMatch(/^referrer: /u);
    return (await seen()) === 'referrer: none' ? 'held' : 'free';
  },
  'Cross-Origin-Opener-Policy': async (tab, { other, hits }) => {
    await tab.goto(`${other}/open`);
    await tab.click('a');
    const told = (): string[] => [...hits].filter((hit) => hit.startsWith('told/'));
    await expect.poll(told, SOON).toHaveLength(1);
    return told()[0] === 'told/alone' ? 'held' : 'free';
  },
  'Cross-Origin-Resource-Policy': async (tab, { other }) => {
    await tab.goto(`${other}/take`);
    return (await tab.evaluate('taken')) === true ? 'free' : 'held';
  },
};

/** Without a right to frame it the site's first script does not run in the frame. */
async function framed(tab: Tab, { other, hits }: Stage): Promise<'held' | 'free'> {
  await tab.goto(`${other}/embed`);
  return (await within(1000, () => hits.has('told/framed'))) ? 'free' : 'held';
}

/** Whether something becomes true in some milliseconds. */
async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!isTrue() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return isTrue();
}

async function withStage<T>(policy: Policy, use: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(policy);
  try {
    return await use(stage);
  } finally {
    stage.close();
  }
}

async function actsUnder(policy: Policy, open: () => Promise<Tab>): Promise<Readonly<Record<string, Outcome>>> {
  return withStage(policy, async ({ page, hits }) => {
    const tab = await open();
    await tab.goto(page);
    const inPage = (await tab.evaluate(`planted.page(${EXPECTED})`)) as Record<string, Outcome>;
    const inWorker = (await tab.evaluate(`planted.worker(${EXPECTED})`)) as Record<string, Outcome>;
    const seen = Object.entries({ ...inPage, ...inWorker });
    // what was asked last may still be on its way
    await within(policy.meta ? 300 : 5000, () => seen.every(([act, { effect }]) => effect || hits.has(act)));
    await tab.close();
    return Object.fromEntries(
      seen.map(([act, { effect, violated }]) => [act, { effect: effect || hits.has(act), violated }]),
    );
  });
}

/** The tests of one browser; `open` gives a new tab of it, `silent` are acts that it refuses without telling what they violate. */
function policyTests(open: () => Promise<Tab>, silent: ReadonlySet<string> = new Set()): void {
  const outcomes = new Map<Policy, Promise<Readonly<Record<string, Outcome>>>>();
  const acts = (policy: Policy): Promise<Readonly<Record<string, Outcome>>> => {
    const known = outcomes.get(policy) ?? actsUnder(policy, open);
    outcomes.set(policy, known);
    return known;
  };
  const knowsTrustedTypes = (): Promise<boolean> =>
    withStage(NONE, async ({ page }) => {
      const tab = await open();
      await tab.goto(page);
      const knows = await tab.evaluate('planted.hasTrustedTypes');
      await tab.close();
      return knows === true;
    });

  for (const [directive, held] of Object.entries(HELD)) {
    test(`${directive} holds, with headers and without`, async () => {
      if (OF_TRUSTED_TYPES.includes(directive))
        test.skip(!(await knowsTrustedTypes()), 'this browser does not know Trusted Types');
      for (const [act, violated] of Object.entries(held)) {
        // a control: without the policy the act takes effect
        expect((await acts(NONE))[act], act).toEqual({ effect: true, violated: [] });
        for (const policy of [WHOLE, META_ONLY])
          expect((await acts(policy))[act], act).toMatchObject({
            effect: false,
            violated: expect.arrayContaining(silent.has(act) ? [] : [violated]) as unknown,
          });
      }
    });
  }

  for (const [header, act] of Object.entries(HEADERS)) {
    test(`${header} holds by itself`, async () => {
      const sent = header === 'frame-ancestors' ? 'content-security-policy' : header.toLowerCase();
      for (const [policy, expected] of [
        [NONE, 'free'],
        [only(sent), 'held'],
      ] as const) {
        await withStage(policy, async (stage) => {
          const tab = await open();
          expect(await act(tab, stage)).toBe(expected);
          await tab.close();
        });
      }
    });
  }

  test('the service worker has a policy of its own, where the host sends headers', async () => {
    const effects = async (policy: Policy): Promise<string[]> =>
      withStage(policy, async ({ page, hits }) => {
        const tab = await open();
        await tab.goto(page);
        const outcomes = (await tab.evaluate('planted.serviceWorker()')) as Record<string, boolean>;
        // what was asked last may still be on its way
        await within(policy === WHOLE ? 300 : 3000, () => hits.has('service-worker websocket'));
        await tab.close();
        return Object.keys(outcomes).filter((act) => outcomes[act] === true || hits.has(act));
      });
    const all = ['fetch', 'websocket', 'import', 'eval'].map((act) => `service-worker ${act}`);
    expect(await effects(NONE)).toEqual(all);
    expect(await effects(WHOLE)).toEqual([]);
    // as the page about logs says
    expect(await effects(META_ONLY)).toEqual(all);
  });

  test('what no directive holds is what SECURITY.md says', async () => {
    await withStage(WHOLE, async ({ page, hits }) => {
      for (const leak of LEAKS) {
        const tab = await open();
        await tab.goto(page);
        await tab.evaluate(`planted.leak('${leak}')`);
        await expect.poll(() => [...hits].some((hit) => hit.includes(leak)), { ...SOON, message: leak }).toBe(true);
        await tab.close();
      }
    });
  });
}

test('each directive and each header has a test', () => {
  const directives = HEADER_POLICY.split('; ').map((directive) => directive.split(' ')[0]);
  expect([...Object.keys(HELD), 'frame-ancestors'].sort()).toEqual(directives.sort());
  const sent = siteHeaders(fileURLToPath(new URL('../../public/_headers', import.meta.url)));
  expect([...Object.keys(HEADERS), 'Content-Security-Policy', 'Permissions-Policy'].sort()).toEqual(
    ['frame-ancestors', ...sent.map(([name]) => name)].sort(),
  );
});

test.describe('Chromium', () => {
  test.describe.configure({ mode: 'default' });
  let open: () => Promise<Tab>;
  test.beforeEach(({ browser }) => {
    open = () => browser.newPage();
  });
  policyTests(() => open());

  test('Permissions-Policy holds by itself', async ({ browser }) => {
    const header = /^ {2}Permissions-Policy: (.+)$/mu.exec(
      readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8'),
    )?.[1];
    const denied = (header ?? '').split(', ').map((rule) => rule.replace('=()', ''));
    expect(denied.length).toBeGreaterThan(20);
    const allowed = (policy: Policy): Promise<unknown> =>
      withStage(policy, async ({ page }) => {
        const tab = await browser.newPage();
        await tab.goto(page);
        const features = await tab.evaluate('planted.features()');
        await tab.close();
        return features;
      });
    const free = await allowed(NONE);
    const held = await allowed(only('permissions-policy'));
    // a name that Chromium does not know would be a line in the reader's console
    expect(free).toEqual(expect.arrayContaining(denied));
    expect(denied.filter((name) => (held as string[]).includes(name))).toEqual([]);
  });
});

const FIREFOX = firefox();
/** Its WebRTC leaves out the loopback, where the stage is. */
const FIREFOX_PREFERENCES = { 'media.peerconnection.ice.loopback': true };

test.describe('Firefox', () => {
  test.describe.configure({ mode: 'default' });
  test.skip(FIREFOX === null, 'no Firefox: install firefox-esr, or name one in FIREFOX_PATH');
  let browser: Firefox | null = null;
  const open = async (): Promise<Tab> => {
    browser ??= await launch({
      browser: 'firefox',
      executablePath: FIREFOX ?? '',
      extraPrefsFirefox: FIREFOX_PREFERENCES,
    });
    return browser.newPage();
  };
  test.afterAll(async () => {
    await browser?.close();
  });
  // Firefox 140 refuses importScripts without an event
  policyTests(open, new Set(['worker import']));

  test('the site diagnoses and searches without a violation', async ({ baseURL }) => {
    const tab = (await open()) as Awaited<ReturnType<Firefox['newPage']>>;
    const problems: string[] = [];
    tab.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) problems.push(message.text());
    });
    tab.on('pageerror', (error) => problems.push(String(error)));
    await tab.goto(`${baseURL ?? ''}/`);
    await tab.click('[data-sample="all-reachable"]');
    await tab.waitForSelector('#conclusion');
    await tab.goto(`${baseURL ?? ''}/search/?q=tcpdump`);
    // a chapter: found by Pagefind, which needs WebAssembly
    await tab.waitForSelector('.search-option[href*="#"]');
    expect(problems).toEqual([]);
  });
});
