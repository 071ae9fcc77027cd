import { expect, test } from 'vitest';
import { CaptureWriter } from '../../../support/packets.ts';
import { diagnosisOf, inbound } from '../../../support/unread-captures.ts';

test('packets, and no connection that the machine opened: its addresses are named', () => {
  expect(diagnosisOf(inbound().file(), ['10.0.0.4'])).toMatchObject([
    { id: 'capture-no-outbound', confidence: 'certain', because: [], params: { own: '10.0.0.4' } },
  ]);
});

test('not where it opened one, nor where there is no packet', () => {
  const opened = inbound().handshake('10.0.0.4:41000', '20.1.1.1:443');
  expect(diagnosisOf(opened.file(), ['10.0.0.4'])[0]?.id).toBe('all-reachable');
  expect(diagnosisOf(new CaptureWriter().file())[0]?.id).toBe('capture-empty');
});
