import type { Analysis } from '../analyze/log.ts';
import { analyzer } from './analyzer.ts';
import { holdTo } from './hold-to.ts';

/** What an article says about the log of an agent, of a script or of Windows that it shows. */
export interface RecordsExpectation {
  /** As what the log is recognised. */
  readonly format: string;
  /** Ids of the messages that are found, in the order of their first lines, with blanks between them. */
  readonly messages: string;
  /** Id of the root cause that is named first. */
  readonly cause: string;
}

/**
 * Reads an example as a dropped log is read: nobody says what it is.
 * @throws {Error} when the analyzer says otherwise than the article; the build stops then.
 */
export function readRecords(name: string, text: string, said: RecordsExpectation): Analysis {
  const analysis = analyzer.analyzeText(name, text);
  const { format, findings, diagnosis } = analysis.report;
  const found: RecordsExpectation = {
    format,
    messages: [...findings]
      .sort((a, b) => a.line - b.line || a.start - b.start)
      .map(({ signature }) => signature)
      .join(' '),
    cause: diagnosis[0]?.id ?? '',
  };
  holdTo(name, said, found);
  return analysis;
}
