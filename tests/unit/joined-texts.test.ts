import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { SignatureMatcher } from '../../src/signatures/matcher.ts';

const signatures = loadSignatures();
const matcher = new SignatureMatcher(signatures);
const examples = signatures.flatMap(({ examples }) => examples);

/** Pieces of real messages, cut anywhere, and what stands around them. */
const piece = fc.oneof(
  fc.constantFrom(...examples),
  fc
    .tuple(fc.constantFrom(...examples), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, share]) => text.slice(0, Math.ceil(text.length * share))),
  fc
    .tuple(fc.constantFrom(...examples), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, share]) => text.slice(Math.floor(text.length * share))),
  fc.string({ maxLength: 12 }),
  fc.constantFrom('web01.contoso.example', '[10.0.0.4] 443 (https) : timed out', '(10.0.0.4:443)', 'open', ''),
);

describe('texts that are put together', () => {
  it('say what they say as one', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 3 }), fc.constantFrom('', ' '), (texts, joint) => {
        const whole = texts.join(joint);
        expect(matcher.matchJoined({ whole, texts, joint })).toEqual(matcher.match(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it('tell a message that is broken within its first word, and one whose host stands before the break', () => {
    const broken = (texts: readonly string[], joint: string): string | undefined =>
      matcher.matchJoined({ whole: texts.join(joint), texts, joint })?.signature.id;
    expect(broken(['x nc', ': connect to h.example port 443 (tcp) failed: Connection timed out'], '')).toBe(
      'nc-timeout',
    );
    expect(broken(['from web01.contoso.example', 'has address 203.0.113.7 now'], ' ')).toBe(
      matcher.match('web01.contoso.example has address 203.0.113.7')?.signature.id,
    );
  });
});
