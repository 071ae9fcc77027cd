import type { ConnectionReport } from '../model/report.ts';
import type { LineSource, NumberedLine } from '../text/lines.ts';

/** Lines that a copy quotes for one conclusion. */
const MOST = 5;

/**
 * The lines on which a conclusion rests, each once.
 * @param because ids of its probes
 */
export function proofLines(
  { probes }: ConnectionReport,
  because: readonly number[],
  lines: LineSource,
): NumberedLine[] {
  const found = new Set<number>();
  for (const id of because) {
    if (found.size === MOST) break;
    const line = probes.find((probe) => probe.id === id)?.evidence?.line;
    if (line !== undefined) found.add(line);
  }
  return [...found].map((line) => ({ line, text: lines.at(line).trim() }));
}
