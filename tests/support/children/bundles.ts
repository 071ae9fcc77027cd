import { closeSync, mkdtempSync, openAsBlob, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { Zip, ZipPassThrough, zipSync } from 'fflate';
import { analyzeBundle } from '../../../src/analyze/evidence.ts';
import { Analyzer } from '../../../src/analyze/log.ts';
import { checkBundle } from '../../../src/evidence/check.ts';
import { openBundle } from '../../../src/evidence/readers/open.ts';
import { UnreadableBundle } from '../../../src/evidence/readers/bundle.ts';
import { loadEvidence, loadKnowledge } from '../../../src/knowledge/load-files.ts';
import { runCase } from '../child.ts';
import { header, joined } from '../tar.ts';

const MEGABYTE = 1024 * 1024;
const evidence = loadEvidence();

/** What is said of an archive: why it is refused, else how much of it. */
async function open(name: string, bytes: Uint8Array): Promise<unknown> {
  try {
    const bundle = await openBundle(new Blob([new Uint8Array(bytes)]), name, []);
    const result = checkBundle(bundle?.entries ?? [], evidence);
    return {
      complete: result.complete,
      refused: result.refused.map(({ reason }) => reason.kind),
      entries: result.entries,
    };
  } catch (error) {
    if (error instanceof UnreadableBundle) return { refused: [error.fault.kind] };
    throw error;
  }
}

/** Blocks of a megabyte, packed each by itself: a packed file may have many members, and so it is made in no time. */
function packedBlocks(byte: number, megabytes: number): Uint8Array {
  const block = gzipSync(new Uint8Array(MEGABYTE).fill(byte));
  return joined(Array.from({ length: megabytes }, () => block));
}

/** A tar of one file of zeros. */
function packedTar(megabytes: number): Uint8Array {
  const first = header('CheckNWResult_a_202611200101.log', megabytes * MEGABYTE, '0');
  return joined([gzipSync(first), packedBlocks(0, megabytes)]);
}

/** A tar of many empty files. */
function tarOfNames(count: number): Uint8Array {
  const headers = Array.from({ length: 1000 }, (_, at) => header(`${at}/${'x'.repeat(80)}`, 0, '0'));
  const block = gzipSync(joined(headers));
  return joined([...Array.from({ length: count / 1000 }, () => block), gzipSync(new Uint8Array(1024))]);
}

/** A zip of one file of zeros; fflate would need as much memory as it has zeros. */
function zipOfZeros(size: number): Uint8Array {
  const data = deflateRawSync(new Uint8Array(size), { level: 9 });
  const zip = zipSync({ 'CheckNWResult_a_202611200101.log': new Uint8Array(1) }, { level: 9 });
  const directory = new DataView(zip.buffer).getUint32(zip.length - 6, true);
  const name = 'CheckNWResult_a_202611200101.log'.length;
  const end = zip.slice(directory);
  const view = new DataView(end.buffer);
  view.setUint32(20, data.length, true);
  view.setUint32(24, size, true);
  view.setUint32(end.length - 6, 30 + name + data.length, true);
  const local = zip.slice(0, 30 + name);
  new DataView(local.buffer).setUint32(18, data.length, true);
  new DataView(local.buffer).setUint32(22, size, true);
  return joined([local, data, end]);
}

/** A zip of 500 MB on the disk: check logs, small journals and large ones, and what is no text. */
function largeZip(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'karte-large-')), 'large.zip');
  const file = openSync(path, 'w');
  const zip = new Zip((_, piece) => writeSync(file, piece));
  const add = (name: string, content: Uint8Array): void => {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(content, true);
  };
  const blocked = readFileSync(new URL('../../corpus/logs-linux/storage-dropped.log', import.meta.url));
  const small = new TextEncoder().encode(
    Array.from({ length: 10 }, (_, at) => `2026/11/20 02:11:${at} INFO ExtHandler [HEARTBEAT] agent\n`).join(''),
  );
  const times = (count: number): Uint8Array => {
    const bytes = new Uint8Array(small.length * count);
    for (let at = 0; at < count; at += 1) bytes.set(small, at * small.length);
    return bytes;
  };
  const binary = Uint8Array.from({ length: 4 * MEGABYTE }, (_, at) => (at * 7919) % 256);
  for (let at = 0; at < 2900; at += 1)
    if (at % 100 === 0) add(`net/CheckNWResult_vm${at}_202611200101.log`, blocked);
    else add(`var/log/${at}.log`, small);
  add('var/log/medium.log', times(4000));
  add('var/log/large.log', times(60_000));
  for (let at = 0; at < 98; at += 1) add(`dumps/${at}.dump`, binary);
  zip.end();
  closeSync(file);
  return path;
}

/** What is said of a bundle on the disk, of which everything that can be read is read. */
async function diagnosed(path: string): Promise<unknown> {
  const blob = await openAsBlob(path);
  const bundle = await openBundle(blob, 'large.zip', []);
  if (bundle === null) throw new Error('no archive');
  const knowledge = { ...loadKnowledge(), peers: [] };
  const tools = { analyzer: new Analyzer(knowledge), knowledge };
  const report = (await analyzeBundle({ name: 'large.zip', bytes: blob.size }, bundle, evidence, tools)).report();
  rmSync(dirname(path), { recursive: true });
  const { reports, unreadFiles, silent, timeline } = report.evidence;
  return {
    bytes: blob.size,
    tone: report.tone,
    reports: reports.length,
    unreadFiles,
    silent,
    timeline: timeline.length,
  };
}

await runCase({
  'a large bundle': () => diagnosed(largeZip()),
  sparselie: () =>
    open('sparselie.tar.gz', readFileSync(new URL('../../corpus/hostile/sparselie.tar.gz', import.meta.url))),
  'a packed tar of zeros': () => open('x.tgz', packedTar(1000)),
  'damage without end': () => open('x.tar.gz', joined([gzipSync(header('a', 0, '5')), packedBlocks(7, 1000)])),
  'a claim of petabytes': () => {
    const claims = '30 size=999999999999999999999\n';
    const pax = joined([
      header('x', claims.length, 'x'),
      joined([new TextEncoder().encode(claims), new Uint8Array(512 - claims.length)]),
    ]);
    return open('x.tgz', gzipSync(joined([pax, header('a', 0, '0'), new Uint8Array(1024)])));
  },
  'a zip of zeros': () => open('x.zip', zipOfZeros(256 * MEGABYTE)),
  'zips of zeros in a zip': () => {
    const inner = zipOfZeros(100 * MEGABYTE);
    return open(
      'x.zip',
      zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.zip`, inner])), { level: 0 }),
    );
  },
  'packed tars of zeros in a zip': () => {
    const inner = packedTar(200);
    return open(
      'x.zip',
      zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.tgz`, inner])), { level: 0 }),
    );
  },
  '200,000 names': () => open('x.tgz', tarOfNames(200_000)),
});
