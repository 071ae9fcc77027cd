import { CaptureStream } from '../../src/capture/readers/stream.ts';
import { ownHosts } from '../../src/capture/summary.ts';
import { Traffic } from '../../src/capture/traffic.ts';
import type { CaptureWriter } from './packets.ts';

export const VM = '10.0.0.4';

/** What passed by in packets, and the hosts that are the machine itself. */
export function trafficOf(
  writer: CaptureWriter,
  own: readonly string[] = [VM],
): { readonly traffic: Traffic; readonly own: readonly number[] } {
  const traffic = new Traffic();
  const stream = new CaptureStream(traffic, []);
  stream.push(writer.file());
  stream.end();
  return { traffic, own: ownHosts(traffic, own, new Set()) };
}
