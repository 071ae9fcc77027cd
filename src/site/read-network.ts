import type { Analysis } from '../analyze/log.ts';
import { analyzer } from './analyzer.ts';
import { holdTo } from './hold-to.ts';

/** What an article says of the rules or routes that it shows. */
export interface NetworkExpectation {
  /** As what the text is recognised. */
  readonly format: string;
  /** Id of the root cause that is named first. */
  readonly cause: string;
  /** What is decided of one destination: its service tag, the port, the verdict, and the line that decides. */
  readonly decides: string;
}

/**
 * Reads an example as a pasted text is read: nobody says what it is.
 * @throws {Error} when the analyzer says otherwise than the article; the build stops then.
 */
export function readNetwork(name: string, text: string, said: NetworkExpectation): Analysis {
  const analysis = analyzer.analyzeText(name, text);
  const { format, diagnosis, azureNetwork } = analysis.report;
  const decisions = (azureNetwork?.decisions ?? []).map((one) => {
    const line = one.by === 'rules' ? one.rules[0]?.line : one.route?.line;
    return `${one.tag || one.host} ${one.port} ${one.verdict} ${line ?? '-'}`;
  });
  const found: NetworkExpectation = {
    format,
    cause: diagnosis[0]?.id ?? '',
    decides: decisions.find((one) => one === said.decides) ?? decisions.join('; '),
  };
  holdTo(name, said, found);
  return analysis;
}
