import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { siteHeaders, siteServer } from '../../../scripts/site-server.mjs';
import { SCRIPT_POLICY } from '../../../src/site/policy.ts';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const PLANTED = readFileSync(new URL('planted.js', import.meta.url), 'utf8');
const PLANTED_SERVICE_WORKER = readFileSync(new URL('planted-service-worker.js', import.meta.url), 'utf8');
/** A page of the site; every page has the same head. */
const PAGE = '/privacy/';
const META = /<meta (?:http-equiv="Content-Security-Policy"|name="referrer")[^>]*>/gu;
const POLICY_HEADERS = /^(?:content-security-policy|x-|referrer-policy|permissions-policy|cross-origin-)/u;

export interface Policy {
  /** Whether the site sends this header of `_headers`, its name in small letters. */
  readonly sends: (name: string) => boolean;
  /** Whether its pages carry the policy themselves. */
  readonly meta: boolean;
}

/** As the preview server and the hosts with headers send it. */
export const WHOLE: Policy = { sends: () => true, meta: true };
/** As on a host that sends no headers. */
export const META_ONLY: Policy = { sends: () => false, meta: true };
/** What the others are measured against. */
export const NONE: Policy = { sends: () => false, meta: false };
/** One header and nothing else. */
export function only(header: string): Policy {
  return { sends: (name) => name === header, meta: false };
}

/** The built site with a planted first script, and another origin that notes what arrives. */
export interface Stage {
  readonly page: string;
  readonly other: string;
  /** What arrived at the other origin or was told to the site: paths, decoded, without the first slash. */
  readonly hits: ReadonlySet<string>;
  close(): void;
}

/** Pages of the other origin by path: what each does with the site. */
const OTHER_PAGES: Readonly<Record<string, (site: string) => string>> = {
  embed: (site) => `<!doctype html><iframe src="${site}${PAGE}"></iframe>`,
  open: (site) => `<!doctype html><a href="${site}${PAGE}" target="_blank" rel="opener">open</a>`,
  take: (site) => `<!doctype html><script>var taken = new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = '${site}/favicon.svg';
  });</script>`,
};

export async function openStage(policy: Policy): Promise<Stage> {
  const hits = new Set<string>();
  const stun = createSocket('udp4', () => hits.add('webrtc')).bind(0, '127.0.0.1');
  const other = createServer((request, response) => {
    const path = pathOf(request);
    hits.add(path);
    response.setHeader('access-control-allow-origin', '*');
    const html = OTHER_PAGES[path]?.(originOf(site));
    if (html !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html ?? `referrer: ${request.headers.referer ?? 'none'}`);
  }).on('upgrade', (request: IncomingMessage, socket) => {
    hits.add(pathOf(request));
    socket.destroy();
  });
  const site = createServer((request, response) => {
    filterHeaders(response, policy);
    const path = pathOf(request);
    if (path.startsWith('told/')) hits.add(path);
    serve(request, response);
  });
  await Promise.all([once(stun, 'listening'), ...[other, site].map(listen)]);
  const serve = siteWith(policy, {
    other: originOf(other),
    policy: SCRIPT_POLICY,
    stun: addressOf(stun),
    patience: policy.meta ? 3000 : 60,
  });
  return {
    page: originOf(site) + PAGE,
    other: originOf(other),
    hits,
    close() {
      stun.close();
      for (const server of [other, site]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** The built site, its first script replaced. */
function siteWith(policy: Policy, stage: object): RequestListener {
  const built = siteServer({ dist: DIST });
  const own: Readonly<Record<string, readonly [type: string, body: () => string]>> = {
    '/theme.js': ['text/javascript', () => `const stage = ${JSON.stringify(stage)};\n${PLANTED}`],
    '/sw.js': ['text/javascript', () => `const stage = ${JSON.stringify(stage)};\n${PLANTED_SERVICE_WORKER}`],
    '/worker.js': ['text/javascript', () => 'globalThis.postMessage?.("started")'],
    ...(policy.meta
      ? {}
      : { [PAGE]: ['text/html', () => readFileSync(`${DIST}${PAGE}index.html`, 'utf8').replaceAll(META, '')] }),
  };
  return (request, response) => {
    const found = own[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (found === undefined) {
      built.emit('request', request, response);
      return;
    }
    const [type, body] = found;
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    for (const [name = '', value = ''] of [...siteHeaders(`${DIST}_headers`), ...siteHeaders(`${DIST}_headers`, path)])
      response.setHeader(name, value);
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(body());
  };
}

function filterHeaders(response: ServerResponse, { sends }: Policy): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const small = name.toLowerCase();
    return POLICY_HEADERS.test(small) && !sends(small) ? response : set(name, value);
  };
}

function pathOf(request: IncomingMessage): string {
  return decodeURIComponent((request.url ?? '/').slice(1));
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function addressOf(server: Server | Socket): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function originOf(server: Server): string {
  return `http://${addressOf(server)}`;
}
