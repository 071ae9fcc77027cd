import type { Signature, VerdictRange } from '../knowledge/types.ts';

/** One object for each range of a signature, so that equal answers are the same object. */
const made = new WeakMap<VerdictRange, Signature>();

/** A signature with the verdict and cause that it has for a number; itself where none of its ranges holds the number. */
export function withVerdict(signature: Signature, number: string | undefined): Signature {
  if (signature.ranges === undefined || number === undefined) return signature;
  const value = Number(number);
  const range = signature.ranges.find(({ from, to }) => from <= value && value <= to);
  if (range === undefined) return signature;
  let own = made.get(range);
  if (own?.id !== signature.id) {
    own = { ...signature, verdict: range.verdict, cause: range.cause };
    made.set(range, own);
  }
  return own;
}
