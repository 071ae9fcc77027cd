import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
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
  symlinkSync('guide/index.html', join(dist, 'inside.html'));
  symlinkSync('../secret.txt', join(dist, 'outside.txt'));
  symlinkSync('..', join(dist, 'parent'));
  symlinkSync('loop', join(dist, 'loop'));
  return dist;
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
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
async function get(path: string, method = 'GET'): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
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

test.each([
  '/',
  '/guide/',
  '/karte/none/',
  '/karte/%',
  '/karte/%00',
  '/karte/..%2f..%2fsecret.txt',
  '/karte/../../secret.txt',
  '/kartex/',
  '/karte/index.html/',
  '/karte//guide',
  '/karte/.//guide',
  '/karte/\\guide',
  '*',
  `/karte/${'a'.repeat(256)}`,
  `/karte/${'a'.repeat(10_000)}/${'a/'.repeat(1000)}`,
  `/karte/${'%F0%9F%98%80'.repeat(100)}`,
])('%s answers 404 with the policy', async (path) => {
  const { status, headers, body } = await get(path);
  expect([status, body]).toEqual([404, 'nothing here']);
  expect(headers['x-frame-options']).toBe('DENY');
});

test('a symbolic link inside the folder is followed, one that leaves it is not there', async () => {
  expect(await get('/karte/inside.html')).toMatchObject({ status: 200, body: 'guide' });
  for (const path of ['outside.txt', 'parent/secret.txt', 'parent/', 'loop', 'loop/'])
    expect(await get(`/karte/${path}`), path).toMatchObject({ status: 404, body: 'nothing here' });
});

test('HEAD has the headers of GET and no body', async () => {
  const { status, headers, body } = await get('/karte/guide/', 'HEAD');
  expect([status, body]).toEqual([200, '']);
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('%s is not allowed', async (method) => {
  const { status, headers, body } = await get('/karte/guide/', method);
  expect([status, headers['allow'], body]).toEqual([405, 'GET, HEAD', '']);
  expect(headers['x-frame-options']).toBe('DENY');
});

test.each(['GET\r\n\r\n', 'GET / HTTP/9\r\n\r\n', 'GET /\0 HTTP/1.1\r\n\r\n', '\x16\x03\x01\0\xa5\x01\r\n\r\n'])(
  'what is no request answers 400 and the server stays: %j',
  async (bytes) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(bytes, 'latin1');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 400 /u);
    expect((await get('/karte/guide/')).status).toBe(200);
  },
);
