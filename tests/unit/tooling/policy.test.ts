import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { siteHeaders } from '../../../scripts/site-server.mjs';
import { HEADER_POLICY, META_POLICY, SERVICE_WORKER_POLICY } from '../../../src/site/policy.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const headersOf = (path?: string): Record<string, string> =>
  Object.fromEntries(siteHeaders(fileURLToPath(new URL('public/_headers', ROOT)), path)) as Record<string, string>;
const NGINX_HEADER = /^\s*add_header (\S+) (?:"([^"]*)"|(\S+)) always;$/gmu;
const nginxHeaders = (block: string): Record<string, string> =>
  Object.fromEntries(
    [...block.matchAll(NGINX_HEADER)].map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']),
  );

const expected = headersOf();
const ofServiceWorker = { 'Content-Security-Policy': SERVICE_WORKER_POLICY };

test('public/_headers sends the policy of the pages', () => {
  expect(expected['Content-Security-Policy']).toBe(HEADER_POLICY);
  expect(HEADER_POLICY.startsWith(META_POLICY)).toBe(true);
});

test('the policy lets nothing leave the origin', () => {
  expect(META_POLICY).toMatch(/^default-src 'none';/u);
  expect(META_POLICY).toContain("connect-src 'self'");
  expect(HEADER_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/u);
});

test('nginx and Azure Static Web Apps send the same headers', () => {
  const [site = '', own = ''] = read('deploy/nginx.conf').split('location = /sw.js {');
  expect(nginxHeaders(site)).toEqual(expected);
  expect(nginxHeaders(own)).toEqual({ ...expected, ...ofServiceWorker });
  const { globalHeaders, routes } = JSON.parse(read('deploy/staticwebapp.config.json')) as Record<string, unknown>;
  expect(globalHeaders).toEqual(expected);
  expect(routes).toEqual([{ route: '/sw.js', headers: ofServiceWorker }]);
});

test('the service worker may ask its own site and nothing else', () => {
  expect(headersOf('/sw.js')).toEqual(ofServiceWorker);
  expect(SERVICE_WORKER_POLICY).toBe("default-src 'none'; connect-src 'self'");
});
