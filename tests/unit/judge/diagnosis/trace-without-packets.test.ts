import { expect, test } from 'vitest';
import { CaptureWriter } from '../../../support/packets.ts';
import { TraceWriter } from '../../../support/traces.ts';
import { diagnosisOf } from '../../../support/unread-captures.ts';

/** Microsoft-Windows-Kernel-Process, as its GUID stands in a file. */
const OTHER = 'd62cfb227b0e2b42a0c72fad1fd0e716';

test('an event trace of other providers says whose events it holds', () => {
  const bytes = new TraceWriter().event(OTHER, 1, Buffer.alloc(8)).file();
  const [cause] = diagnosisOf(bytes);
  expect(cause).toMatchObject({ id: 'trace-without-packets', confidence: 'certain', because: [] });
  expect(cause?.params['origins']).not.toBe('');
  expect(cause?.steps.length).toBeGreaterThan(0);
});

test('not where it holds a packet, nor where the file is no trace', () => {
  expect(diagnosisOf(new CaptureWriter().file())[0]?.id).toBe('capture-empty');
  const packet = Buffer.from('4500002800010000400600000a0000041401010100500050000003e8000000005002ffff00000000', 'hex');
  const bytes = new TraceWriter().component(10, 1, 'miniport').packet(packet).file();
  expect(diagnosisOf(bytes, ['10.0.0.4']).map(({ id }) => id)).not.toContain('trace-without-packets');
});
