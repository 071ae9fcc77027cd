// What a replaced service worker could try; `stage` stands in a line before this one.
/* global stage */
const at = (name) => `${stage.other}/${name}`;
let imported = false;
try {
  // refused later on in any case
  importScripts(at('service-worker%20import'));
  imported = true;
} catch {
  // held
}

const ACTS = {
  'service-worker fetch': () => fetch(at('service-worker%20fetch'), { mode: 'no-cors' }),
  'service-worker websocket': () => void new WebSocket(at('service-worker%20websocket').replace('http', 'ws')),
  'service-worker import': () => imported,
  'service-worker eval': () => (0, eval)('true'),
};

addEventListener('message', (event) => {
  event.waitUntil(act(event.source));
});

async function act(source) {
  const outcomes = {};
  for (const [name, run] of Object.entries(ACTS)) {
    // what throws was refused
    outcomes[name] = await Promise.resolve()
      .then(run)
      .then((effect) => effect === true)
      .catch(() => false);
  }
  source.postMessage(outcomes);
}
