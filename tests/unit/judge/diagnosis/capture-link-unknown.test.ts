import { expect, test } from 'vitest';
import { CaptureWriter } from '../../../support/packets.ts';
import { diagnosisOf, inbound } from '../../../support/unread-captures.ts';

test('packets of a link that is not read: it is named', () => {
  const [found] = diagnosisOf(inbound(new CaptureWriter(147)).file());
  expect(found).toMatchObject({ id: 'capture-link-unknown', confidence: 'certain', because: [] });
  expect(String(found?.params['link'])).toContain('147');
});

test('not of a link that is read', () => {
  expect(diagnosisOf(inbound().file(), ['10.0.0.4'])[0]?.id).toBe('capture-no-outbound');
});
