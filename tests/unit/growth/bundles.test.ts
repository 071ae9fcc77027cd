import { gzipSync, zipSync } from 'fflate';
import { checkBundle } from '../../../src/evidence/check.ts';
import { normalPath } from '../../../src/evidence/entries.ts';
import type { BundleEntry } from '../../../src/model/evidence.ts';
import { lookInto } from '../../../src/evidence/look.ts';
import { bundleOf } from '../../../src/evidence/readers/bundle.ts';
import { openBundle } from '../../../src/evidence/readers/open.ts';
import { paxRecords } from '../../../src/evidence/readers/tar-header.ts';
import { bundleToText } from '../../../src/report/bundle-text.ts';
import { reportOfBundle } from '../../../src/report/evidence-report.ts';
import { knowledge } from '../../support/analyzer.ts';
import { entry, evidence, readers } from '../../support/bundles.ts';
import { family, testGrowth } from '../../support/growth.ts';
import { header, joined, padded } from '../../support/tar.ts';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const LOG = encode('a line of a log\n');
const END = new Uint8Array(1024);

const open = (name: string) => async (bytes: Uint8Array) =>
  (await openBundle(new Blob([new Uint8Array(bytes)]), name, knowledge.archiveFormats).catch(() => null))?.entries
    .length;
const tar = (piece: (at: number) => Uint8Array) => (n: number) =>
  joined([...Array.from({ length: n }, (_, at) => piece(at)), END]);
const zip = (name: (at: number) => string) => (n: number) =>
  zipSync(Object.fromEntries(Array.from({ length: n }, (_, at) => [name(at), LOG])), { level: 0 });
const list =
  (path: (at: number) => string, more: Partial<BundleEntry> = {}) =>
  (n: number) =>
    Array.from({ length: n }, (_, at) => entry(path(at), 5000, more));
// a fresh list each time: what was found in one is remembered
const check = (entries: readonly BundleEntry[]): unknown => checkBundle([...entries], evidence);

const small = (at: number): Uint8Array => joined([header(`var/log/${at}.log`, LOG.length, '0'), padded(LOG)]);
const described = (type: string, text: string): Uint8Array =>
  joined([header('x', encode(text).length, type), padded(encode(text)), header('y', 0, '0')]);
/** The content of one sparse file that says it has as many records as are wanted. */
const records = (n: number): string => '20 GNU.sparse.a=b\n'.repeat(n);

/** Archives of megabytes take longer to be made than to be read. */
const FEW = { most: 1024 };

testGrowth([
  family('tar: files', tar(small), open('x.tar'), FEW),
  family('tar: packed files', (n) => gzipSync(tar(small)(n), { level: 1 }), open('x.tgz'), FEW),
  family(
    'tar: hard links',
    tar((at) => header(`l${at}`, 0, '1', `l${at - 1}`)),
    open('x.tar'),
  ),
  family(
    'tar: long names',
    tar(() => described('L', `${'folder/'.repeat(80)}a`)),
    open('x.tar'),
  ),
  family(
    'tar: records of pax',
    tar(() => described('x', records(20))),
    open('x.tar'),
  ),
  family('tar: one record of pax', (n) => joined([described('x', records(n)), END]), open('x.tar')),
  family(
    'tar: lists of holes',
    (n) => {
      const first = header('sparse', 3, 'S');
      return joined([first, ...Array.from({ length: n }, () => header('', 0, '0')), END]);
    },
    open('x.tar'),
  ),
  family('tar: damage', (n) => joined([small(0), new Uint8Array(n * 512).fill(7)]), open('x.tar'), { most: 512 }),
  family(
    'tar: one long file',
    (n) => joined([header('a', n * 512, '0'), new Uint8Array(n * 512), END]),
    open('x.tar'),
    FEW,
  ),
  family('pax: records', records, paxRecords),
  family(
    'zip: files',
    zip((at) => `var/log/${at}.log`),
    open('x.zip'),
    { most: 512 },
  ),
  family(
    'zip: check logs',
    zip((at) => `CheckNWResult_vm${at}_202611200101.log`),
    open('x.zip'),
    { most: 512 },
  ),
  family(
    'zip: long names',
    zip((at) => `${at}/${'folder/'.repeat(80)}a`),
    open('x.zip'),
    { most: 1024 },
  ),
  family(
    'zip: the same place for all',
    (n) => {
      const bytes = zip((at) => `${at}`)(n);
      const view = new DataView(bytes.buffer);
      for (let at = bytes.length - 22 - n * 46; at + 46 < bytes.length; at += 1)
        if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 42, 0, true);
      return bytes;
    },
    open('x.zip'),
    { most: 512 },
  ),
  family(
    'check: files that nobody asks for',
    list((at) => `photos/${at}.jpg`),
    check,
  ),
  family(
    'check: logs',
    list((at) => `CheckNWResult_vm${at}_202611200101.log`),
    check,
  ),
  family(
    'check: events',
    list((at) => `vm${at}/Windows/System32/winevt/Logs/System.evtx`),
    check,
  ),
  family(
    'check: secrets',
    list((at) => `${at}/id_rsa`),
    check,
  ),
  family(
    'check: folders',
    list((at) => `var/log/azure/${at}/`, { kind: 'folder' }),
    check,
  ),
  family(
    'check: backup.log of databases',
    list((at) => `trace/DB_${at}/backup.log`),
    check,
  ),
  family(
    'check: folders of databases without a log',
    list((at) => `trace/DB_${at}/`, { kind: 'folder' }),
    check,
  ),
  family(
    'check: names that leave the folder',
    list((at) => `../${at}`),
    check,
  ),
  family(
    'check: archives in names',
    list((at) => `a.zip/${at}.zip/b`),
    check,
  ),
  family('check: deep folders', (n) => [entry('a/'.repeat(n))], check),
  family('paths: slashes', (n) => '\\/'.repeat(n), normalPath),
  family('paths: combining marks', (n) => '\u0301\u0323'.repeat(n), normalPath),
  family(
    'contents: many logs',
    list((at) => `CheckNWResult_vm${at}_202611200101.log`),
    (entries) =>
      lookInto(
        bundleOf([...entries], () => Promise.resolve(new Blob([LOG]))),
        evidence,
        readers,
      ),
  ),
  family(
    'text: everything at once',
    list((at) => `../${at}/id_rsa`),
    (entries) =>
      bundleToText(
        reportOfBundle({ name: 'x', bytes: 1 }, checkBundle([...entries], evidence), evidence, knowledge, false),
        new Map(),
      ),
  ),
]);
