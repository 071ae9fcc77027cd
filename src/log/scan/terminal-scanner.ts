import { commandOfMarker, commandOfPrompt, isMarker, type Command } from '../command.ts';
import { startsAnew } from './another-run.ts';
import { isPureMeter, isRule } from './line-kinds.ts';
import type { MatchedLine, RawProbe } from './raw-probe.ts';
import { EVERYWHERE, Scanner, SETTINGS, toolsOf, type Scan } from './scanner.ts';

/** Tools whose failure is an error record of PowerShell. */
const POWERSHELL: ReadonlySet<string> = new Set(['tnc', 'iwr']);

/** Pasted pieces of a terminal: commands start a probe, and so does output that cannot belong to the one before. */
export class TerminalScanner extends Scanner {
  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.text.at(line);
      if (text.trim() === '') {
        headers = false;
        continue;
      }
      const command = isMarker(text) ? commandOfMarker(text) : commandOfPrompt(text);
      if (command !== null) {
        this.open(command.tool, command, line);
        continue;
      }
      if (this.current?.tool === 'curl' && isPureMeter(text, text.charCodeAt(0))) {
        this.take(this.current, line, null);
        continue;
      }
      const matched = this.explain(text, line, TERMINAL);
      if (matched === null || !isInPlace(matched)) {
        this.#unexplained(text, line);
        continue;
      }
      const { tool } = matched.match.signature;
      if (headers && tool === 'nslookup' && this.current !== null && HEADER.test(text)) {
        this.take(this.current, line, null);
        continue;
      }
      headers = tool === 'curl' && matched.match.pattern.head.startsWith('HTTP/');
      if (SETTINGS.has(tool) && this.current === null) {
        this.others.push({ line, text });
        this.settings.push(matched);
        continue;
      }
      if (tool === 'netsh') {
        this.current = null;
        this.others.push({ line, text });
        this.settings.push(matched);
        continue;
      }
      const probe = EVERYWHERE.includes(tool) && this.current !== null ? this.current : this.#probeFor(tool, matched);
      this.take(probe, line, matched);
      line += matched.continued;
    }
    return this.result(false);
  }

  #unexplained(text: string, line: number): void {
    // a prompt with another command, or the heading of a dump, ends the output before
    if (this.current !== null && (isOtherCommand(text) || isRule(text, text.charCodeAt(0)))) this.current = null;
    if (this.current === null) {
      this.others.push({ line, text });
      return;
    }
    if (this.current.command === null && POWERSHELL.has(this.current.tool))
      this.current.command = commandInRecord(text, this.current.tool);
    this.take(this.current, line, null);
  }

  #probeFor(tool: string, matched: MatchedLine): RawProbe {
    const { current } = this;
    if (tool === 'iwr' && current?.tool === 'curl' && current.command !== null && current.matches.length === 0) {
      // in Windows PowerShell, curl is another name of Invoke-WebRequest
      this.probes.pop();
      return this.open(tool, { ...current.command, tool }, current.first);
    }
    if (current?.tool !== tool || startsAnew(current, matched)) return this.open(tool, null, matched.line);
    return current;
  }
}

/** Tools whose output a terminal may show: what names a service's own error is explained, not judged. */
const TERMINAL = toolsOf(['nslookup', 'nc', 'curl', 'tnc', 'iwr', 'wget', 'netsh', ...EVERYWHERE]);

/** A header line such as `Server: Microsoft-IIS/10.0`; nslookup writes its labels with a tab or two blanks. */
const HEADER = /^[A-Za-z-]{1,40}: \S/u;

/** An error record quotes the command that failed: `+ iwr https://…`, or `   1 |  iwr https://…` in PowerShell 7. */
function commandInRecord(text: string, tool: string): Command | null {
  const quoted = /^(?:\+|\s{0,8}\d{1,6} \|) {1,16}(\S.{0,400})$/u.exec(text)?.[1];
  // a long command is shortened, perhaps inside the name
  if (quoted === undefined || quoted.includes('...')) return null;
  const command = commandOfPrompt(quoted);
  return command?.tool === tool ? command : null;
}

/** The prompt of a Windows shell with a command that is none of ours, or the beginning of a registry dump. */
function isOtherCommand(text: string): boolean {
  return (
    /^(?:PS )?[A-Z]:\\[^>]{0,260}>/u.test(text) || text.trimStart().startsWith('Hive: ') || text.startsWith('HKEY_')
  );
}

/** A status line counts only where curl prints one: at the beginning of its line, or behind `< ` of `-v`. */
function isInPlace({ match, text }: MatchedLine): boolean {
  if (match.signature.tool !== 'curl' || (match.signature.layer !== 'http' && !match.pattern.head.startsWith('HTTP/')))
    return true;
  const before = text.slice(0, match.start);
  return (before === '' || before === '< ') && isAscii(text);
}

/** A reason phrase is ASCII; prose that mentions a status line goes on in Japanese. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 126) return false;
  return true;
}
