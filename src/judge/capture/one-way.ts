import type { Knowledge } from '../../knowledge/types.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { tell } from '../diagnosis/text.ts';
import { platformOfCapture } from '../platform.ts';

/** That only one direction was captured, where that is so. */
export function oneWayOf(capture: CaptureSummary, knowledge: Knowledge): Diagnosis[] {
  const direction = capture.facts?.direction ?? 'both';
  if (direction === 'both') return [];
  const id = 'capture-one-way';
  const source = { kind: 'capture' as const, platform: platformOfCapture(capture, knowledge.platforms) };
  return [{ id, confidence: 'certain', because: [], ...tell(id, 'certain', { of: direction }, source, knowledge) }];
}
