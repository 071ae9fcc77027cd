import { readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { checkBundle } from '../../../src/evidence/check.ts';
import { openBundle } from '../../../src/evidence/readers/open.ts';
import { UnreadableBundle } from '../../../src/evidence/readers/bundle.ts';
import { loadEvidence } from '../../../src/knowledge/load-files.ts';
import { runCase } from '../child.ts';
import { header, joined } from '../tar.ts';

const MEGABYTE = 1024 * 1024;
const evidence = loadEvidence();

/** What is said of an archive: why it is refused, else how much of it. */
async function open(name: string, bytes: Uint8Array): Promise<unknown> {
  try {
    const bundle = await openBundle(new Blob([new Uint8Array(bytes)]), name, []);
    const result = checkBundle(bundle?.entries ?? [], evidence);
    return { complete: result.complete, refused: result.refused.map(({ reason }) => reason), entries: result.entries };
  } catch (error) {
    if (error instanceof UnreadableBundle) return { refused: [error.message] };
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

await runCase({
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
