/// <reference lib="webworker" />
import { CaptureAnalysis } from '../../analyze/capture.ts';
import { fittingFlows } from '../../analyze/fitting-flows.ts';
import { isFault, parseFilter } from '../../capture/filter/parse.ts';
import { SelectionReading, type Selection } from '../../capture/selection.ts';
import { withCaptures, type CapturePart } from '../../knowledge/captures.ts';
import type { CaptureKnowledge, Knowledge, NameRules, PeerRule } from '../../knowledge/types.ts';
import { maskAll } from '../../mask/session.ts';
import type { CaptureReport } from '../../model/report.ts';
import { parcelOf } from '../worker/pieces.ts';
import type { CaptureAnswer, CaptureRequest, Ends, LadderSegment } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 120;
/** Conversations and peers that a page can show. */
const MOST_SHOWN = 5000;
const MOST_SEGMENTS = 200;
const MOST_PARTIAL = 8;
/** Bytes that are given to the browser together. */
const BLOB_SIZE = 16 * 1024 * 1024;

let knowledge: CaptureKnowledge | null = null;
let analysis: CaptureAnalysis | null = null;
/** Ranges from the reader's own file. */
let furtherRules: readonly PeerRule[] = [];
/** The report that was asked for last. */
let shown: CaptureReport | null = null;

self.addEventListener('message', ({ data }: MessageEvent<CaptureRequest>) => {
  if (data.kind === 'knowledge') {
    knowledge = withCaptures(JSON.parse(data.json) as Knowledge, JSON.parse(data.captures) as CapturePart);
    return;
  }
  void answer(data).catch((error: unknown) => {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});

function say(answer: CaptureAnswer): void {
  self.postMessage(answer);
}

async function answer(request: Exclude<CaptureRequest, { kind: 'knowledge' }>): Promise<void> {
  if (knowledge === null) throw new Error('asked before the knowledge arrived');
  switch (request.kind) {
    case 'read':
      analysis = await read(request.file, knowledge, request.place);
      report(null, []);
      break;
    case 'judge':
      report(request.own, request.rules);
      break;
    case 'mask':
      tell(request.names, request.words);
      break;
    case 'segments':
      await segments(request.file, request.ends, knowledge, request.place);
      break;
    case 'save':
      // of very many conversations the choice takes seconds
      say({ kind: 'saving', bytes: 0, total: request.file.size });
      await save(request.file, withUnlisted(request.selection, request.filter), knowledge, request.place);
      break;
  }
}

function report(own: readonly string[] | null, rules: readonly PeerRule[]): void {
  if (analysis === null) return;
  furtherRules = rules;
  shown = analysis.report({ own: own ?? undefined, rules, most: MOST_SHOWN });
  tell(null, []);
}

/** Sends the report without secrets, and without names where there are rules for them. */
function tell(names: NameRules | null, words: readonly string[]): void {
  if (shown === null || knowledge === null) return;
  const { reports, leftovers } = maskAll(knowledge.secrets, names, { reports: [{ report: shown, text: null }], words });
  const { head, batches } = parcelOf(reports[0]?.report ?? shown);
  for (const pieces of batches) say({ kind: 'pieces', pieces });
  say({ kind: 'report', report: head, leftovers });
}

async function read(file: File, known: CaptureKnowledge, place: string | undefined): Promise<CaptureAnalysis> {
  const made = new CaptureAnalysis(file.name, known, { place });
  let reported = performance.now();
  await eachPiece(file, (piece) => {
    made.push(piece);
    if (performance.now() - reported >= REPORT_EVERY) {
      reported = performance.now();
      progress(made, file.size);
    }
    return !made.finished;
  });
  made.end();
  return made;
}

function progress(made: CaptureAnalysis, total: number): void {
  const { hosts, names, packets } = made.traffic;
  const peers = hosts.busiest(MOST_PARTIAL).map(({ address, bytesSent, bytesReceived }) => ({
    address,
    name: names.namesOf(address)[0] ?? '',
    bytes: bytesSent + bytesReceived,
  }));
  say({ kind: 'progress', bytes: made.bytes, total, packets, peers });
}

/** Reads the file once more for the segments of one conversation: nothing of it was kept. */
async function segments(file: File, ends: Ends, known: CaptureKnowledge, place: string | undefined): Promise<void> {
  const made = new CaptureAnalysis(file.name, known, { place });
  const found: LadderSegment[] = [];
  let start = Number.NaN;
  let more = false;
  // of packets that stand in the capture more than once nothing tells which were sent again
  const isCounted = (shown?.capture.facts?.doubling ?? 'none') === 'none';
  const { hosts, flows } = made.traffic;
  made.traffic.watch = ({ flow, frame, from, time, flags, length, window, repeated }) => {
    const [aPort, bPort] = [flows.portOf(flow, 0), flows.portOf(flow, 1)];
    const isPorts = aPort === ends.aPort && bPort === ends.bPort;
    const isTurnedPorts = aPort === ends.bPort && bPort === ends.aPort;
    if (!isPorts && !isTurnedPorts) return;
    const [a, b] = [hosts.addressOf(flows.hostOf(flow, 0)), hosts.addressOf(flows.hostOf(flow, 1))];
    const forward = isPorts && a === ends.a && b === ends.b;
    if (!forward && !(isTurnedPorts && a === ends.b && b === ends.a)) return;
    if (found.length >= MOST_SEGMENTS) {
      more = true;
      return;
    }
    if (Number.isNaN(start)) start = time;
    const sender = (from === 0) === forward ? 'a' : 'b';
    found.push({ frame, time: time - start, from: sender, flags, length, window, repeated: repeated && isCounted });
  };
  await eachPiece(file, (piece) => {
    made.push(piece);
    return !more;
  });
  if (!more) made.end();
  say({ kind: 'segments', segments: found, more });
}

/** The selection with all conversations that fit the filter, where the page could choose among those alone that are listed. */
function withUnlisted(selection: Selection, filter: string | null): Selection {
  if (selection.flows === null || filter === null || analysis === null || shown === null || knowledge === null)
    return selection;
  const { conversations, peers } = shown.capture.leftOut;
  const read = parseFilter(filter);
  if (isFault(read) || conversations + peers === 0) return selection;
  return { ...selection, flows: fittingFlows(analysis, shown.capture, read, [...knowledge.peers, ...furtherRules]) };
}

/** Reads the file once more and hands its packets to the browser piece by piece: however many there are, none is kept here. */
async function save(
  file: File,
  selection: Selection,
  known: CaptureKnowledge,
  place: string | undefined,
): Promise<void> {
  let parts: BlobPart[] = [];
  let size = 0;
  const blobs: Blob[] = [];
  const bundle = (): void => {
    blobs.push(new Blob(parts));
    parts = [];
    size = 0;
  };
  const take = (piece: Uint8Array<ArrayBuffer>): void => {
    parts.push(piece);
    size += piece.length;
    if (size >= BLOB_SIZE) bundle();
  };
  const reading = new SelectionReading(known.captureFormats, selection, take, place);
  let reported = performance.now();
  await eachPiece(file, (piece) => {
    reading.push(piece);
    if (performance.now() - reported >= REPORT_EVERY) {
      reported = performance.now();
      say({ kind: 'saving', bytes: reading.bytes, total: file.size });
    }
    return !reading.finished;
  });
  reading.end();
  bundle();
  say({ kind: 'saved', file: new Blob(blobs, { type: 'application/octet-stream' }), packets: reading.packets });
}

/** Gives the pieces of a file one after the other, until it ends or `take` has enough. */
async function eachPiece(file: File, take: (piece: Uint8Array) => boolean): Promise<void> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (take(value)) continue;
    await reader.cancel();
    return;
  }
}
