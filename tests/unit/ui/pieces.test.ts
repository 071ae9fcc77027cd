import { expect, test } from 'vitest';
import { Joining, parcelOf } from '../../../src/ui/worker/pieces.ts';
import { diagnose } from '../../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => `$ nc -vz h${at}.${HOST} 443\nNcat: Connection timed out.\n`).join('');
const SCRIPT = '##TRY!! nc -vz a.blob.core.windows.net 443 ##\nNcat: Connection timed out.\n';

function entries(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, own) => sum + entries(own), 0);
}

function sent<T>(result: T): { readonly joined: T; readonly messages: number; readonly largest: number } {
  const { head, batches } = parcelOf(result);
  const joining = new Joining();
  for (const pieces of batches) joining.add(structuredClone(pieces));
  const largest = Math.max(entries(head), ...batches.map(entries));
  return { joined: joining.join(structuredClone(head)), messages: batches.length, largest };
}

test.each([
  ['small', many(3)],
  ['nothing', ''],
  ['long', many(5000)],
  ['several logs', `## DATE: x ##\n${SCRIPT}`.repeat(3)],
  ['very many logs', `## DATE: x ##\n${SCRIPT}`.repeat(300)],
])('a report that travels in pieces arrives whole: %s', (_, text) => {
  const report = diagnose(text);
  const whole = structuredClone(report);
  expect(sent(report).joined).toEqual(whole);
});

test('no message holds much, whatever the report holds', () => {
  const { messages, largest } = sent(diagnose(many(5000)));
  expect(messages).toBeGreaterThan(5);
  expect(largest).toBeLessThan(200_000);
});

test('lists within lists: one entry that is too much for a message is taken apart', () => {
  const result = {
    a: [{ b: Array.from({ length: 10_000 }, (_, at) => at) }],
    c: Array.from({ length: 30 }, () => [1, 2]),
  };
  const { joined, largest } = sent(result);
  expect(joined).toEqual({
    a: [{ b: Array.from({ length: 10_000 }, (_, at) => at) }],
    c: Array.from({ length: 30 }, () => [1, 2]),
  });
  expect(largest).toBeLessThanOrEqual(2100);
});

test('what is no plain object travels as it is', () => {
  const map = new Map([[1, new Uint8Array(3)]]);
  expect(sent({ map }).joined.map).toEqual(map);
});

test('a long text travels in parts, wherever it stands', () => {
  const text = 'あいう\n'.repeat(500_000);
  const result = { kind: 'analyzed', text, texts: [text, 'short'] };
  const { joined, messages, largest } = sent(result);
  expect(joined).toEqual({ kind: 'analyzed', text, texts: [text, 'short'] });
  expect(messages).toBe(8);
  expect(largest).toBeLessThan(20);
});
