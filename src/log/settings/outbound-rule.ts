import type { OutboundRule } from '../../model/settings.ts';

/** What a rule is for, and what it does. */
export type RuleParts = Pick<OutboundRule, 'action' | 'destination' | 'ports' | 'owner'>;

const ACTIONS: ReadonlySet<string> = new Set<OutboundRule['action']>(['accept', 'drop', 'reject']);

/** What a rule does, by the word that iptables or nft has for it; undefined for another chain, and what decides nothing. */
export function actionOf(word: string): OutboundRule['action'] | undefined {
  const own = word.toLowerCase();
  return ACTIONS.has(own) ? (own as OutboundRule['action']) : undefined;
}

/** A single address without the length of its prefix. */
export function plainAddress(text: string): string {
  return text.endsWith('/32') ? text.slice(0, -3) : text;
}

/** `80,443`, `https`, `1:1024`; a range stands for what lies at its ends only where it is short. */
export function portsIn(text: string, names: Readonly<Record<string, number>> = {}): number[] {
  return text.split(',').flatMap((part) => {
    const known = names[part];
    if (known !== undefined) return [known];
    const [from = Number.NaN, to = from] = part.trim().split(/[:-]/u).map(Number);
    const count = to - from;
    return count >= 0 && count <= MOST_PORTS ? Array.from({ length: count + 1 }, (_, at) => from + at) : [];
  });
}

const MOST_PORTS = 1024;
