import type { SettingsRules } from '../../knowledge/types.ts';
import type { OutboundRule } from '../../model/settings.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { onceFor } from '../../text/once.ts';
import { listedRule, writtenRule } from './iptables.ts';
import { NftChains, nftPolicy, nftRules } from './nft.ts';
import { actionOf, type RuleParts } from './outbound-rule.ts';

type Rules = SettingsRules['network']['outbound'];

/** Rules of one log at most. */
const MOST = 2000;

const blockedFrom = onceFor((rules: Rules) => new RegExp(rules.blockedByDefault, 'u'));

/**
 * The rules for what the machine itself sends, in the order in which it tries them: of `iptables -S` and `-L`, `nft list ruleset`,
 * direct rules of firewalld, and what the Windows Firewall does by default. A rule that cannot be understood as a whole is left out.
 * @param whole the text of the log: most hold no rule at all
 */
export function readOutbound(lines: readonly NumberedLine[], whole: string, rules: Rules): OutboundRule[] {
  if (!rules.marks.some((mark) => whole.includes(mark))) return [];
  const reader = new OutboundReader(rules);
  for (const line of lines) reader.hear(line);
  return reader.rules();
}

class OutboundReader {
  readonly #rules: Rules;
  readonly #blocked: RegExp;
  readonly #found: OutboundRule[] = [];
  readonly #nft = new NftChains();
  #chain = 0;
  /** What the chain does with what no rule takes: it comes last. */
  #policy: OutboundRule | null = null;
  /** The rows of a table are those of the chain. */
  #listing = false;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#blocked = blockedFrom(rules);
  }

  rules(): OutboundRule[] {
    this.#begin();
    return this.#found;
  }

  hear(line: NumberedLine): void {
    const { text } = line;
    if (this.#found.length >= MOST || this.#hearChain(line)) return;
    const place = this.#nft.hear(text);
    const { chain } = this.#rules;
    if (place === 'begins') {
      this.#begin();
      this.#setPolicy(nftPolicy(text), line);
    } else if (place === 'inside') for (const parts of nftRules(text)) this.#add(parts, line);
    else if (place !== null) return;
    else if (text.includes(chain)) this.#add(writtenRule(text, this.#rules), line);
    else if (this.#listing) this.#add(listedRule(text, this.#rules), line);
    else if (this.#blocked.test(text)) {
      this.#begin();
      this.#add({ ...ANY, action: 'drop' }, line);
    }
  }

  /** `Chain OUTPUT (policy DROP)`, `-P OUTPUT DROP`; false for any other line. */
  #hearChain(line: NumberedLine): boolean {
    const listed = LISTED_CHAIN.exec(line.text);
    const [, name, policy = null] = listed ?? STATED_POLICY.exec(line.text) ?? [];
    if (name === undefined) return false;
    const isOwn = name === this.#rules.chain;
    if (listed !== null || isOwn) this.#begin();
    this.#listing = listed !== null && isOwn;
    if (isOwn) this.#setPolicy(policy, line);
    return true;
  }

  /** Another chain begins. */
  #begin(): void {
    if (this.#policy !== null) this.#found.push(this.#policy);
    this.#policy = null;
    this.#chain += 1;
  }

  #setPolicy(word: string | null, { line, text }: NumberedLine): void {
    const action = actionOf(word ?? '');
    if (action !== undefined && action !== 'accept')
      this.#policy = { chain: this.#chain, ...ANY, action, line, text: text.trim() };
  }

  #add(parts: RuleParts | null, { line, text }: NumberedLine): void {
    if (parts !== null) this.#found.push({ chain: this.#chain, ...parts, line, text: text.trim() });
  }
}

const ANY = { destination: null, ports: null, owner: false } as const;

/** `Chain OUTPUT (policy DROP 0 packets, 0 bytes)` */
const LISTED_CHAIN = /^Chain ([\w-]{1,64}) \((?:policy (\w{1,16})|\d{1,6} references)/u;
/** `-P OUTPUT DROP`, `:OUTPUT DROP [0:0]` */
const STATED_POLICY = /^(?:-P |:)([\w-]{1,64}) (\w{1,16})/u;
