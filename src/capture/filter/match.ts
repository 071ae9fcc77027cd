import { networkHolds } from '../../text/network.ts';
import type { Expression, Field } from '../../model/capture-filter.ts';

/** What a filter can ask of a conversation. Texts are in lower case, what stands for an address in a masked report is not. */
export interface Filterable {
  readonly protocol: string;
  readonly addresses: readonly string[];
  /** Its ports; none but of TCP and UDP. */
  readonly ports: readonly number[];
  readonly packets: number;
  readonly resets: number;
  readonly serverNames: readonly string[];
  readonly asked: readonly string[];
  /** Addresses and names of its ends, one a line: a reader may know a part of them. */
  readonly hosts: string;
  readonly state: string;
  readonly traffic: string;
  /** What is known of the peer. */
  readonly title: string;
}

/**
 * Whether a filter fits a conversation: one of its packets does. `!=` holds as in Wireshark from 4.0 on: where the field is
 * there, and none of its values is the one that is named.
 */
export function fits(expression: Expression, row: Filterable): boolean {
  switch (expression.kind) {
    case 'all':
      return expression.of.every((one) => fits(one, row));
    case 'any':
      return expression.of.some((one) => fits(one, row));
    case 'not':
      return !fits(expression.of, row);
    case 'protocol':
      return row.protocol === expression.protocol;
    case 'has':
      return valuesOf(expression.field, row).length > 0;
    case 'short':
      return fitsShort(expression, row);
    case 'compare': {
      const { field, operator, value } = expression;
      const values = valuesOf(field, row);
      if (operator === 'contains') return values.some((one) => one.includes(value));
      const is = (one: string): boolean => (isAddressField(field) ? isAddressOf(value, one) : one === value);
      return operator === 'is' ? values.some(is) : values.length > 0 && !values.some(is);
    }
  }
}

function valuesOf(field: Field, row: Filterable): readonly string[] {
  switch (field) {
    case 'ip.addr':
      return row.addresses.filter((address) => !address.includes(':'));
    case 'ipv6.addr':
      return row.addresses.filter((address) => !address.startsWith('IP-') && address.includes(':'));
    case 'tcp.port':
      return row.protocol === 'tcp' ? row.ports.map(String) : [];
    case 'udp.port':
      return row.protocol === 'udp' ? row.ports.map(String) : [];
    case 'tcp.flags.reset':
      if (row.protocol !== 'tcp') return [];
      return [...(row.resets > 0 ? ['1'] : []), ...(row.packets > row.resets ? ['0'] : [])];
    case 'tls.handshake.extensions_server_name':
      return row.serverNames;
    case 'dns.qry.name':
      return row.asked;
  }
}

function isAddressField(field: Field): boolean {
  return field === 'ip.addr' || field === 'ipv6.addr';
}

function isAddressOf(value: string, address: string): boolean {
  if (value === address) return true;
  if (value.startsWith('IP-') || address.startsWith('IP-')) return false;
  // one address is a network of its own: other ways to write it fit as well
  const bits = address.includes(':') ? 128 : 32;
  return networkHolds(value.includes('/') ? value : `${value}/${bits}`, address);
}

function fitsShort({ key, value }: Extract<Expression, { kind: 'short' }>, row: Filterable): boolean {
  switch (key) {
    case 'host':
      return row.hosts.includes(value);
    case 'port':
      return row.ports.some((port) => String(port) === value);
    case 'state':
      return row.state.startsWith(value);
    case 'class':
      return row.traffic === value;
    case 'any':
      return row.hosts.includes(value) || row.title.includes(value) || row.asked.some((name) => name.includes(value));
  }
}
