import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Hosts } from '../../../src/capture/hosts.ts';
import { Throughput } from '../../../src/capture/throughput.ts';
import { TimeScale } from '../../../src/capture/timeline.ts';

/** A frame: who sent it, who got it, its bytes, and when. */
type Frame = readonly [source: number, destination: number, wire: number, time: number];

/** More hosts than are added up at the same time, with some that get in each other's way. */
const host = fc.oneof(fc.nat(3), fc.integer({ min: 256, max: 259 }), fc.nat(600));
const frames = fc.array(
  fc.tuple(
    host,
    host,
    fc.nat(1500),
    fc.oneof(fc.nat(40), fc.nat(4000)).map((at) => 100 + at / 8),
  ),
  { minLength: 1, maxLength: 80 },
);

function count(all: readonly Frame[], looks: number): { scale: TimeScale; throughput: Throughput } {
  const hosts = new Hosts();
  for (let id = 0; id < 700; id += 1) hosts.v4(id);
  const scale = new TimeScale();
  const throughput = new Throughput(hosts, scale);
  for (const [at, [source, destination, wire, time]] of all.entries()) {
    throughput.count(source, destination, wire, time);
    hosts.tally(source, destination, wire);
    // what is asked for in between changes nothing
    if (at === looks) throughput.receivedBy(destination, 512);
  }
  return { scale, throughput };
}

test('what each host sent and received stands in the bucket of its time, in whatever order the frames come', () => {
  fc.assert(
    fc.property(frames, fc.nat(80), (all, looks) => {
      const { scale, throughput } = count(all, looks);
      for (const id of new Set(all.flatMap(([source, destination]) => [source, destination]))) {
        const sent = Array.from({ length: 512 }, () => 0);
        const received = Array.from({ length: 512 }, () => 0);
        for (const [source, destination, wire, time] of all) {
          const bucket = scale.bucket(time);
          if (source === id) sent[bucket] = (sent[bucket] ?? 0) + wire;
          if (destination === id) received[bucket] = (received[bucket] ?? 0) + wire;
        }
        const isSender = all.some(([source]) => source === id);
        const isReceiver = all.some(([, destination]) => destination === id);
        expect(throughput.sentBy(id, 512)).toEqual(isSender ? sent : []);
        expect(throughput.receivedBy(id, 512)).toEqual(isReceiver ? received : []);
      }
    }),
  );
});
