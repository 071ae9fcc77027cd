import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SelectionReading, type Selection } from '../../../src/capture/selection.ts';
import type { Conversation } from '../../../src/model/capture.ts';
import { wiresharkFilter } from '../../../src/report/wireshark-filter.ts';
import { analyze, captures, knowledge } from '../../support/captures.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
const ALL: Selection = { flows: null, span: null, headersOnly: false };

const BYTES = new Map(captures().map(({ name, bytes }) => [name, bytes]));

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'karte-selection-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function bytesOf(name: string): Uint8Array {
  return BYTES.get(name)!;
}

function conversationsOf(name: string): readonly Conversation[] {
  return analyze(name, bytesOf(name)).report().capture.conversations;
}

/** The file that a selection gives. */
function saved(name: string, selection: Selection, size = 65_536): Buffer {
  const pieces: Uint8Array[] = [];
  const reading = new SelectionReading(knowledge.captureFormats, selection, (piece) => pieces.push(piece));
  const bytes = bytesOf(name);
  for (let at = 0; at < bytes.length; at += size) reading.push(bytes.slice(at, at + size));
  reading.end();
  return Buffer.concat(pieces);
}

/** Times, lengths and bytes of the packets that fit a filter, by tshark. Of times that are more exact, the microsecond. */
function shown(file: string, filter = ''): string[] {
  const { stdout, stderr, status } = spawnSync(
    'tshark',
    ['-r', file, '-T', 'json', '-x', '-j', 'frame', ...(filter === '' ? [] : ['-Y', filter])],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  // a file that ends within a packet is read as far as it goes
  if (status !== 0 && !stderr.includes('cut short')) throw new Error(stderr);
  const packets = JSON.parse(stdout.trim().endsWith(']') ? stdout : `${stdout}]`) as {
    _source: { layers: { frame_raw: string[]; frame: Record<string, string> } };
  }[];
  return packets.map(({ _source: { layers } }) => {
    const time = Math.round(Number(layers.frame['frame.time_epoch']) * 1e6);
    const digest = createHash('sha256').update(layers.frame_raw[0]!).digest('hex').slice(0, 16);
    return `${time} ${layers.frame['frame.len']} ${layers.frame['frame.cap_len']} ${digest}`;
  });
}

function fileOf(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const NAMES = [
  'azure-vm-a-eth.pcap',
  'azure-vm-a-any-sll2.pcap',
  'azure-vm-a-multi.pcapng',
  'azure-vm-a-any-s256.pcapng.gz',
  'azure-vm-a-netmon2.cap',
  'azure-vm-a-tun-raw.pcap',
  'cut-a-in-packet.pcap',
];

describe.skipIf(!hasTshark)('by tshark (where it is installed)', () => {
  test.each(NAMES)('%s: all packets are saved as they were', (name) => {
    const file = fileOf('saved.pcapng', saved(name, ALL));
    expect(shown(file)).toEqual(shown(fileOf(name, bytesOf(name))));
  });

  test.each(NAMES)('%s: the packets of conversations are those that their Wireshark filters show', (name) => {
    const those = conversationsOf(name).filter(({ protocol }) => protocol === 'tcp' || protocol === 'udp');
    const three = [...new Set([those[0]!, those[Math.floor(those.length / 2)]!, those.at(-1)!])];
    const packets = shown(fileOf('saved.pcapng', saved(name, { ...ALL, flows: three.map(({ flow }) => flow) }, 1000)));
    const filters = three.map((one) => `(${wiresharkFilter(one)})`).join(' || ');
    expect(packets).toEqual(shown(fileOf(name, bytesOf(name)), `(${filters}) && !icmp && !icmpv6`));
    expect(packets).toHaveLength(three.reduce((sum, { packetsAB, packetsBA }) => sum + packetsAB + packetsBA, 0));
  });

  test.each(['azure-vm-a-eth.pcap', 'azure-vm-a-multi.pcapng'])('%s: the first frame of a conversation', (name) => {
    const original = fileOf(name, bytesOf(name));
    const those = conversationsOf(name).filter(({ protocol }) => protocol === 'tcp');
    const { stdout } = spawnSync(
      'tshark',
      ['-r', original, '-Y', 'tcp && !icmp', '-T', 'fields', '-e', 'tcp.stream', '-e', 'frame.number'],
      { encoding: 'utf8' },
    );
    const first = new Set<string>();
    const streams = new Set<string>();
    for (const line of stdout.trim().split('\n')) {
      const [stream = '', frame = ''] = line.split('\t');
      if (streams.has(stream)) continue;
      streams.add(stream);
      first.add(frame);
    }
    for (const { frame } of those) expect(first).toContain(String(frame));
  });
});

test('a span keeps the packets within it, both ends included', () => {
  const conversations = conversationsOf('azure-vm-a-eth.pcap');
  const [longest] = conversations.toSorted((x, y) => y.lastPacket! - y.firstPacket! - (x.lastPacket! - x.firstPacket!));
  const selection = { ...ALL, flows: [longest!.flow] };
  const span = [longest!.firstPacket!, longest!.firstPacket!] as const;
  const first = analyze('saved.pcapng', saved('azure-vm-a-eth.pcap', { ...selection, span })).report().capture;
  expect(first.packets).toBe(1);
  expect(first.firstPacket).toBeCloseTo(longest!.firstPacket!, 5);
  const all = analyze('saved.pcapng', saved('azure-vm-a-eth.pcap', selection)).report().capture;
  expect(all.packets).toBe(longest!.packetsAB + longest!.packetsBA);
});

test('headers only: what packets carry is gone, their lengths are told', () => {
  const file = saved('azure-vm-a-eth.pcap', { ...ALL, headersOnly: true });
  const { capture } = analyze('saved.pcapng', file).report();
  const whole = analyze('azure-vm-a-eth.pcap', bytesOf('azure-vm-a-eth.pcap')).report().capture;
  expect([capture.packets, capture.wireBytes]).toEqual([whole.packets, whole.wireBytes]);
  expect(capture.dns).toEqual([]);
  expect(capture.sni).toEqual([]);
  expect(file.includes('HTTP/1.1')).toBe(false);
  const outcomes = (all: readonly Conversation[]): string[] =>
    all.map(({ a, aPort, b, bPort, handshake, retransmissions }) =>
      [a, aPort, b, bPort, handshake, retransmissions].join(' '),
    );
  expect(outcomes(capture.conversations)).toEqual(outcomes(whole.conversations));
});

test('a file that is no capture gives an empty one', () => {
  const reading = new SelectionReading(knowledge.captureFormats, ALL, () => undefined);
  reading.push(Buffer.from('no capture, however long it may be. '.repeat(10)));
  reading.end();
  expect(reading.packets).toBe(0);
});
