import type { SignatureMatcher } from '../../signatures/matcher.ts';
import { isQuoted } from '../../text/clean.ts';
import type { Lines } from '../../text/lines.ts';
import { ScriptScanner } from './script-scanner.ts';
import type { Scan } from './scanner.ts';
import { TerminalScanner } from './terminal-scanner.ts';

const MARK = '#TRY!!';

/** Finds the probes of a log. With `script`, only a script's own announcements start one. */
export function scan(lines: Lines, matcher: SignatureMatcher, script: boolean): Scan {
  const quoted = isQuoted(lines);
  const scanner = script ? new ScriptScanner(lines, matcher, quoted) : new TerminalScanner(lines, matcher, quoted);
  return scanner.run();
}

/** True when the text holds announcements of a check script. */
export function isScript(text: string): boolean {
  return text.includes(MARK);
}
