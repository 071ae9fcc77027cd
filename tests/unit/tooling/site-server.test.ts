import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteServer } from '../../../scripts/site-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const dist = join(folder, 'dist');
const server = siteServer({ dist: makeSite(), base: '/karte' });

function makeSite(): string {
  mkdirSync(join(dist, 'guide'), { recursive: true });
  writeFileSync(join(dist, '_headers'), '/*\n  Content-Security-Policy: default-src: none\n  X-Frame-Options: DENY\n');
  writeFileSync(join(dist, 'index.html'), 'home');
  writeFileSync(join(dist, '404.html'), 'nothing here');
  writeFileSync(join(dist, 'guide/index.html'), 'guide');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  return dist;
}

beforeAll(async () => {
  server.listen(0);
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Got {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks for a path exactly as written: `fetch` would tidy it up first. */
async function get(path: string): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('serves pages under the base path with the headers of _headers', async () => {
  const { status, headers, body } = await get('/karte/guide/?q=1');
  expect([status, body]).toEqual([200, 'guide']);
  expect(headers).toMatchObject({ 'content-security-policy': 'default-src: none', 'x-frame-options': 'DENY' });
});

test('a folder without its slash is sent on', async () => {
  const { status, headers } = await get('/karte/guide?q=1');
  expect([status, headers['location']]).toEqual([301, '/karte/guide/?q=1']);
});

test.each(['/', '/guide/', '/karte/none/', '/karte/%', '/karte/%00', '/karte/..%2f..%2fsecret.txt', '/kartex/'])(
  '%s answers 404 with the policy',
  async (path) => {
    const { status, headers, body } = await get(path);
    expect([status, body]).toEqual([404, 'nothing here']);
    expect(headers['x-frame-options']).toBe('DENY');
  },
);
