import type { SettingsRules } from '../../knowledge/types.ts';
import { actionOf, plainAddress, portsIn, type RuleParts } from './outbound-rule.ts';

type Rules = SettingsRules['network']['outbound'];

/** Words of a rule whose value says nothing of the destination. */
const WITH_VALUE: ReadonlySet<string> = new Set(['-m', '--reject-with', '--comment']);
/** Protocols that a rule for connections has, by name and number; the last ones stand for any. */
const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', '6', 'all', '0']);

/**
 * A rule as it is written: `-A OUTPUT -d 168.63.129.16/32 -p tcp -m tcp --dport 80 -j DROP`, and firewalld's `ipv4 filter OUTPUT 0 -d … -j
 * DROP`. Null where it says something else too: a rule is understood as a whole or not at all.
 */
export function writtenRule(text: string, { chain, ports: names }: Rules): RuleParts | null {
  const behind = WRITTEN.exec(text);
  if (behind === null || behind[1] !== chain || text.length > LONGEST) return null;
  const words = text.slice(behind[0].length).split(' ');
  let rule: RuleParts | null = null;
  let [destination, ports, owner]: [string | null, readonly number[] | null, boolean] = [null, null, false];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    if (word === '-j') {
      const action = actionOf(value);
      if (action === undefined) return null;
      rule = { action, destination, ports, owner };
      break;
    }
    if (word === '-d') destination = plainAddress(value);
    else if (word === '--dport' || word === '--dports') ports = portsIn(value, names);
    else if (word.startsWith('--uid-owner') || word.startsWith('--gid-owner')) owner = true;
    else if (word === '--comment' && value.startsWith('"') && !value.endsWith('"')) at = endOfQuote(words, at + 1) - 1;
    else if (word === '-p' ? !PROTOCOLS.has(value) : !(isState(word) ? isNew(value) : WITH_VALUE.has(word)))
      return null;
    at += 1;
  }
  return rule;
}

const WRITTEN = /^(?:-A |ipv4 \w{1,16} )(\w{1,64}) (?:-?\d{1,6} )?/u;
const LONGEST = 1000;

function isState(word: string): boolean {
  return word === '--ctstate' || word === '--state';
}

/** Of connections that are open already a rule prevents none. */
function isNew(states: string): boolean {
  return /\bNEW\b/iu.test(states);
}

function endOfQuote(words: readonly string[], from: number): number {
  const end = words.findIndex((word, at) => at >= from && word.endsWith('"'));
  return end < 0 ? words.length : end;
}

/** A number of a row, a counter of packets or bytes. */
const COUNTER = /^\d{1,20}[KMGT]?$/u;

/** A row of `iptables -L`, with or without numbers and counters before it; null where it says something else too. */
export function listedRule(text: string, { ports: names }: Rules): RuleParts | null {
  const words = text.length > LONGEST ? [] : text.split(' ').filter((word) => word !== '');
  const target = words.findIndex((word) => !COUNTER.test(word));
  const action = actionOf(words[target] ?? '');
  // with counters stand the interfaces too
  const [protocol = '', , ...rest] = words.slice(target + 1);
  const [source = '', to = '', ...more] = target > 1 ? rest.slice(2) : rest;
  const out = target > 1 ? (rest[1] ?? '') : '*';
  if (action === undefined || !PROTOCOLS.has(protocol) || to.startsWith('!') || !EVERY.has(out) || !EVERY.has(source))
    return null;
  const behind = restOf(more, names);
  return behind === null ? null : { action, destination: EVERY.has(to) ? null : plainAddress(to), ...behind };
}

/** What stands behind the destination; null where it says something else than ports, users and new connections. */
function restOf(words: readonly string[], names: Rules['ports']): Pick<RuleParts, 'ports' | 'owner'> | null {
  let [ports, owner]: [readonly number[] | null, boolean] = [null, false];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    if (word === 'tcp' || word === 'multiport' || word === 'owner') continue;
    if (/^dpts?:/u.test(word)) ports = portsIn(word.slice(word.indexOf(':') + 1), names);
    else if (word === 'dports') {
      ports = portsIn(next, names);
      at += 1;
    } else if ((word === 'UID' || word === 'GID') && next === 'match') {
      owner = true;
      at += 2;
    } else if (word === 'reject-with' || ((word === 'ctstate' || word === 'state') && isNew(next))) at += 1;
    else if (word === '/*') at = Math.max(at, words.indexOf('*/', at));
    else return null;
  }
  return { ports, owner };
}

/** How any address, and any interface, is listed. */
const EVERY: ReadonlySet<string> = new Set(['0.0.0.0/0', 'anywhere', '*', 'any']);
