/** Fields of Wireshark's display filters that a conversation can answer. */
export type Field =
  | 'ip.addr'
  | 'ipv6.addr'
  | 'tcp.port'
  | 'udp.port'
  | 'tcp.flags.reset'
  | 'tls.handshake.extensions_server_name'
  | 'dns.qry.name';

/** A filter for conversations. */
export type Expression =
  /** All, or one, of several hold; all of none is always true. */
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'protocol'; readonly protocol: string }
  | { readonly kind: 'has'; readonly field: Field }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly operator: 'is' | 'is-not' | 'contains';
      /** In lower case. */
      readonly value: string;
    }
  /** Our short forms: `host:`, `port:`, `state:`, `class:`, or a word that stands anywhere. */
  | { readonly kind: 'short'; readonly key: 'host' | 'port' | 'state' | 'class' | 'any'; readonly value: string };

/** Why a text is no filter, and at which part of it. */
export interface FilterFault {
  readonly code:
    | 'too-long'
    | 'too-many'
    | 'too-deep'
    | 'unknown-field'
    | 'no-operator'
    | 'no-value'
    | 'no-term'
    | 'no-contains'
    | 'open-parenthesis'
    | 'closed-parenthesis'
    | 'open-quote'
    | 'no-address'
    | 'no-port'
    | 'no-flag';
  readonly text: string;
}
