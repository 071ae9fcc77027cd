/**
 * What the rules and routes of an Azure network that a source lists say of the destinations that backups need. A rule that
 * allows and a route that leads out prove no answer: these are no verdicts of reachability.
 */

export type NetworkVerdict = 'allowed' | 'blocked' | 'open';

/**
 * Why. `rule`, `route`: what is named decides. `exempt`: rules and routes do not apply. `cut`: the listing is not whole. `names-only`: it does
 * not show all of ports and addresses. `no-match`: nothing in it fits. The rest may fit and would change the answer: a tag of one region,
 * addresses of which nobody can tell whose they are, a certain source, a group of machines, the tag of the network itself.
 */
export type NetworkReason =
  | 'rule'
  | 'route'
  | 'exempt'
  | 'cut'
  | 'names-only'
  | 'no-match'
  | 'region'
  | 'addresses'
  | 'source'
  | 'group'
  | 'network-tag'
  | 'appliance'
  | 'gateway'
  | 'hop-invalid'
  | 'hop-unknown'
  | 'service-endpoint'
  | 'table-only';

/** A rule of a network security group on which an answer rests. */
export interface NamedRule {
  /** Null where the listing does not tell. */
  readonly nsg: string | null;
  readonly resourceGroup: string | null;
  readonly level: 'nic' | 'subnet' | null;
  readonly name: string;
  readonly priority: number | null;
  readonly access: 'allow' | 'deny';
  /** Null: a rule of every group that the listing leaves out. */
  readonly line: number | null;
}

export type Hop =
  'internet' | 'none' | 'appliance' | 'gateway' | 'service-endpoint' | 'private-endpoint' | 'network' | 'unknown';

/** A route on which an answer rests. */
export interface NamedRoute {
  readonly prefix: string;
  readonly hop: Hop;
  /** As the listing writes it. */
  readonly hopType: string;
  readonly hopAddresses: readonly string[];
  readonly origin: 'user' | 'gateway' | 'system' | 'unknown';
  readonly name: string | null;
  /** The table of routes, where the listing names it. */
  readonly table: string | null;
  readonly resourceGroup: string | null;
  readonly line: number;
}

/** A destination as rules and routes name it, and the workloads that need it. */
export interface NetworkDestination {
  readonly service: string;
  /** Its service tag; empty for an address of the platform to which no rule applies. */
  readonly tag: string;
  /** The first of its names, or its address. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Ids of workloads; empty: every one. */
  readonly workloads: readonly string[];
}

interface Decided extends NetworkDestination {
  readonly verdict: NetworkVerdict;
  readonly reason: NetworkReason;
}

/** What the rules say of a destination: of each group the rule that decides, or that keeps the answer open. */
export interface RuleDecision extends Decided {
  readonly by: 'rules';
  readonly rules: readonly NamedRule[];
}

/** What the routes say of it. */
export interface RouteDecision extends Decided {
  readonly by: 'routes';
  readonly route: NamedRoute | null;
}

export type NetworkDecision = RuleDecision | RouteDecision;

/** A listing within the source. */
export interface NetworkListing {
  readonly kind: 'effective-rules' | 'own-rules' | 'effective-routes' | 'route-table';
  readonly name: string | null;
  readonly level: 'nic' | 'subnet' | null;
  readonly entries: number;
  readonly complete: boolean;
  readonly line: number;
}

export interface AzureNetwork {
  readonly listings: readonly NetworkListing[];
  readonly decisions: readonly NetworkDecision[];
}
