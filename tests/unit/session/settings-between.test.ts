import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { diagnose } from '../../support/analyzer.ts';
import { BLOCKS, shownIn } from '../../support/blocks.ts';

const FIRST = 'contosostor01.blob.core.windows.net';
const SECOND = 'pod01-manag1.jpe.backup.windowsazure.com';
const END = '[root@vm01 ~]# \n';

const isSettings = ({ what }: (typeof BLOCKS)[number]) => what.startsWith('settings: ');
const settings = BLOCKS.filter(isSettings);
const probes = BLOCKS.filter((block) => !isSettings(block) && block.proxied !== true);
const some = probes.filter((_, at) => at % 10 === 0);

/** What each run took of the lines, and what it says; what is said of the destinations. */
const told = ({ probes: runs, endpoints }: LogReport) => [
  runs.map(({ tool, host, status, cause, lines: [first, last] }) => [tool, host, status, cause, last - first]),
  endpoints.map(({ host, port, verdict, dns, tcp, https }) => [
    host,
    port,
    verdict,
    dns.status,
    tcp.status,
    https.status,
  ]),
];

describe.each(settings)('$what, between two runs', (block) => {
  test.each(some)('behind $tool: $what', (first) => {
    const second = probes[(probes.indexOf(first) + 7) % probes.length];
    expect.assert(second !== undefined);
    const before = shownIn(first, FIRST);
    const behind = shownIn(second, SECOND);
    const between = diagnose(before + shownIn(block, FIRST) + behind + END);
    expect(told(between)).toEqual(told(diagnose(before + behind + END)));
    expect(between.unread).toEqual([]);
  });
});
