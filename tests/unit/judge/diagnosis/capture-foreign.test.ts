import { expect, test } from 'vitest';
import { knowledge } from '../../../support/knowledge.ts';
import { diagnosisOf } from '../../../support/unread-captures.ts';

const [format] = knowledge.captureFormats;

/** The bytes by which a format is told, and nothing more. */
function beginning(magic: string, offset: number): Uint8Array {
  const bytes = magic.replaceAll('..', '00').match(/[\da-f]{2}/giu) ?? [];
  return Uint8Array.from([
    ...Array.from({ length: offset }, () => 0),
    ...bytes.map((byte) => Number.parseInt(byte, 16)),
    0,
    0,
    0,
    0,
  ]);
}

test('a format that is known and not read is named, with what to do', () => {
  expect(diagnosisOf(beginning(format?.magic ?? '', format?.offset ?? 0))).toMatchObject([
    {
      id: 'capture-foreign',
      confidence: 'certain',
      because: [],
      params: { format: format?.title, advice: format?.advice },
    },
  ]);
});

test('not where nobody knows it', () => {
  expect(diagnosisOf(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]))[0]?.id).toBe('capture-unrecognised');
});
