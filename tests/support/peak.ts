import { readFileSync } from 'node:fs';

/**
 * Bytes that this process held at its peak. Linux counts into `maxRSS` what the parent held when it started the process
 * (fs/exec.c, `setmax_mm_hiwater_rss`), so the peak of the process itself is taken where the system tells it.
 */
export function peakOfProcess(): number {
  let status = '';
  try {
    status = readFileSync('/proc/self/status', 'utf8');
  } catch {
    // another system
  }
  const kilobytes = /^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}
