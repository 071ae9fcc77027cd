import { actionOf, plainAddress, portsIn, type RuleParts } from './outbound-rule.ts';

/** Where a line of `nft list ruleset` stands: an output chain begins, within one, elsewhere in a ruleset; null: in none. */
export type NftPlace = 'begins' | 'inside' | 'elsewhere' | null;

const TABLE = /^table (?:ip6?|inet|arp|bridge|netdev) \S{1,64} \{/u;
const HOOK = /\btype \w{1,16} hook (\w{1,16}) priority\b/u;
const POLICY = /\bpolicy (accept|drop);/u;

/** Follows the braces of a ruleset. */
export class NftChains {
  #table = false;
  #output = false;

  hear(text: string): NftPlace {
    if (TABLE.test(text)) {
      [this.#table, this.#output] = [true, false];
      return 'elsewhere';
    }
    if (!this.#table) return null;
    const hook = HOOK.exec(text)?.[1];
    if (hook !== undefined) {
      this.#output = hook === 'output';
      return this.#output ? 'begins' : 'elsewhere';
    }
    if (text.trim() === '}') {
      if (text.startsWith('}')) this.#table = false;
      this.#output = false;
      return 'elsewhere';
    }
    // whatever else stands at the margin is no ruleset any more
    if (!/^\s/u.test(text)) {
      [this.#table, this.#output] = [false, false];
      return null;
    }
    return this.#output ? 'inside' : 'elsewhere';
  }
}

/** What the chain does with what no rule takes; null where the line does not say it. */
export function nftPolicy(text: string): string | null {
  return POLICY.exec(text)?.[1] ?? null;
}

/** Pairs of words that say nothing of the destination, or for whom a rule is; the second one where it has to be this. */
const ASIDE: Readonly<Record<string, readonly string[] | null>> = {
  packets: null,
  bytes: null,
  l4proto: ['tcp', '6'],
  protocol: ['tcp', '6'],
  comment: null,
};
/** Words of which the next one says more. */
const INTRODUCING: ReadonlySet<string> = new Set(['counter', 'meta', 'ct', 'ip', 'ip6', 'tcp', 'th', 'log']);

/** The rules of a line of a chain, one for each of its destinations; none where it says something else too. */
export function nftRules(text: string): RuleParts[] {
  const words = text.length > 1000 ? [] : wordsOf(text);
  let [destinations, ports, owner]: [readonly string[] | null, readonly number[] | null, boolean] = [null, null, false];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    const action = actionOf(word);
    if (action !== undefined) {
      const rule = { action, owner, ports };
      return (destinations ?? [null]).map((one) => ({ ...rule, destination: one === null ? null : plainAddress(one) }));
    }
    if (INTRODUCING.has(word)) continue;
    const aside = ASIDE[word];
    if (word === 'daddr' && value !== '!=') destinations = elements(value);
    else if (word === 'dport' && value !== '!=') ports = portsIn(elements(value).join(','));
    else if (word === 'skuid' || word === 'skgid') owner = true;
    else if (word === 'state' ? !value.includes('new') : aside === undefined || aside?.includes(value) === false)
      return [];
    at += 1;
  }
  return [];
}

/** The words of a rule; a set in braces, and a quoted text, is one. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let open: string | null = null;
  for (const word of text.trim().split(' ')) {
    if (open !== null) {
      words[words.length - 1] += ` ${word}`;
      if (word.endsWith(open)) open = null;
      continue;
    }
    words.push(word);
    if (word.startsWith('{') && !word.endsWith('}')) open = '}';
    else if (word.startsWith('"') && (word === '"' || !word.endsWith('"'))) open = '"';
  }
  return words;
}

function elements(given: string): readonly string[] {
  return given.replaceAll(/[{} ]/gu, '').split(',');
}
