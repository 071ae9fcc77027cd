import { HEAD_BYTES, isCapture } from '../capture/recognise.ts';
import { isCheckLog } from '../evidence/files.ts';
import type { FileReader } from '../evidence/look.ts';
import type { CaptureKnowledge } from '../knowledge/types.ts';
import { isEventLog } from '../journal/evtx/reading.ts';
import { BUNDLES } from '../limits.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { isGzip } from '../text/gzip.ts';
import { isText } from '../text/is-text.ts';
import { CaptureAnalysis } from './capture.ts';
import type { Crew } from './crew.ts';
import type { Analyzer } from './log.ts';

/** Conversations and peers of a capture inside a bundle that are kept; its own view lists all. */
const MOST_CONVERSATIONS = 2000;

/**
 * The kinds of files that a bundle is diagnosed by, in the order in which they are tried. **A further kind is one more entry
 * here**: it says which files are its own, and makes a report of what is pushed into it.
 * @param now when they are read, in milliseconds since the epoch
 * @param crew reads texts, too
 */
export function bundleReaders(
  analyzer: Analyzer,
  knowledge: CaptureKnowledge,
  now?: number,
  crew?: Crew,
): readonly FileReader<ConnectionReport>[] {
  const texts = (path: string): ReturnType<FileReader<ConnectionReport>['open']> =>
    readingOfText((bytes) => {
      const work = { kind: 'file', name: path, bytes, now } as const;
      return crew?.ask(work, bytes.length, analyzer) ?? analyzer.read(work);
    });
  return [
    {
      kind: 'log',
      accepts: isCheckLog,
      limits: { files: BUNDLES.logs, size: BUNDLES.logSize, total: BUNDLES.logsSize },
      open: texts,
    },
    {
      kind: 'capture',
      // by its content alone, and no name makes a packed log a capture
      accepts: (path, head) =>
        isGzip(head)
          ? /\.(?:pcap|pcapng|cap)\.gz$/iu.test(path)
          : isCapture('', head.subarray(0, HEAD_BYTES), knowledge.captureFormats),
      limits: { files: BUNDLES.captures, size: BUNDLES.captureSize, total: BUNDLES.capturesSize },
      open: (path) => readingOfCapture(path, knowledge),
    },
    {
      kind: 'events',
      accepts: (_, head) => isEventLog(head),
      limits: { files: BUNDLES.texts, size: BUNDLES.eventsSize, total: BUNDLES.textsSize },
      open: texts,
    },
    {
      kind: 'text',
      accepts: (_, head) => isText(head),
      limits: { files: BUNDLES.texts, size: BUNDLES.textSize, total: BUNDLES.textsSize },
      open: texts,
    },
  ];
}

function readingOfText(
  read: (bytes: Uint8Array) => LogReport | Promise<LogReport>,
): ReturnType<FileReader<ConnectionReport>['open']> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    push(piece) {
      pieces.push(piece.slice());
      length += piece.length;
      return true;
    },
    end() {
      const bytes = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces.splice(0)) {
        bytes.set(piece, at);
        at += piece.length;
      }
      const report = read(bytes);
      return report instanceof Promise ? report.then(telling) : telling(report);
    },
  };
}

/** Null for a report that says nothing. */
function telling(report: LogReport): LogReport | null {
  return report.format === 'unknown' && report.findings.length === 0 ? null : report;
}

function readingOfCapture(path: string, knowledge: CaptureKnowledge): ReturnType<FileReader<ConnectionReport>['open']> {
  const analysis = new CaptureAnalysis(path, knowledge);
  return {
    push(piece) {
      analysis.push(piece);
      return !analysis.finished;
    },
    end() {
      analysis.end();
      return analysis.report({ most: MOST_CONVERSATIONS });
    },
  };
}
