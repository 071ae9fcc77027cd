import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { LogProbe } from '../../src/model/probe.ts';
import type { LogReport } from '../../src/model/report.ts';
import { decode } from '../../src/text/decode.ts';
import { TOOLS } from '../../src/tools/index.ts';
import { analyzer, diagnose } from '../support/analyzer.ts';
import { allLogs } from '../support/corpus.ts';

/**
 * Law 1: nothing is reachable without its own proof. Lines are cut, removed, repeated or replaced by noise: no endpoint
 * becomes reachable that was not. The exception: what is left is, line for line, the log of a command that succeeded.
 */

const NOISE = ['xyzzy', '  foo: bar', 'お世話になっております。', '-- 8< --', '1 2 3', ''];

interface Edit {
  readonly how: 'remove' | 'repeat' | 'noise';
  /** Where it begins and how long it is, as shares of 10,000. */
  readonly at: number;
  readonly length: number;
  /** Every which line of it. */
  readonly step: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom('remove', 'repeat', 'noise'),
  at: fc.nat(9_999),
  length: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 })),
  step: fc.integer({ min: 1, max: 4 }),
});
const edits = fc.array(edit, { minLength: 1, maxLength: 4 });

/** Applies edits to the lines that may be touched. */
function edited(lines: readonly string[], changes: readonly Edit[], mayTouch: (index: number) => boolean): string[] {
  const free = lines.map((_, index) => index).filter(mayTouch);
  const done = new Map<number, Edit['how']>();
  for (const { how, at, length, step } of changes) {
    const from = Math.floor((at / 10_000) * free.length);
    for (let i = from; i < Math.min(free.length, from + length); i += step) done.set(free[i] ?? 0, how);
  }
  return lines.flatMap((line, index) => {
    const how = done.get(index);
    if (how === 'remove') return [];
    if (how === 'repeat') return [line, line];
    return [how === 'noise' ? (NOISE[index % NOISE.length] ?? '') : line];
  });
}

const name = ({ host, port }: Endpoint): string => `${host}:${port}`;

function reachable(report: LogReport): Endpoint[] {
  return report.endpoints.filter(({ host, verdict }) => host !== '' && verdict === 'reachable');
}

/** Tools whose answer decides; a connection alone counts only for what is not asked for an answer. */
const REQUESTS: ReadonlySet<string> = new Set(
  TOOLS.filter(({ proves }) => proves.includes('http')).map(({ id }) => id),
);

/**
 * What is left is the log of a command that succeeded: the run that decides is an answer, or the only way to test that
 * port, and no line of it tells of a failure.
 */
function isWholeSuccess(report: LogReport, endpoint: Endpoint): boolean {
  const decides = report.probes.find(({ id }) => id === endpoint.decidedBy);
  if (decides === undefined || decides.status !== 'reachable') return false;
  if (!REQUESTS.has(decides.tool) && endpoint.port === 443 && report.script && !isConnectOnly(endpoint)) return false;
  return !report.annotations.some(
    ({ kind, probe, verdict }) =>
      kind === 'message' && probe === decides.id && (verdict === 'unreachable' || verdict === 'not_run'),
  );
}

/** The script of Linux only connects to it. */
function isConnectOnly({ host }: Endpoint): boolean {
  return host === 'download.microsoft.com';
}

let exceptions = 0;
/** More runs for a longer search: `LAW1=20 npx vitest run tests/unit/law1.test.ts`. */
const TIMES = Number(process.env['LAW1'] ?? 1);

function gained(before: LogReport, after: LogReport, only?: string): string[] {
  const had = new Set(reachable(before).map(name));
  const more = reachable(after).filter(
    (endpoint) => !had.has(name(endpoint)) && (only === undefined || name(endpoint) === only),
  );
  const lies = more.filter((endpoint) => !isWholeSuccess(after, endpoint));
  exceptions += more.length - lies.length;
  return lies.map(name);
}

describe('a check log with lines cut, removed, repeated or replaced by noise', () => {
  test.each(allLogs)('$name', ({ bytes }) => {
    const lines = decode(bytes).text.split(/\r\n|\n|\r/u);
    const before = diagnose(lines.join('\n'));
    fc.assert(
      fc.property(edits, fc.option(fc.nat(9_999)), (changes, cut) => {
        const changed = edited(lines, changes, () => true);
        const end = cut === null ? changed.length : Math.ceil((cut / 10_000) * changed.length);
        expect(gained(before, diagnose(changed.slice(0, end).join('\n')))).toEqual([]);
      }),
      { numRuns: 40 * TIMES },
    );
  });
});

const pastes = ['pastes-linux', 'pastes-windows', 'not-reachable'].flatMap((folder) => {
  const root = new URL(`../corpus/${folder}/`, import.meta.url);
  return readdirSync(root)
    .filter((file) => /\.(?:txt|log)$/u.test(file))
    .map((file) => ({ name: file, bytes: readFileSync(new URL(file, root)) }));
});

/** Lines of the probes of an endpoint, counted from 0. */
function linesOf(probes: readonly LogProbe[], { host, port }: Endpoint): Set<number> {
  const own = new Set<number>();
  for (const probe of probes) {
    if (probe.host !== host || (probe.port !== null && probe.port !== port)) continue;
    for (let line = probe.lines[0] - 1; line < probe.lines[1]; line += 1) own.add(line);
  }
  return own;
}

/** Proofs of another host, as nc, Ncat, Test-NetConnection and curl -v write them. */
const PROOFS = [
  'Connection to other.blob.core.windows.net (20.9.9.9) 443 port [tcp/https] succeeded!',
  'ComputerName     : other.blob.core.windows.net\nRemoteAddress    : 20.9.9.9\nRemotePort       : 443\nTcpTestSucceeded : True',
  'Result of tnc - 443 / from 10.2.0.23 /To URL  other.blob.core.windows.net IPaddress 20.9.9.9 / TcpTestSucceeded: True ',
  '* Connected to other.blob.core.windows.net (20.9.9.9) port 443 (#0)\n> HEAD / HTTP/1.1\n> Host: other.blob.core.windows.net\n> \n< HTTP/1.1 404 Not Found\n< Server: Microsoft-HTTPAPI/2.0\n< ',
];

describe('a paste with lines of other runs cut, removed, repeated or replaced by noise', () => {
  test.each(pastes)('$name', ({ bytes }) => {
    const lines = decode(bytes).text.split(/\r\n|\n|\r/u);
    const before = diagnose(lines.join('\n'));
    for (const endpoint of before.endpoints.filter(({ verdict, host }) => verdict !== 'reachable' && host !== '')) {
      const own = linesOf(before.probes, endpoint);
      fc.assert(
        fc.property(edits, (changes) => {
          const after = diagnose(edited(lines, changes, (index) => !own.has(index)).join('\n'));
          expect(gained(before, after, name(endpoint))).toEqual([]);
        }),
        { numRuns: 12 * TIMES },
      );
    }
  });
});

describe('a proof that names another host', () => {
  const texts = [...allLogs, ...pastes].map(({ name: file, bytes }) => ({ file, text: decode(bytes).text }));
  test.each(texts)('$file', ({ text }) => {
    const lines = text.split(/\r\n|\n|\r/u);
    const { endpoints } = diagnose(lines.join('\n'));
    const open = new Set(endpoints.filter(({ verdict }) => verdict !== 'reachable').map(name));
    fc.assert(
      fc.property(fc.nat(lines.length), fc.constantFrom(...PROOFS), (at, proof) => {
        const after = analyzer.analyzeText('x', [...lines.slice(0, at), proof, ...lines.slice(at)].join('\n')).report;
        expect(reachable(after).filter((endpoint) => open.has(name(endpoint)))).toEqual([]);
      }),
      { numRuns: 8 * TIMES },
    );
  });
});

afterAll(() => {
  console.log(`edits that leave the log of a command that succeeded: ${exceptions}`);
});
