/** What the lookups of a private endpoint's names show beside the list that the endpoint has of them. */

/**
 * `matches`: only addresses of the list. `differs`: another private one. `public`: only public ones. `absent`: the DNS server
 * says that there is no such name. `open`: nobody asked, no answer came, or answers contradict each other.
 */
export type NameState = 'matches' | 'differs' | 'public' | 'absent' | 'open';

/** A name of the list. */
export interface ListedName {
  readonly name: string;
  /** The private DNS zone in which its record belongs. */
  readonly zone: string;
  /** The service of that zone. */
  readonly service: string;
  readonly addresses: readonly string[];
  /** 1-based, where the list says it first. */
  readonly line: number;
}

/** A name of the list with what the machine that ran the lookups got for it. */
export interface PrivateName extends ListedName {
  readonly state: NameState;
  /** What was answered; empty where nothing was. */
  readonly answered: readonly string[];
  /** The DNS server that answered, and the probe; null where none did. */
  readonly server: string | null;
  readonly probe: number | null;
  /** Who was asked: the machine's own DNS server, Azure's (168.63.129.16), another one that the command names; null: nobody. */
  readonly asked: 'own' | 'azure' | 'named' | null;
  /** What Azure's DNS says of it; null where it was not asked. */
  readonly azure: NameState | null;
}
