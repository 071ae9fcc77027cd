import type { SignatureMatch, SignatureMatcher } from './matcher.ts';

/** A signature that explains a pasted text. */
export interface Explanation {
  readonly id: string;
  readonly tool: string;
  readonly verdict: string;
  readonly cause: string | null;
  readonly title: string;
  readonly meaning: string;
  /** How much of the text the signature's literal part explains, 0 to 1. */
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/** A text longer than this is a log, not an error string. */
const LONGEST_TEXT = 20_000;

/** The signatures of a pasted error string, the best first; a string broken over several lines is joined as well. */
export function explainText(text: string, matcher: SignatureMatcher): Explanation[] {
  const pasted = text.slice(0, LONGEST_TEXT).normalize('NFKC');
  const lines = pasted.split(/\r\n|\r|\n/u);
  const joined = lines.length > 1 && lines.length <= 4 ? [lines.map((line) => line.trim()).join(' ')] : [];
  const best = new Map<string, Explanation>();
  for (const line of [...lines, ...joined]) {
    const match = matcher.match(line);
    if (match === null) continue;
    const found = toExplanation(match, line);
    if ((best.get(found.id)?.score ?? -1) < found.score) best.set(found.id, found);
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a));
}

/** A line that decides explains an error string better than a banner around it. */
function rank({ score, verdict }: Explanation): number {
  return score + (verdict === 'informational' ? 0 : 1);
}

function toExplanation(match: SignatureMatch, line: string): Explanation {
  const { signature, pattern, start, end } = match;
  const share = pattern.weight / Math.max(1, line.trim().replaceAll(/\s/gu, '').length);
  return {
    id: signature.id,
    tool: signature.tool,
    verdict: signature.verdict,
    cause: signature.cause,
    title: signature.title,
    meaning: signature.meaning,
    score: Math.round(Math.min(1, share) * 1000) / 1000,
    start,
    end,
  };
}
