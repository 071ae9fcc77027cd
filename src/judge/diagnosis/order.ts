/**
 * Which root cause leads: the one table of it. Failures stand before what describes the log as a whole (`state`), and that before
 * what is only worth knowing (`remark`). Within each of the three the heavier one leads; of two that weigh the same, the one whose
 * rule stands first in index.ts, which is the order in which a connection meets them.
 */

/** Of all findings, those of the first rank lead. */
export const RANKS = ['failure', 'state', 'remark'] as const;

/**
 * A failure weighs as much as the endpoints that it explains, so that the one that explains most leads. What is added decides between
 * two that explain equally many; it is less than one endpoint.
 */
export const BESIDE_ENDPOINTS = {
  /** Concluded from which endpoints fail, and how: a firewall, a proxy's answer, a record that is missing. */
  concluded: 0,
  /**
   * Something names it: a setting, a rule, a route, an address, the system itself. It explains the same silence that would else be
   * taken for a firewall's.
   */
  named: 0.5,
} as const;

/** The direct way is closed on purpose where a proxy is in use: a closed port weighs less than any other endpoint that fails. */
export const CLOSED_BEHIND_PROXY = 0.5;

/** Failures that no endpoint shows, from what is surest to what is left: what was tested outweighs what was said. */
export const WITHOUT_ENDPOINTS = {
  /** A message names its root cause; of several the one that was said first leads by `later`. */
  said: 0.4,
  later: 0.001,
  /** A list shows it beside what was tested: of certificates, of VSS writers, a check of a certificate. */
  listed: 0.3,
  /** So much less weighs what happened in passing: it comes behind all that is known to have failed. */
  passing: 0.2,
  /** An agent tells of its own failures, and of no cause. */
  agentError: 0.1,
  /** Messages alone, of which nobody knows to which destination they belong. */
  messagesOnly: 0.05,
} as const;

/** What describes the log as a whole, or is worth knowing beside it. */
export const STATES = {
  /** What is open makes everything else that is said doubtful. */
  'log-incomplete': 4,
  /** Settings that change what every result means. */
  'private-endpoint': 3,
  'tls12-disabled': 3,
  /** What most results rest on, or lack. */
  'proxy-in-use': 2,
  'proxy-accounts-differ': 2,
  'route-missing': 2,
  'route-to-appliance': 2,
  'forced-tunneling': 2,
  'tool-missing': 2,
  'vm-agent-path-blocked': 2,
  'log-newer': 2,
  /** A remark on a proxy that is in use comes before one on a proxy that is not. */
  'proxy-bypass-missing': 1.5,
  'proxy-half-configured': 1,
  'proxy-not-enabled': 1,
  /** Good news, and what is left open. */
  'all-reachable': 1,
  'rules-allow': 1,
  'rules-undecided': 1,
  'private-dns-matches': 0.5,
  /** What is said where nothing else is. */
  'log-unrecognised': 0,
  'mixed-result': 0,
  'nothing-tested': 0,
} as const;
