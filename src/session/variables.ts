import type { RawProbe } from './raw-probe.ts';
import type { ToolTable } from './tool-table.ts';

/** Variables that are kept at most. */
const MOST = 256;
/** `$r = …`, also behind `try {`. */
const ASSIGNED = /(?:^|[\s;{(])\$(\w{1,64})\s{0,8}=(?!=)/u;
/** `$c.Connect('host', 443)`: what comes of it is kept in the object. */
const RECEIVER = /^\$(\w{1,64})\.\w{1,40}\(/u;
const NAME = /\$\{?(\w{1,64})/gu;
/** The failure of the command is not shown. */
const SILENT =
  /\s-(?:ea|erroraction)[: ]{1,4}["']?(?:0|s\w{0,20}|i\w{0,10})|[2*]> ?\$null|ErrorActionPreference\s{0,8}=\s{0,8}["']?(?:0|s\w{0,20}|i\w{0,10})/iu;
/** It is shown only as a script likes. */
const CAUGHT = /\bcatch\b/iu;
/** What is to happen with the failures of all commands from here on. */
const PREFERENCE = /\$(?:\w{1,16}:)?ErrorActionPreference\s{0,8}=\s{0,8}["']?(\w{1,20})/iu;

/** The variable to which a line of PowerShell gives a value, in small letters; null for any other line. */
export function assignedIn(text: string): string | null {
  return ASSIGNED.exec(text.slice(0, 400))?.[1]?.toLowerCase() ?? null;
}

/** A line of PowerShell hides the failures of its commands, so nothing tells whether a variable has its value from them. */
export function isSilent(text: string): boolean {
  return SILENT.test(text);
}

/**
 * What variables hold. A command that fails gives none: the variable then shows what an earlier one left in it, and a later
 * `$r.StatusCode` says nothing of the command that failed.
 */
export class Variables {
  readonly #runs = new Map<string, RawProbe[]>();
  readonly #shown = new WeakSet<RawProbe>();
  readonly #silent = new WeakSet<RawProbe>();
  #silence = false;

  /** A command line: it may say that failures are not shown any more. */
  hear(text: string): void {
    const chosen = PREFERENCE.exec(text.slice(0, 400))?.[1]?.toLowerCase();
    if (chosen !== undefined) this.#silence = /^(?:silentlycontinue|ignore|0)$/u.test(chosen);
  }

  /** A command line whose run is this probe. */
  assign(text: string, probe: RawProbe): void {
    const name = assignedIn(text) ?? RECEIVER.exec(text)?.[1]?.toLowerCase() ?? null;
    if (name === null || this.#runs.size > MOST) return;
    if (this.#silence || isSilent(text) || CAUGHT.test(text)) this.#silent.add(probe);
    const runs = this.#runs.get(name);
    if (runs === undefined) this.#runs.set(name, [probe]);
    else runs.push(probe);
  }

  /** Something else was put into the variable. */
  forget(name: string): void {
    this.#runs.delete(name);
  }

  /** A value was shown in a probe that stands in the place of another one. */
  replace(probe: RawProbe, shown: RawProbe): void {
    this.#shown.add(shown);
    for (const runs of this.#runs.values()) {
      const index = runs.lastIndexOf(probe);
      if (index >= 0) runs[index] = shown;
    }
  }

  isShown(probe: RawProbe): boolean {
    return this.#shown.has(probe);
  }

  /** The run whose result a line shows; null when it shows none, or nothing tells whose. */
  shownBy(text: string, tools: ToolTable): RawProbe | null {
    if (text.length > 400) return null;
    const names = new Set([...text.matchAll(NAME)].map(([, name = '']) => name.toLowerCase()));
    const known = [...names].flatMap((name) => this.#runs.get(name) ?? []);
    if (known.length === 0 || [...names].filter((name) => this.#runs.has(name)).length !== 1) return null;
    for (const probe of known.toReversed()) {
      if (this.#shown.has(probe)) return probe;
      if (this.#silent.has(probe)) return null;
      if (tools.get(probe.tool)?.assigns?.(probe) ?? probe.last === probe.first) return probe;
    }
    return null;
  }
}
