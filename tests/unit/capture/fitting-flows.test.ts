import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaptureAnalysis } from '../../../src/analyze/capture.ts';
import { filterableOf, otherEndOf } from '../../../src/analyze/filterable.ts';
import { fittingFlows } from '../../../src/analyze/fitting-flows.ts';
import { fits } from '../../../src/capture/filter/match.ts';
import { isFault, parseFilter } from '../../../src/capture/filter/parse.ts';
import { SelectionReading } from '../../../src/capture/selection.ts';
import type { CaptureSummary } from '../../../src/model/capture.ts';
import type { Expression } from '../../../src/model/capture-filter.ts';
import { analyze, captures, knowledge } from '../../support/captures.ts';
import { ACK, CaptureWriter, SYN } from '../../support/packets.ts';

const NAME = 'azure-vm-a-eth.pcap';
const BYTES = captures().find(({ name }) => name === NAME)?.bytes ?? new Uint8Array(0);
const TITLES = new Map(knowledge.peers.map(({ id, title }) => [id, title]));

function read(text: string): Expression {
  const filter = parseFilter(text);
  if (isFault(filter)) throw new Error(filter.code);
  return filter;
}

/** Listed conversations that fit, as a page finds them. */
function listedFlows({ conversations, peers, own }: CaptureSummary, filter: Expression): number[] {
  return conversations.flatMap((conversation) => {
    const { address } = otherEndOf(conversation, new Set(own));
    const peer = peers.find((one) => one.address === address) ?? null;
    return fits(filter, filterableOf(conversation, peer, TITLES.get(peer?.identity ?? '') ?? ''))
      ? [conversation.flow]
      : [];
  });
}

/** All that fit where so many are listed. */
function found(analysis: CaptureAnalysis, text: string, most?: number): number[] {
  return fittingFlows(analysis, analysis.report({ most }).capture, read(text), knowledge.peers);
}

describe('conversations that fit a filter are the same, however few of them are listed', () => {
  const analysis = analyze(NAME, BYTES);

  test.each([
    'tcp',
    'udp.port == 53',
    'tcp.port == 443',
    'not tcp.port == 443',
    'tcp.flags.reset == 1',
    'ip.addr == 168.63.129.16',
    'tls.handshake.extensions_server_name contains "windows"',
    'dns.qry.name contains "microsoft"',
    'state:no_answer',
    'state:established class:azure',
    'class:platform or class:internet',
    'host:blob',
    'Azure',
    'no such thing',
  ])('%s', (text) => {
    const all = listedFlows(analysis.report().capture, read(text)).sort((x, y) => x - y);
    for (const most of [0, 1, 7, undefined]) expect(found(analysis, text, most)).toEqual(all);
    expect(all.length).toBeLessThan(analysis.traffic.flows.count);
  });

  test('and the filters above find something', () => {
    expect(found(analysis, 'class:azure', 1).length).toBeGreaterThan(0);
    expect(found(analysis, 'state:no_answer', 1).length).toBeGreaterThan(0);
  });
});

test('a peer that called the machine is known by the port that it called', () => {
  const rule = knowledge.peers.find(({ ownPorts }) => ownPorts.length > 0);
  const writer = new CaptureWriter();
  writer.tcp('203.0.113.7:50000', `10.0.0.4:${rule?.ownPorts[0] ?? 0}`, SYN, 1, 0);
  writer.tcp('10.0.0.4:50001', '203.0.113.8:9', SYN, 1, 0).tcp('10.0.0.4:50001', '203.0.113.8:9', SYN, 1, 0);
  const analysis = analyze('calls.pcap', writer.file());
  const { capture } = analysis.report({ own: ['10.0.0.4'], most: 0 });
  expect(capture.peers).toEqual([]);
  const filter: Expression = { kind: 'short', key: 'any', value: rule?.title.toLowerCase() ?? '' };
  expect(fittingFlows(analysis, capture, filter, knowledge.peers)).toEqual([1]);
});

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

describe.skipIf(!hasTshark)('what is saved of very many conversations, by tshark (where it is installed)', () => {
  test('are the packets of all that fit, in the order of the file', () => {
    const writer = new CaptureWriter();
    for (let n = 0; n < 6000; n += 1) {
      const server = `20.${n >> 8}.${n & 255}.1:${n % 2 === 0 ? 443 : 80}`;
      writer.tcp(`10.0.0.4:${20_000 + n}`, server, SYN, 1, 0);
      if (n % 3 === 0) writer.tcp(server, `10.0.0.4:${20_000 + n}`, SYN | ACK, 1, 2);
    }
    const bytes = writer.file();
    const analysis = analyze('many.pcap', bytes);
    const { capture } = analysis.report({ most: 5000 });
    expect(capture.leftOut.conversations).toBe(1000);
    const folder = mkdtempSync(join(tmpdir(), 'karte-unlisted-'));
    try {
      const numbers = (name: string, file: Uint8Array, filter: string): string[] => {
        writeFileSync(join(folder, name), file);
        const args = ['-r', join(folder, name), '-Y', filter, '-T', 'fields', '-e', 'frame.time_epoch', '-e', 'ip.dst'];
        return spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 26 })
          .stdout.trim()
          .split('\n');
      };
      const text = 'tcp.port == 443 and not ip.addr == 20.4.0.0/16';
      const flows = found(analysis, text, 5000);
      const pieces: Uint8Array[] = [];
      const selection = { flows, span: null, headersOnly: false };
      const reading = new SelectionReading(knowledge.captureFormats, selection, (piece) => pieces.push(piece));
      reading.push(bytes);
      reading.end();
      const saved = numbers('saved.pcapng', Buffer.concat(pieces), '');
      expect(saved).toHaveLength(reading.packets);
      expect(saved).toEqual(numbers('many.pcap', bytes, text));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
