import { toCsv } from '../../text/cells.ts';
import { saveAs } from '../save.ts';
import type { Row } from './rows.ts';

const HEADINGS = [
  'flow',
  'frame',
  'protocol',
  'peer',
  'peer_port',
  'name',
  'class',
  'state',
  'bytes_out',
  'bytes_in',
  'packets',
  'retransmissions',
  'resets',
  'first_packet_utc',
  'last_packet_utc',
];

/** Conversations as CSV (RFC 4180); no cell begins a formula. */
export function conversationsToCsv(rows: readonly Row[]): string {
  return toCsv([
    HEADINGS,
    ...rows.map(({ conversation, peer, peerAddress, peerPort, name, state, out, in: back }) => [
      String(conversation.flow),
      String(conversation.frame),
      conversation.protocol,
      peerAddress,
      String(peerPort ?? ''),
      name ?? '',
      peer?.traffic ?? '',
      state,
      String(out),
      String(back),
      String(conversation.packetsAB + conversation.packetsBA),
      String(conversation.retransmissions ?? ''),
      String(conversation.rst),
      timeCell(conversation.firstPacket),
      timeCell(conversation.lastPacket),
    ]),
  ]);
}

/** Saves rows of cells as a file that a spreadsheet opens. */
export function saveCsv(name: string, csv: string): void {
  saveAs(name, `\uFEFF${csv}`, 'text/csv');
}

function timeCell(seconds: number | null): string {
  const time = seconds === null ? null : new Date(seconds * 1000);
  return time === null || Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
