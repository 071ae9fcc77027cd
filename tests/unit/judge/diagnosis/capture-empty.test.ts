import { expect, test } from 'vitest';
import { CaptureWriter } from '../../../support/packets.ts';
import { diagnosisOf, inbound } from '../../../support/unread-captures.ts';

test('a capture without a packet', () => {
  expect(diagnosisOf(new CaptureWriter().file())).toMatchObject([
    { id: 'capture-empty', confidence: 'certain', because: [], params: {} },
  ]);
});

test('not where a packet was taken, whoever sent it', () => {
  expect(diagnosisOf(inbound().file())[0]?.id).not.toBe('capture-empty');
});
