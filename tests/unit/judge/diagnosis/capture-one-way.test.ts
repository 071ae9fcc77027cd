import { expect, test } from 'vitest';
import { ACK, CaptureWriter, SYN } from '../../../support/packets.ts';
import { diagnosisOf } from '../../../support/unread-captures.ts';

const VM = '10.0.0.4';
const SERVER = '20.1.1.1:443';

/** Connections of which only what the machine sent was captured. */
function sentOnly(): CaptureWriter {
  const writer = new CaptureWriter();
  for (const port of [50_000, 50_001, 50_002])
    for (const [flags, sequence, data] of [
      [SYN, 1000, ''],
      [ACK, 1001, ''],
      [ACK, 1001, 'hello'],
    ] as const)
      writer.tcp(`${VM}:${port}`, SERVER, flags, sequence, 5001, data);
  return writer;
}

test('one direction alone is said first', () => {
  expect(diagnosisOf(sentOnly().file(), [VM])[0]).toMatchObject({
    id: 'capture-one-way',
    confidence: 'certain',
    params: { of: 'sent' },
  });
});

test('not where an answer was captured', () => {
  const whole = sentOnly().handshake(`${VM}:40000`, SERVER);
  expect(diagnosisOf(whole.file(), [VM]).map(({ id }) => id)).not.toContain('capture-one-way');
});
