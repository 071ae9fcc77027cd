import type { PlatformMarks } from '../knowledge/types.ts';
import type { Platform } from '../model/probe.ts';

/** What a log shows of the machine that wrote it. */
export interface PlatformEvidence {
  /** The platform of the recognised format, `any` where the format has none. */
  readonly format: Platform;
  /** Ids of the tools whose output was read. */
  readonly tools: Iterable<string>;
  /** Lines of the source as the analysis reads them. */
  readonly lines: Iterable<string>;
}

/** What a capture shows of the machine on which it was taken. */
export interface CaptureEvidence {
  readonly fileType: string;
  readonly linkTypes: Iterable<number>;
}

export type PlatformRules = Readonly<Record<'windows' | 'linux', PlatformMarks>>;

/** Lines that are looked at: a paste shows its prompts early. */
const MOST_LINES = 5000;
const LONGEST = 2000;

/**
 * The system whose commands the next steps use. The format decides; then prompts, then messages and tools.
 * Marks of both, or of neither, give `any`: both variants of a command are shown then.
 */
export function platformOf({ format, tools, lines }: PlatformEvidence, rules: PlatformRules): Platform {
  if (format !== 'any') return format;
  const used = new Set(tools);
  const all: string[] = [];
  for (const line of lines) {
    if (all.push(line.slice(0, LONGEST)) === MOST_LINES) break;
  }
  const shows = (expressions: readonly string[]): boolean => {
    const marks = expressions.map((source) => new RegExp(source, 'u'));
    return all.some((line) => marks.some((mark) => mark.test(line)));
  };
  return (
    either(rules, ({ prompts }) => shows(prompts)) ??
    either(rules, (marks) => marks.tools.some((tool) => used.has(tool)) || shows(marks.messages)) ??
    'any'
  );
}

/** The system on which a capture was taken, as far as its file format and link types tell; `any` otherwise. */
export function platformOfCapture({ fileType, linkTypes }: CaptureEvidence, rules: PlatformRules): Platform {
  const links = new Set(linkTypes);
  return (
    either(rules, (marks) => marks.captures.includes(fileType) || marks.linkTypes.some((type) => links.has(type))) ??
    'any'
  );
}

/** The one system that has it; `any` for both, null for neither. */
function either(rules: PlatformRules, has: (marks: PlatformMarks) => boolean): Platform | null {
  const windows = has(rules.windows);
  const linux = has(rules.linux);
  if (windows && linux) return 'any';
  return windows ? 'windows' : linux ? 'linux' : null;
}
