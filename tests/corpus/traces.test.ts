import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUFFER_HEADER, EtlEvents, type TraceEvent } from '../../src/capture/readers/etl-events.ts';
import { EtlReader } from '../../src/capture/readers/etl.ts';
import { guidAt } from '../../src/capture/readers/guid.ts';
import { analyze } from '../support/captures.ts';
import { CaptureWriter, SYN } from '../support/packets.ts';
import { START_OF_PACKET, TraceWriter } from '../support/traces.ts';

/** Real traces of Windows, and what two other readers say of them. They are no part of the project; `TRACE_CORPUS` names another folder. */
const OTHER = process.env['TRACE_CORPUS'];
const SHARED = new URL('../../../shared/corpus/captures/etl/', import.meta.url);
const FOLDER = OTHER === undefined ? SHARED : pathToFileURL(`${OTHER}/`);
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.etl')) : [];

interface Sample {
  readonly sha256: string;
  readonly header: { readonly build: number; readonly lost: number };
  readonly packet_events: number;
  readonly payload_bytes: number;
  readonly payload_sha256_in_file_order: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly by_component: Readonly<Record<string, number>>;
  readonly distinct_group_number: number;
}
const samples: Readonly<Record<string, Sample>> = existsSync(SHARED)
  ? (JSON.parse(readFileSync(new URL('real-samples.json', SHARED), 'utf8')) as Record<string, Sample>)
  : {};
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const known = files.filter((name) => samples[name] !== undefined);

const PKTMON = '4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac';
const NDIS = '2ed6006e-4729-4609-b423-3ee7bcd678ef';

/** Every packet event in the order of the file: its bytes, by component and id, and the times. */
function packetsOf(bytes: Uint8Array) {
  const hash = createHash('sha256');
  const byComponent: Record<string, number> = {};
  const found = {
    events: 0,
    bytes: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    build: 0,
    lost: 0,
  };
  const sink = {
    provider: () => undefined,
    event({ provider, id }: TraceEvent, all: Uint8Array, view: DataView, from: number, to: number, time: number) {
      const guid = guidAt(view, provider);
      const isPktmon = guid === PKTMON && (id === 160 || id === 170);
      if (!isPktmon && (guid !== NDIS || id !== 1001)) return;
      const [start, length] = isPktmon ? [from + 34, to - from - 34] : [from + 12, view.getUint32(from + 8, true)];
      hash.update(all.subarray(start, start + length));
      const key = isPktmon ? `${view.getUint16(from + 16, true)}/${id}` : 'None/None';
      byComponent[key] = (byComponent[key] ?? 0) + 1;
      found.events += 1;
      found.bytes += length;
      found.first = Math.min(found.first, time);
      found.last = Math.max(found.last, time);
    },
  };
  const events = new EtlEvents(sink);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + BUFFER_HEADER <= bytes.length;) {
    const size = view.getUint32(at, true);
    expect(events.buffer(bytes, view, at, size)).toBe(true);
    at += size;
  }
  return { ...found, build: events.build, lost: events.lost, byComponent, hash: hash.digest('hex') };
}

describe.skipIf(known.length === 0).each(known)('%s', (name) => {
  const bytes = bytesOf(name);
  const sample = samples[name];
  if (sample === undefined) throw new Error('unreachable');

  test('has the packet events, bytes and times that two other readers see', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sample.sha256);
    const found = packetsOf(bytes);
    expect(found).toMatchObject({ events: sample.packet_events, bytes: sample.payload_bytes });
    expect(found).toMatchObject({ build: sample.header.build, lost: sample.header.lost });
    expect(found.hash.startsWith(sample.payload_sha256_in_file_order)).toBe(true);
    expect(found.byComponent).toEqual(sample.by_component);
    if (sample.first === null || sample.last === null) return;
    expect(Math.abs(found.first - Date.parse(sample.first) / 1000)).toBeLessThan(0.001_001);
    expect(Math.abs(found.last - Date.parse(sample.last) / 1000)).toBeLessThan(0.001_001);
  });

  test('each place has its packets, and copies are not counted twice', () => {
    const { capture } = analyze(name, bytes, 7777).report();
    const { views = [], drops = [], chosen } = capture.facts?.trace ?? {};
    const places: Record<string, number> = {};
    const add = (key: string, packets: number): void => {
      places[key] = (places[key] ?? 0) + packets;
    };
    for (const { id, component, packets } of views)
      if (id !== 'all') add(capture.facts?.trace?.writer === 'netsh' ? 'None/None' : `${component}/160`, packets);
    for (const { component, packets } of drops) add(`${component}/170`, packets);
    expect(places).toEqual(sample.by_component);
    expect(capture.packets).toBe(views.find(({ id }) => id === chosen)?.packets ?? 0);
    const all = views.find(({ id }) => id === 'all');
    if (all !== undefined) expect(all.packets).toBe(sample.distinct_group_number);
  });
});

test.skipIf(!files.includes('pktmon-demikernel.etl'))(
  'the trace of an Azure VM: 38 packets, 19 of them seen by its faster adapter too',
  () => {
    const analysis = analyze('PktMon.etl', bytesOf('pktmon-demikernel.etl'));
    const { capture } = analysis.report();
    expect(capture).toMatchObject({ packets: 38, own: ['10.9.1.22'], defects: [] });
    const views = capture.facts?.trace?.views ?? [];
    expect(views.map(({ id, name, packets }) => `${id} ${name} ${packets}`)).toEqual([
      'all  38',
      '59.1 netvsc.sys 38',
      '61.2 xdp.sys 38',
      '48.1 mlx5.sys 19',
      '50.1 NULL 19',
    ]);
  },
);

test.skipIf(files.length === 0)('a trace of other programs is named, and proves nothing', () => {
  for (const name of files.filter((file) => samples[file] === undefined)) {
    const report = analyze(name, bytesOf(name)).report();
    expect(report.capture).toMatchObject({ fileType: 'etl', packets: 0, defects: [] });
    expect(report.diagnosis[0]?.id).toBe('trace-without-packets');
    expect(report.capture.facts?.origins.length).toBeGreaterThan(0);
  }
});

/** Changes bytes of a trace, or cuts it, and reads it; gives the packets that were read in all. */
function mutate(source: Uint8Array, numRuns: number): number {
  let read = 0;
  const change = fc.tuple(fc.nat(source.length - 1), fc.nat(255));
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.option(fc.nat(source.length), { freq: 8 }),
      (changes, length) => {
        const bytes = source.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const sink = {
          frame(all: Uint8Array, _: DataView, start: number, captured: number) {
            read += 1;
            if (start + captured > all.length) throw new Error('a packet reaches beyond what was read');
          },
        };
        const cut = bytes.subarray(0, length ?? bytes.length);
        const reader = new EtlReader(sink);
        const rest = cut.length - reader.read(cut, new DataView(cut.buffer), 0);
        reader.finish();
        expect(rest).toBeGreaterThanOrEqual(0);
        reader.end(rest, cut.length - rest);
        expect(reader.trace.views.length).toBeLessThanOrEqual(513);
      },
    ),
    { numRuns, seed: 19 },
  );
  return read;
}

test('no change of a byte, and no cut, makes the reader fail or run on', () => {
  const frame = new CaptureWriter().tcp('10.0.0.4:50000', '20.1.1.1:443', SYN, 1, 0).last();
  const writer = new TraceWriter()
    .packet(frame, { appearance: 1 })
    .drop(frame, { reason: 909 })
    .buffer({ packed: true });
  writer.ndis(frame).ndis(frame, { low: START_OF_PACKET }).component(10, 2, 'netvsc.sys').address(1, '10.0.0.4');
  expect(mutate(writer.file(), 19_000)).toBeGreaterThan(5000);
});

test.skipIf(known.length === 0)(
  'nor of a real one',
  () => {
    expect(mutate(bytesOf('pktmon-demikernel.etl'), 1000)).toBeGreaterThan(5000);
  },
  60_000,
);
