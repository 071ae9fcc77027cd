import { hasOption, hyphenOptions, valueOf, type Arguments } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import { lookupTarget, NO_DESTINATION } from '../lookup.ts';

/** Options of dig with a value: bin/dig/dig.c of BIND 9. https://bind9.readthedocs.io/en/latest/manpages.html#dig-dns-lookup-utility */
export const OPTIONS = hyphenOptions('address class file key port name type reverse tsig', [], {
  b: 'address',
  c: 'class',
  f: 'file',
  k: 'key',
  p: 'port',
  q: 'name',
  t: 'type',
  x: 'reverse',
  y: 'tsig',
});

/** Words that stand for a class or a type of record. */
const WORDS: ReadonlySet<string> = new Set(
  `in ch hs any a aaaa afsdb axfr caa cname dname dnskey ds https hinfo ixfr loc mx naptr ns nsec ptr rrsig soa spf srv sshfp svcb
tlsa txt uri`.split(/\s/u),
);
const CLASSES: ReadonlySet<string> = new Set(['in', 'ch', 'hs']);
/** Those that ask for an address. */
const ADDRESS: ReadonlySet<string> = new Set(['in', 'a', 'aaaa']);

/** The names that are asked for; one without a host where none is told, or a word is none of dig's. */
export function targetsOf(given: Arguments): readonly Target[] {
  const words = given.positional.filter((word) => !word.startsWith('+') && !word.startsWith('@') && !isWord(word));
  const names = [...new Set([...words, ...(given.options.get('name') ?? [])])];
  if (names.length === 0) return [hasOption(given, 'reverse') ? NO_DESTINATION : NO_TARGET];
  const hosts = names.map(hostName);
  if (hosts.some((host) => host === null || !host.includes('.'))) return [NO_TARGET];
  const type = typesIn(given.positional).at(-1) ?? valueOf(given, 'type');
  return names.map((name) => lookupTarget(name, type));
}

/** The types of record among the words. */
function typesIn(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase()).filter((word) => WORDS.has(word) && !CLASSES.has(word));
}

function isWord(word: string): boolean {
  return WORDS.has(word.toLowerCase());
}

/** The server that is named: `@10.0.0.4`. */
export function serverIn({ positional }: Arguments): string | null {
  return positional.find((word) => word.startsWith('@'))?.slice(1) ?? null;
}

/** The words of a command ask for addresses: no type is given, or that of one. */
export function asksAddress(words: readonly string[]): boolean {
  const types = words.map((word) => word.toLowerCase().replace(/^-t(?=[a-z])/u, '')).filter((word) => WORDS.has(word));
  return types.every((type) => ADDRESS.has(type));
}
