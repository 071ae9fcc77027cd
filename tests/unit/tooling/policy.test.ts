import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HEADER_POLICY, META_POLICY } from '../../../src/site/policy.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

function publicHeaders(): Record<string, string> {
  const [path, ...lines] = read('public/_headers').trimEnd().split('\n');
  expect(path).toBe('/*');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

const expected = publicHeaders();

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
  const nginx = Object.fromEntries(
    [...read('deploy/nginx.conf').matchAll(/^\s*add_header (\S+) (?:"([^"]*)"|(\S+)) always;$/gmu)].map(
      ([, name, quoted, bare]) => [name, quoted ?? bare],
    ),
  );
  expect(nginx).toEqual(expected);
  const { globalHeaders } = JSON.parse(read('deploy/staticwebapp.config.json')) as { globalHeaders: unknown };
  expect(globalHeaders).toEqual(expected);
});
