import type { Knowledge } from '../../knowledge/types.ts';
import type { ListedName } from '../../model/private-name.ts';
import { isAddress, isPrivateAddress } from '../../text/address.ts';
import { isHostName } from '../../text/host-name.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { privateZoneOf } from './private-zone.ts';

type Zones = Knowledge['privateZones'];

/** A vault has twelve endpoints of some ten names. */
const MOST = 256;
/** An answer of the command line in one line is not longer. */
const LONGEST = 100_000;
/** What a list of our services' names holds, in any of its forms. */
const HINT = /privatelink|fqdn/iu;
/** What stands around the values of JSON, of YAML and of PowerShell's lists. */
const SEPARATORS = /[\s"',;:[\]{}|]+/u;
/** Keys of `customDnsConfigs` and `recordSets` (Microsoft.Network/privateEndpoints), in any case. */
const NAME_KEY = 'fqdn';
const ADDRESS_KEY = 'ipaddresses';

/**
 * The names and addresses of a private endpoint, as its own list has them: `customDnsConfigs` as JSON, YAML or PowerShell's list, the
 * portal's table, or a name with its addresses alone in a line (PrivateIP.ps1). A sentence that names both is no list, nor is a
 * hosts file, whose address stands first.
 */
export function readDnsList(lines: readonly NumberedLine[], text: string, zones: Zones): readonly ListedName[] {
  if (!HINT.test(text)) return [];
  const list = new DnsList(zones);
  for (const { line, text: own } of lines) if (own.length <= LONGEST) list.read(own, line);
  return list.names;
}

class DnsList {
  readonly #zones: Zones;
  readonly #found = new Map<string, ListedName>();
  /** The name behind the last key, and whether its addresses follow. */
  #name: string | null = null;
  #expected: 'name' | 'addresses' | null = null;
  /** Below a head that names both columns, until a line without cells. */
  #table = false;

  constructor(zones: Zones) {
    this.#zones = zones;
  }

  get names(): readonly ListedName[] {
    return [...this.#found.values()].filter(({ addresses }) => addresses.length > 0);
  }

  read(text: string, line: number): void {
    const words = text.split(SEPARATORS).filter((word) => word !== '' && word !== '-');
    if (words.length === 0) {
      if (text.trim() === '') this.#close();
      return;
    }
    const isHead = isTableHead(words);
    if (isHead) {
      this.#close();
      this.#table = true;
      return;
    }
    if (this.#readRow(text, words, line)) return;
    this.#readKeys(words, line);
  }

  #close(): void {
    this.#name = null;
    this.#expected = null;
    this.#table = false;
  }

  /** A name with its addresses in one line: alone, or as cells of a table. */
  #readRow(text: string, words: readonly string[], line: number): boolean {
    const names = words.filter((word) => this.#isName(word));
    const addresses = words.filter(isListed);
    const [name] = names;
    if (name === undefined || names.length > 1 || addresses.length === 0) return false;
    const alone = words.length === addresses.length + 1 && words[0] === name;
    if (!alone && !this.#table && !text.includes('\t')) return false;
    // a hosts file parts its address and its name by a tab as well
    if (!this.#table && words[0] !== name) return false;
    this.#add(name, addresses, line);
    return true;
  }

  /** Keys with their values, in one line or in many. */
  #readKeys(words: readonly string[], line: number): void {
    for (const word of words) {
      const key = word.toLowerCase();
      if (key === NAME_KEY) {
        this.#name = null;
        this.#expected = 'name';
      } else if (key === ADDRESS_KEY) this.#expected = this.#name === null ? null : 'addresses';
      else if (this.#expected === 'name') {
        this.#name = this.#isName(word) ? word : null;
        this.#expected = null;
      } else if (this.#expected === 'addresses') {
        if (isListed(word) && this.#name !== null) this.#add(this.#name, [word], line);
        else this.#expected = null;
      }
    }
  }

  #isName(word: string): boolean {
    return word.includes('.') && isHostName(word) && privateZoneOf(word, this.#zones) !== null;
  }

  #add(written: string, addresses: readonly string[], line: number): void {
    const name = written.toLowerCase();
    const known = this.#found.get(name);
    const zone = privateZoneOf(name, this.#zones);
    if (zone === null || (known === undefined && this.#found.size >= MOST)) return;
    const all = [...new Set([...(known?.addresses ?? []), ...addresses])];
    this.#found.set(name, { name, ...zone, addresses: all, line: known?.line ?? line });
  }
}

/** An address that a private endpoint can have. */
function isListed(word: string): boolean {
  return isAddress(word) && isPrivateAddress(word);
}

/** `FQDN` and `IP addresses`, `Fqdn` and `IpAddresses` … alone in a line. */
function isTableHead(words: readonly string[]): boolean {
  const small = words.map((word) => word.toLowerCase());
  return (
    small.length <= 12 &&
    small.includes(NAME_KEY) &&
    small.some((word) => word === 'ip' || word === ADDRESS_KEY || word === 'ipaddress') &&
    !small.some((word) => word.includes('.'))
  );
}
