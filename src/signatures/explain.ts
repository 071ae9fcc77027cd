import type { Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { readings } from '../text/unwrap.ts';
import { certain, CutMessages, type CutMessage } from './cut.ts';
import { densePattern, DenseText, gapsOfPattern } from './dense.ts';
import { SignatureMatcher, type SignatureMatch } from './matcher.ts';
import { SimilarMessages } from './similar.ts';

/** A signature that explains a pasted text. */
export interface Explanation {
  readonly id: string;
  readonly tool: string;
  readonly verdict: Signature['verdict'];
  readonly cause: string | null;
  readonly title: string;
  readonly meaning: string;
  /** 0.5 to 1 for a message that is there, by how much of the text it explains; below that for a resemblance. */
  readonly score: number;
  /** True when no pattern fits and the text only resembles the message. */
  readonly similar: boolean;
}

/** A text longer than this is a log, not an error string. */
const LONGEST_TEXT = 20_000;
/** Of more lines than this, neighbours are not put together: a log is not broken in all its lines. */
const MOST_BROKEN = 40;
/** Lines over which a message may have been broken. */
const MOST_JOINED = 8;
/** A score from which a message that fits needs no alternative. */
const SURE = 0.72;
/** Characters by which a piece of a message has to say more than a whole one at the same place. */
const BEYOND = 4;
/** Literal characters from which a message is one also when words of a line are run together (`StatusCode`, not more). */
const LEAST_RUN_TOGETHER = 16;
/** Resemblances that are worth showing. */
const MOST_SIMILAR = 3;

/** A message in a text, with its place among the characters that are no blanks. */
interface Found {
  readonly signature: Signature;
  /** The pattern without blanks. */
  readonly source: string;
  /** Literal characters. */
  readonly weight: number;
  /** A banner around messages. */
  readonly introduces: boolean;
  readonly start: number;
  readonly end: number;
  /** It ends in a variable at the end of its line, so it may go on in the next one. */
  readonly open: boolean;
  readonly score: number;
}

/** What the compiled signatures consist of; made when first needed. */
interface Tools {
  readonly matcher: SignatureMatcher;
  readonly dense: SignatureMatcher;
  /** Gaps between the words of each dense pattern, as its message is written. */
  readonly gaps: ReadonlyMap<string, number>;
  readonly cut: CutMessages;
}

/**
 * Names the messages in a pasted text, whatever happened to it on its way: other hosts and numbers, prompts and time
 * stamps around it, full-width forms, curly quotes, escapes, another case, lines broken anywhere, a missing end. What
 * fits exactly comes first.
 */
export class Explainer {
  readonly #signatures: readonly Signature[];
  #tools: Tools | null = null;
  #similar: SimilarMessages | null = null;

  constructor(signatures: readonly Signature[]) {
    this.#signatures = signatures;
  }

  /** The signatures of a text, the best first. */
  explain(text: string): Explanation[] {
    const texts = readings(text.slice(0, LONGEST_TEXT)).map((reading) => new DenseText(fold(reading)));
    const tools = (this.#tools ??= compile(this.#signatures));
    const found = texts.flatMap((own) => messagesOf(own, tools));
    const exact = ranked(found);
    const known = new Set(exact.map(({ id }) => id));
    // what explains little of the text may be a generic message in place of a specific one that was cut short
    const sure = found.some(
      ({ signature, score, open }) => signature.verdict !== 'informational' && score >= SURE && !open,
    );
    if (sure) return exact;
    const cut = texts.flatMap((own) => piecesOf(own, tools.cut)).filter(({ id }) => !known.has(id));
    for (const { id } of cut) known.add(id);
    this.#similar ??= new SimilarMessages(this.#signatures);
    const resembling = this.#similar
      .find(texts.at(-1)?.parts() ?? [], MOST_SIMILAR)
      .filter(({ signature }) => !known.has(signature.id))
      .map(({ signature, score }) => toExplanation(signature, score * LOOSE, true));
    return [...exact, ...[...cut, ...resembling].slice(0, MOST_SIMILAR)];
  }
}

/** Scores of resemblances: loose ones end at the first, pieces of a message at the second. */
const LOOSE = 0.4;
const BELOW_EXACT = 0.499;

function compile(signatures: readonly Signature[]): Tools {
  const folded = signatures.map((signature) => ({ ...signature, patterns: signature.patterns.map(fold) }));
  return {
    matcher: new SignatureMatcher(folded),
    dense: new SignatureMatcher(
      folded.map((signature) => ({ ...signature, patterns: signature.patterns.map(densePattern) })),
    ),
    gaps: new Map(
      folded.flatMap(({ patterns }) =>
        patterns.map((source) => [densePattern(source), gapsOfPattern(source)] as const),
      ),
    ),
    cut: new CutMessages(folded),
  };
}

/** The messages of a text that do not overlap: in its lines, over broken lines, and one that lacks its end. */
function messagesOf(text: DenseText, { matcher, dense, gaps, cut }: Tools): Found[] {
  const lines = text.lines.map((line, index) =>
    matcher
      .all(line)
      .filter((match) => isMeant(match, line))
      .map((match) => {
        const end = text.offsetOf(index, match.solid);
        return toFound(match, text.offsetOf(index, match.start), end, text, match.end >= line.length);
      }),
  );
  let kept = without(lines.flat(), []);
  if (text.lines.length > MOST_BROKEN) return kept;
  const broken = text.lines.flatMap((_, index) => {
    const from = text.startOf(index);
    const own = text.text.slice(from, text.startOf(index + MOST_JOINED));
    return dense
      .all(own, (at) => text.begins(from + at), text.startOf(index + 1) - from)
      .filter((match) => isBroken(match, from, text, gaps))
      .map((match) => toFound(match, from + match.start, from + match.solid, text, match.end >= own.length));
  });
  kept = without(broken, kept);
  return text.ends().reduce((so, end) => withPiece(so, text, end, cut), kept);
}

/** Adds the message that begins somewhere before `end` and ends there too early. */
function withPiece(kept: Found[], text: DenseText, end: number, cut: CutMessages): Found[] {
  const pieces = cut.withoutEnd(text, endOf(text.text.slice(0, end)));
  const piece = certain(pieces, ({ start, weight }) =>
    kept.some((one) => start === one.start && weight >= one.weight + BEYOND),
  );
  // what stands within another message is no message of its own
  if (piece === null || kept.some((one) => one.open && !one.introduces && one.start < piece.start)) return kept;
  return without([ofPiece(piece, text, end)], kept);
}

/** A match in a text without blanks is meant when it goes over a line, or when it runs no words together that are two. */
function isBroken(
  { pattern, start, solid, values }: SignatureMatch,
  from: number,
  text: DenseText,
  gaps: Tools['gaps'],
): boolean {
  if (text.lineAt(from + start) < text.lineAt(from + solid - 1)) return !pattern.label || isName(values.host);
  if (pattern.label) return false;
  return (
    pattern.weight >= LEAST_RUN_TOGETHER || text.gaps(from + start, from + solid) <= (gaps.get(pattern.source) ?? 0)
  );
}

/** Words in front of a label, or behind its value, make it something else: `Log Name: Application`, `Name: Taro Yamada`. */
function isMeant({ pattern, start, end, values }: SignatureMatch, line: string): boolean {
  if (!pattern.label) return true;
  return (
    isName(values.host) &&
    !/\p{L}\s*$/u.test(line.slice(Math.max(0, start - 20), start)) &&
    !/^\s*[\p{L}/,]/u.test(line.slice(end, end + 20))
  );
}

/** The name of a machine with its domain; other words are names of other things. */
function isName(host: string | undefined): boolean {
  return host?.includes('.') ?? true;
}

/** Messages of which only a piece is there, and which it is cannot be told for certain. */
function piecesOf(text: DenseText, cut: CutMessages): Explanation[] {
  const best = new Map<string, Explanation>();
  for (const [index, part] of text.parts().entries()) {
    const own = new DenseText(part);
    const end = endOf(own.text);
    const begin = own.text.slice(0, end).replace(/^\.{2,}/u, '');
    const pieces = [...cut.withoutHead(begin, index > 0), ...cut.withoutEnd(own, end)];
    const most = pieces.reduce((so, { weight }) => Math.max(so, weight), 0);
    for (const { signature, pattern, weight } of pieces) {
      if (weight < most) continue;
      const share = (weight / pattern.weight + weight / Math.max(weight, own.text.length)) / 2;
      const score = LOOSE + share * (BELOW_EXACT - LOOSE);
      if (score > (best.get(signature.id)?.score ?? 0)) best.set(signature.id, toExplanation(signature, score, true));
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

/** Where a text ends without the dots that stand for what was left out, and without what closes behind it. */
function endOf(text: string): number {
  let end = text.length;
  while (text.charAt(end - 1) === '.') end -= 1;
  if (text.length - end >= 2) return end;
  return /["'}。）)\]]$/u.test(text) ? text.length - 1 : text.length;
}

function toFound(match: SignatureMatch, start: number, end: number, text: DenseText, last: boolean): Found {
  const { signature, pattern, weight } = match;
  return {
    signature,
    source: densePattern(pattern.source),
    weight,
    introduces: weight < 1,
    start,
    end,
    open: last && pattern.tail !== null,
    score: scoreOf(pattern.weight, text, start, end),
  };
}

/** A message that lacks its end. */
function ofPiece({ signature, pattern, weight, start }: CutMessage, text: DenseText, end: number): Found {
  const score = scoreOf(weight, text, start, end);
  return { signature, source: pattern.source, weight, introduces: false, start, end, open: true, score };
}

/** How much of the lines in which it stands a message explains. */
function scoreOf(weight: number, text: DenseText, start: number, end: number): number {
  const first = text.startOf(text.lineAt(start));
  const last = text.startOf(text.lineAt(Math.max(start, end - 1)) + 1);
  return 0.5 + Math.min(1, weight / Math.max(1, last - first)) / 2;
}

/**
 * Adds messages to those that are kept, the more specific one where two overlap. What is kept already stands within
 * one line: another reading must go on where it ends, or explain more of the same characters literally.
 */
function without(found: readonly Found[], before: readonly Found[]): Found[] {
  let kept = [...before];
  const settled = new Set(before);
  for (const one of [...found].sort((a, b) => b.weight - a.weight)) {
    const rivals = kept.filter(({ start, end }) => start < one.end && one.start < end);
    const wins = rivals.every((rival) => {
      const open = rival.open || one.source.startsWith(rival.source);
      return settled.has(rival) && one.weight > (open ? rival.weight : rival.end - rival.start);
    });
    if (!wins) continue;
    kept = kept.filter((other) => !rivals.includes(other));
    kept.push(one);
  }
  return kept;
}

/** One explanation for each signature. A line that decides is worth more than a banner around it, then the specific. */
function ranked(found: readonly Found[]): Explanation[] {
  const best = new Map<string, Found>();
  for (const one of found) {
    const known = best.get(one.signature.id);
    if (known === undefined || known.score < one.score) best.set(one.signature.id, one);
  }
  return [...best.values()]
    .sort((a, b) => rank(b) - rank(a))
    .map(({ signature, score }) => toExplanation(signature, score, false));
}

function rank({ signature, weight, introduces, score }: Found): number {
  return score + (introduces ? -1 : 0) + (signature.verdict === 'informational' ? 0 : 1) + weight / 1000;
}

function toExplanation(
  { id, tool, verdict, cause, title, meaning }: Signature,
  score: number,
  similar: boolean,
): Explanation {
  return { id, tool, verdict, cause, title, meaning, score: Math.round(score * 1000) / 1000, similar };
}
