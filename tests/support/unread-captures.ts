import { CaptureAnalysis } from '../../src/analyze/capture.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { knowledge } from './knowledge.ts';
import { CaptureWriter } from './packets.ts';

/** The root causes of a capture. */
export function diagnosisOf(bytes: Uint8Array, own?: readonly string[]): readonly Diagnosis[] {
  const analysis = new CaptureAnalysis('made.pcap', knowledge);
  analysis.push(bytes);
  analysis.end();
  return analysis.report(own === undefined ? {} : { own }).diagnosis;
}

/** A capture in which another machine speaks with the VM. */
export function inbound(writer = new CaptureWriter()): CaptureWriter {
  return writer.handshake('10.0.0.7:40000', '10.0.0.4:22');
}
