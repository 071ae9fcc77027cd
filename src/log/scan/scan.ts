import type { SignatureMatcher } from '../../signatures/matcher.ts';
import type { CleanLines } from '../../text/clean.ts';
import { ScriptScanner } from './script-scanner.ts';
import type { Scan } from './scanner.ts';
import { TerminalScanner } from './terminal-scanner.ts';

const MARK = '#TRY!!';

/** Finds the probes of a log. With `script`, only a script's own announcements start one. */
export function scan(lines: CleanLines, matcher: SignatureMatcher, script: boolean): Scan {
  const scanner = script ? new ScriptScanner(lines, matcher) : new TerminalScanner(lines, matcher);
  return scanner.run();
}

/** True when the text holds announcements of a check script. */
export function isScript(text: string): boolean {
  return text.includes(MARK);
}
