import { expect, test } from 'vitest';
import { CaptureWriter } from '../../../support/packets.ts';
import { diagnosisOf } from '../../../support/unread-captures.ts';

test('what is no capture', () => {
  expect(diagnosisOf(new TextEncoder().encode('no capture at all'))).toMatchObject([
    { id: 'capture-unrecognised', confidence: 'certain', because: [], params: {} },
  ]);
});

test('not where it is one', () => {
  expect(diagnosisOf(new CaptureWriter().file())[0]?.id).not.toBe('capture-unrecognised');
});
