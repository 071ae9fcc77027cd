import type { FormatDefinition } from '../knowledge/types.ts';

/** Where one paste holds several logs, each begins with its script's first line. Every part ends where the next begins. */
export function splitLogs(text: string, formats: readonly FormatDefinition[]): string[] {
  const marks = [...new Set(formats.flatMap(({ startMark }) => (startMark === null ? [] : [startMark])))];
  const starts: number[] = [];
  for (const mark of marks) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
      starts.push(lineStart(text, at));
    }
  }
  starts.sort((a, b) => a - b);
  if (starts.length < 2) return [text];
  const cuts = [0, ...starts.slice(1), text.length];
  return cuts.slice(1).map((end, index) => text.slice(cuts[index], end));
}

function lineStart(text: string, at: number): number {
  const before = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1));
  return at === 0 ? 0 : before + 1;
}
