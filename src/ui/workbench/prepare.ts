import type { ConnectionReport, LogReport } from '../../model/report.ts';
import { notesOf, repeatedOf } from '../../report/log-view.ts';
import { pathsOf } from '../../report/paths.ts';
import { failingLines, lineOfProbe } from '../../report/proof.ts';
import { pause } from '../pause.ts';

/** Probes of a report that is shown at once. */
const SMALL = 2000;

/** What the view of a report asks for first. */
const STEPS: readonly ((report: ConnectionReport) => unknown)[] = [(report) => lineOfProbe(report, 0), pathsOf];
const LOG_STEPS: readonly ((report: LogReport) => unknown)[] = [failingLines, notesOf, repeatedOf];

/** Works out, step by step, what the view of a very large report needs: between the steps the page answers its reader. */
export async function prepare(report: ConnectionReport): Promise<void> {
  if (report.probes.length <= SMALL) return;
  for (const step of STEPS) {
    await pause();
    step(report);
  }
  for (const step of report.kind === 'log' ? LOG_STEPS : []) {
    await pause();
    step(report as LogReport);
  }
  await pause();
}
