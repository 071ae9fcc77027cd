import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CaptureAnalysis } from '../../src/analyze/capture.ts';
import { loadKnowledge, loadPeers } from '../../src/knowledge/load-files.ts';

const OWN = new URL('../corpus/captures/', import.meta.url).pathname;
const END = '.oracle.json';

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly a_port?: number;
  readonly b_port?: number;
  readonly packets_a_to_b: number;
  readonly bytes_a_to_b: number;
  readonly packets_b_to_a: number;
  readonly bytes_b_to_a: number;
}

interface End {
  readonly addr: string;
  readonly tx_packets: number;
  readonly tx_bytes: number;
  readonly rx_packets: number;
  readonly rx_bytes: number;
}

/** What tshark says of a capture, as far as the tests look at it. */
export interface Oracle {
  readonly status: string;
  readonly packets: number | null;
  readonly bytes_wire: number;
  readonly bytes_captured: number;
  readonly time: { readonly min: string | null; readonly max: string | null };
  readonly conversations: Readonly<Record<'ip' | 'ipv6' | 'tcp' | 'udp', readonly Pair[]>>;
  readonly conversations_total: Readonly<Record<'tcp' | 'udp', number>>;
  readonly endpoints: Readonly<Record<'ip' | 'ipv6', readonly End[]>>;
  readonly truncation: { readonly packets_truncated: number };
  readonly capinfos: { readonly file_type: string };
  readonly filter_counts: { readonly counts: Readonly<Record<string, number>> };
  readonly tcp: { readonly outcomes: Readonly<Record<string, number>> };
  readonly dns: {
    readonly queries: readonly { readonly name: string }[];
    readonly answers: readonly { readonly data: string }[];
  };
  readonly tls_sni: readonly { readonly name: string; readonly transport: string }[];
}

export interface Capture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly oracle: Oracle;
}

/** Captures with their oracles: ours, and those of the folder that `CAPTURE_CORPUS` names. */
export function captures(): Capture[] {
  const more = process.env['CAPTURE_CORPUS'] ?? '';
  const folders = [OWN, ...(more !== '' && existsSync(more) ? [`${more}/`] : [])];
  const found = new Map<string, Capture>();
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(END))) {
      const name = file.slice(0, -END.length);
      if (found.has(name)) continue;
      const oracle = JSON.parse(readFileSync(folder + file, 'utf8')) as Oracle;
      found.set(name, { name, bytes: new Uint8Array(readFileSync(folder + name)), oracle });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const knowledge = { ...loadKnowledge(), peers: loadPeers() };

/** Analyses a capture that arrives in pieces of `size` bytes. */
export function analyze(name: string, bytes: Uint8Array, size = 65_536): CaptureAnalysis {
  const analysis = new CaptureAnalysis(name, knowledge);
  for (let at = 0; at < bytes.length; at += size) analysis.push(bytes.slice(at, at + size));
  analysis.end();
  return analysis;
}
