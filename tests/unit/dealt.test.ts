import { readdirSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze/evidence.ts';
import { Analyzer } from '../../src/analyze/log.ts';
import { batchesOf } from '../../src/analyze/deal.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { CONTENT, loadFormats } from '../../src/knowledge/load-files.ts';
import { LOGS } from '../../src/limits.ts';
import type { LogReport } from '../../src/model/report.ts';
import { toJson } from '../../src/report/json.ts';
import { reportToText } from '../../src/report/text.ts';
import { splitLogs, startMarks } from '../../src/session/split.ts';
import { decode } from '../../src/text/decode.ts';
import { captureKnowledge, knowledge } from '../support/analyzer.ts';
import { evidence } from '../support/bundles.ts';
import { allLogs, realDnsLogs } from '../support/corpus.ts';
import { crewOf, SMALL, type Fate } from '../support/crews.ts';

const NOW = Date.UTC(2026, 10, 30);
const [START = ''] = loadFormats().flatMap(({ startMarks: own }) => own);
const alone = new Analyzer(knowledge);
const helping = new Analyzer(knowledge);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The corpus, its pastes, the samples of all formats, the examples of all pages, and logs folded in others: each a log of one source. */
const corpus = [...allLogs, ...realDnsLogs].map(({ bytes }) => decode(bytes).text);
const pastes = ['linux', 'windows'].flatMap((system) => {
  const folder = new URL(`../corpus/pastes-${system}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => /\.(?:txt|log)$/u.test(name))
    .map((name) => decode(readFileSync(new URL(name, folder))).text);
});
const samples = loadFormats().flatMap(({ sample, samples: more = [] }) => [sample, ...more].map(({ log }) => log));
const folded = corpus.slice(0, 4).map((text) =>
  text
    .split(/\r\n|\r|\n/u)
    .map((line) => JSON.stringify({ time: '2026-11-20', log: `${line}\n` }))
    .join('\n'),
);
const examples = readdirSync(new URL('examples/', CONTENT))
  .filter((name) => name.endsWith('.log'))
  .map((name) => readFileSync(new URL(`examples/${name}`, CONTENT), 'utf8'));
const begun = [...pastes, ...samples, ...examples, ...folded].map((text) => `${START}\n${text.trimEnd()}\n`);

/** What is said of a source, as every surface writes it. */
async function said(
  bytes: Uint8Array,
  count: number,
  fate?: Fate,
): Promise<{ readonly json: string; readonly text: string }> {
  const { crew } = crewOf(count, helping, fate === undefined ? {} : { fate });
  const { report, lines } = await alone.analyzeWith(crew, { name: 'many.log', bytes }, { now: NOW });
  return { json: JSON.stringify(toJson(report)), text: reportToText(report, lines) };
}

function saidAlone(bytes: Uint8Array): { readonly json: string; readonly text: string } {
  const { report, lines } = alone.analyze({ name: 'many.log', bytes }, { now: NOW });
  return { json: JSON.stringify(toJson(report)), text: reportToText(report, lines) };
}

describe('logs of one source that several read', () => {
  test.each([
    ['the corpus', corpus.join('')],
    ['pastes, journals and folded logs', begun.join('')],
    ['all of them, the failing ones last', [...begun, ...corpus].join('')],
    ['a single log', corpus[0] ?? ''],
    ['nothing', ''],
  ])(
    'say what one reader says: %s',
    async (_, text) => {
      const expected = saidAlone(bytesOf(text));
      for (const count of [0, 1, 3]) {
        const own = await said(bytesOf(text), count);
        expect(own.json === expected.json).toBe(true);
        expect(own.text === expected.text).toBe(true);
      }
    },
    120_000,
  );

  test('in every encoding, which is that of the whole source', async () => {
    const text = corpus.slice(0, 6).join('');
    const sources = [
      new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)]),
      // ASCII to the last log, whose Shift_JIS tells
      new Uint8Array([
        ...bytesOf(`${START}\nnc: connect failed\n`),
        ...bytesOf(START),
        10,
        0x83,
        0x65,
        0x83,
        0x58,
        0x83,
        0x67,
        10,
      ]),
    ];
    for (const bytes of sources) expect(await said(bytes, 2)).toEqual(saidAlone(bytes));
  });

  test('beyond the number of logs that have a report of their own', async () => {
    const one = (at: number): string =>
      `${START}\n##TRY!! curl -I https://h${at % 7}.blob.core.windows.net ##\ncurl: (28) Connection timed out after 300001 milliseconds\n`;
    const many = bytesOf(
      Array.from({ length: LOGS.parts + 300 }, (_, at) => one(at).repeat(1 + Number(at % 900 === 899))).join(''),
    );
    const sizes = { ...SMALL, batch: 20_000, held: 100_000, heldLarge: 1_000_000 };
    const { crew, asked } = crewOf(2, helping, { sizes });
    const { report } = await alone.analyzeWith(crew, { name: 'many.log', bytes: many }, { now: NOW });
    expect(asked.length).toBeGreaterThan(10);
    expect(report.parts).toHaveLength(LOGS.parts);
    expect(JSON.stringify(toJson(report)) === saidAlone(many).json).toBe(true);
  }, 120_000);

  test('whichever helper dies of them, and when', async () => {
    const bytes = bytesOf(begun.join(''));
    const expected = saidAlone(bytes);
    for (const fate of [
      () => 'die',
      (_, at) => (at === 0 ? 'die' : 'read'),
      ({ id }) => (id === 3 ? 'die' : 'read'),
    ] satisfies Fate[])
      expect((await said(bytes, 2, fate)).json === expected.json).toBe(true);
  }, 120_000);

  test('and what one of them throws is thrown, wherever it was read', async () => {
    const broken = {
      read: (): never => {
        throw new RangeError('no memory left');
      },
    };
    const { crew } = crewOf(1, broken);
    await expect(alone.analyzeWith(crew, { name: 'x.log', bytes: bytesOf(corpus.join('')) })).rejects.toThrow(
      'no memory left',
    );
  });

  test('are asked of nobody where the source is small, or one log', async () => {
    const small = crewOf(1, helping, { sizes: { ...SMALL, worthwhile: 1_000_000_000 } });
    await alone.analyzeWith(small.crew, { name: 'x.log', bytes: bytesOf(corpus.join('')) });
    const single = crewOf(1, helping);
    await alone.analyzeWith(single.crew, { name: 'x.log', bytes: bytesOf(corpus[0] ?? '') });
    expect([small.asked.length, single.asked.length]).toEqual([0, 0]);
  });

  test('also pasted', async () => {
    const text = corpus.join('');
    const { crew, asked } = crewOf(2, helping);
    const { report } = await alone.analyzeTextWith(crew, 'pasted', text, { now: NOW });
    expect(asked.length).toBeGreaterThan(2);
    expect(report).toEqual(alone.analyzeText('pasted', text, { now: NOW }).report);
  });
});

test('no log is cut: each stands whole in one batch, in its order, however long it is', () => {
  const marks = startMarks(knowledge.formats);
  const text = [corpus[0] ?? '', (corpus[1] ?? '').repeat(1) + 'a line\n'.repeat(50_000), ...corpus.slice(2, 9)].join(
    '',
  );
  const logs = [...splitLogs([text], marks)];
  for (const least of [1, 1000, 40_000, 1_000_000_000]) {
    const batches = [...batchesOf(splitLogs([text], marks), least)];
    expect(batches.flatMap((batch) => batch.logs.map((log) => log.text))).toEqual(logs.map((log) => log.text));
    expect(batches.map(({ before }) => before)).toEqual(
      batches.map((_, at) => batches.slice(0, at).reduce((sum, batch) => sum + batch.logs.length, 0)),
    );
    // only the last one may be short, and none goes on when it is long enough
    for (const { logs: own, characters } of batches.slice(0, -1)) {
      expect(characters).toBeGreaterThanOrEqual(least);
      expect(characters - (own.at(-1)?.text.length ?? 0)).toBeLessThan(least);
    }
    expect(batches.map(({ isAll }) => isAll)).toEqual(batches.map(() => batches.length === 1));
  }
});

describe('files of a bundle that several read', () => {
  const files = Object.fromEntries([
    ...allLogs
      .slice(0, 40)
      .map(({ bytes }, at) => [`net/CheckNWResult_vm${at}_202611200101.log`, new Uint8Array(bytes)] as const),
    ...samples.map((log, at) => [`var/log/${at}.log`, bytesOf(log)] as const),
    ...pastes.slice(0, 60).map((text, at) => [`notes/${at}.txt`, bytesOf(text)] as const),
    ['notes/empty.txt', bytesOf('nothing that is known stands here\n')] as const,
    ['many.log', bytesOf(corpus.slice(0, 5).join(''))] as const,
  ]);
  const zip = zipSync(files, { mtime: '2026-01-02' });

  async function bundleSaid(count: number, fate?: Fate): Promise<string> {
    const bundle = await openBundle(new Blob([zip]), 'x.zip', []);
    if (bundle === null) throw new Error('no archive');
    const { crew } = crewOf(count, helping, fate === undefined ? {} : { fate });
    const tools = { analyzer: alone, knowledge: captureKnowledge, now: NOW };
    const beside = count === 0 ? tools : { ...tools, crew };
    const analysis = await analyzeBundle({ name: 'x.zip', bytes: zip.length }, bundle, evidence, beside);
    return JSON.stringify(toJson(analysis.report()));
  }

  test('say what one reader says, in the same order, also where a helper dies', async () => {
    const expected = await bundleSaid(0);
    expect(
      (JSON.parse(expected) as { evidence: { reports: readonly LogReport[] } }).evidence.reports.length,
    ).toBeGreaterThan(60);
    for (const count of [1, 3]) expect((await bundleSaid(count)) === expected).toBe(true);
    expect((await bundleSaid(2, ({ id }) => (id === 4 ? 'die' : 'read'))) === expected).toBe(true);
  }, 120_000);
});
