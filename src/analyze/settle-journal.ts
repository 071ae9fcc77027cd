import type { FoundJournal } from '../journal/journals.ts';
import type { Recognition } from '../log/formats/recognise.ts';
import { hasRun, TERMINAL } from '../log/formats/settle.ts';
import type { Scan } from '../session/scanner.ts';

/**
 * The format of a text in which a log of records was found. A piece of a log among the commands of a terminal is a part of
 * the terminal's text: its messages are findings there.
 */
export function settleJournal(
  settled: Recognition,
  journal: FoundJournal | null,
  { scan, settings }: { readonly scan: Scan; readonly settings: boolean },
): Recognition {
  if (journal === null || (settled.format !== null && settled.format.id !== TERMINAL)) return settled;
  const isRun = hasRun(scan) || scan.probes.some(({ command }) => command !== null);
  // what any program writes into a common log is the output of that program
  const gives = journal.generic ? scan.probes.length > 0 || isRun || settings : isRun && !journal.alone;
  return gives ? settled : { ...settled, format: journal.format, because: journal.because, complete: true };
}
