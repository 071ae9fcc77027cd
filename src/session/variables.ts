import type { RawProbe } from './raw-probe.ts';
import type { ToolTable } from './tool-table.ts';

/** Variables that are kept at most. */
const MOST = 256;
/** `$r = …`, also behind `try {`. */
const ASSIGNED = /(?:^|[\s;{(])\$(\w{1,64})\s{0,8}=(?!=)/u;
const EVERY_ASSIGNED = new RegExp(ASSIGNED, 'gu');
/** `$c.Connect('host', 443)`: what comes of it is kept in the object. */
const RECEIVER = /^\$(\w{1,64})\.\w{1,40}\(/u;
const NAME = /\$\{?(\w{1,64})/gu;
/** The failure of the command is not shown, or what a variable or a splatted table says decides that. */
const SILENT = /\s-(?:ea|erroraction)[: ]{1,4}["']?(?:[04]|si|i|\$)|[2*]> ?\$null|\s@[a-z_]/iu;
/** It is shown only as a script likes. */
const CAUGHT = /\bcatch\b/iu;
/** A block that keeps what stands behind it from being run. */
const LEAVES = /\b(?:continue|return|break|exit|throw)\b/iu;
/**
 * What is to happen with the failures of all commands from here on: `$ErrorActionPreference = …`, `Set-Variable
 * ErrorActionPreference …`, `$PSDefaultParameterValues['*:ErrorAction'] = …`, also with the name of the type before the value.
 */
const PREFERENCE =
  /(?:\bErrorActionPreference|\$PSDefaultParameterValues\s{0,4}(?:=\s{0,4}@\{\s{0,4}|\[\s{0,2}|\.Add\(\s{0,2})["'][^"'\s:]{1,60}:(?:ea|erroraction))["']?\]?\s{0,8}(?:[=,]|-value\s)?\s{0,8}(?:\[[\w.]{1,60}\]::)?["']?(\w{1,20})/giu;
const HIDES = /^(?:silentlycontinue|ignore|0|4)$/u;

/** The variable to which a line of PowerShell gives a value, in small letters; null for any other line. */
export function assignedIn(text: string): string | null {
  return ASSIGNED.exec(text.slice(0, 400))?.[1]?.toLowerCase() ?? null;
}

/** The failures of a line's commands are not shown, so nothing tells whether a variable has its value from them. */
function isSilent(text: string): boolean {
  return SILENT.test(text) || choices(text).some((chosen) => HIDES.test(chosen));
}

/** What a line wants to happen with failures, in small letters. */
function choices(text: string): string[] {
  return [...text.slice(0, 400).matchAll(PREFERENCE)].map(([, chosen = '']) => chosen.toLowerCase());
}

/** Behind `catch { … }` a variable is shown that the block does not give another value, and that it does not keep from being shown. */
function isShownBehindCatch(text: string, name: string): boolean {
  const at = text.search(CAUGHT);
  const end = at < 0 ? -1 : text.indexOf('}', at);
  if (end < 0 || LEAVES.test(text.slice(at, end)) || assignedIn(text.slice(at, end)) === name) return false;
  return [...text.slice(end).matchAll(NAME)].some(([, shown = '']) => shown.toLowerCase() === name);
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

  /** A line, be it a command without a prompt: it may say that failures are not shown any more. */
  hear(text: string): void {
    const chosen = choices(text).at(-1);
    if (chosen !== undefined) this.#silence = HIDES.test(chosen);
  }

  /**
   * A command line gives a variable what one of these hosts answers, and shows it in a place that is also reached when the command
   * fails unseen: it may then be what an earlier command left.
   */
  mayShowOlder(text: string, hosts: readonly (string | null)[]): boolean {
    const known = text.slice(0, 400);
    const given = [...known.matchAll(EVERY_ASSIGNED)].filter(({ 0: assignment, index }) => {
      const [value = ''] = known.slice(index + assignment.length).split(/[;\n]/u, 1);
      // an object that is made without a destination is there in any case
      return value.includes('$') || hosts.some((host) => host !== null && value.toLowerCase().includes(host));
    });
    if (given.length === 0) return false;
    return (
      this.#silence || isSilent(text) || given.some(([, name = '']) => isShownBehindCatch(text, name.toLowerCase()))
    );
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
