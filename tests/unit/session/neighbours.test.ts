import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { diagnose } from '../../support/analyzer.ts';
import { BLOCKS, shownIn } from '../../support/blocks.ts';

const FIRST = 'contosostor01.blob.core.windows.net';
const SECOND = 'pod01-manag1.jpe.backup.windowsazure.com';

/** What a report says of a host. */
function told({ endpoints }: LogReport, host: string): readonly unknown[] {
  const found = endpoints.filter((endpoint) => endpoint.host === host);
  return found.map(({ port, dns, tcp, tls, https, verdict }) => [
    port,
    dns.status,
    dns.private,
    tcp.status,
    tls.status,
    https.status,
    https.cause,
    verdict,
  ]);
}
const gains = (endpoints: readonly unknown[]): boolean => JSON.stringify(endpoints).includes('"reachable"');
/** The prompt behind the last command: what it printed is whole. */
const END = '[root@vm01 ~]# \n';

const alone = new Map(BLOCKS.map((block) => [block, told(diagnose(shownIn(block, FIRST) + END), FIRST)]));
const aloneSecond = new Map(BLOCKS.map((block) => [block, told(diagnose(shownIn(block, SECOND) + END), SECOND)]));

test('there are at least 60, of at least 12 tools', () => {
  expect(BLOCKS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(BLOCKS.map(({ tool }) => tool)).size).toBeGreaterThanOrEqual(12);
});

test.each(BLOCKS)('$tool: $what', (block) => {
  expect(alone.get(block)?.map((one) => (one as unknown[]).at(-1))).toEqual(
    block.verdict === null ? [] : [block.verdict],
  );
});

describe('each says what it says alone, whatever stands before or behind it', () => {
  test.each(BLOCKS)('$tool: $what', (first) => {
    for (const second of BLOCKS) {
      const report = diagnose(shownIn(first, FIRST) + shownIn(second, SECOND) + END);
      const name = `${first.tool} ${first.what}, then ${second.tool} ${second.what}`;
      const both = [told(report, FIRST), told(report, SECOND)];
      const single = [alone.get(first), aloneSecond.get(second)];
      // behind a proxy a direct connection says less, never more
      if (first.proxied === true || second.proxied === true)
        expect([name, both.map(gains)]).toEqual([name, both.map((one, at) => gains(one) && gains(single[at] ?? []))]);
      else expect([name, both]).toEqual([name, single]);
      const others = report.endpoints.filter(({ host }) => host !== FIRST && host !== SECOND);
      expect(others).toEqual([]);
    }
  });
});

/** A text cut behind each line, and within it. */
function* cutsOf(text: string): Generator<string> {
  for (let end = text.indexOf('\n'), start = 0; end >= 0; start = end + 1, end = text.indexOf('\n', start))
    for (const at of new Set([start, Math.floor((start + end) / 2), end - 1, end, end + 1])) yield text.slice(0, at);
}

describe('cut anywhere, it shows nothing reachable that the whole does not', () => {
  const before = BLOCKS.find(({ what }) => what === 'nothing');

  test.each(BLOCKS)('$tool: $what', (block) => {
    expect.assert(before !== undefined);
    const text = shownIn(before, FIRST) + shownIn(block, SECOND) + END;
    const whole = diagnose(text).endpoints.filter(({ verdict }) => verdict === 'reachable');
    const expected = whole.map(({ host }) => host);
    for (const cut of cutsOf(text)) {
      const shown = diagnose(cut).endpoints.filter(({ verdict }) => verdict === 'reachable');
      expect(
        shown.map(({ host }) => host).filter((host) => !expected.includes(host)),
        cut,
      ).toEqual([]);
    }
  });
});
