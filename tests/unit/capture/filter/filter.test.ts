import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fits, type Filterable } from '../../../../src/capture/filter/match.ts';
import { isFault, parseFilter } from '../../../../src/capture/filter/parse.ts';

const ROWS: Readonly<Record<string, Filterable>> = {
  storage: row('tcp', ['10.0.0.4', '20.150.1.2'], [49_152, 443], {
    serverNames: ['diagstore01.blob.core.windows.net'],
    state: 'established',
    traffic: 'azure',
    title: 'azure storage',
  }),
  refused: row('tcp', ['10.0.0.4', '20.191.166.150'], [49_153, 3260], { packets: 2, resets: 1, state: 'refused' }),
  lookup: row('udp', ['10.0.0.4', '168.63.129.16'], [50_000, 53], { asked: ['login.microsoftonline.com'] }),
  six: row('tcp', ['2001:db8:5::a', '2001:db8:cafe::80'], [49_154, 443], {}),
  ping: row('icmp', ['10.0.0.4', '198.51.100.7'], [], {}),
};

function row(
  protocol: string,
  addresses: readonly string[],
  ports: readonly number[],
  more: Partial<Filterable>,
): Filterable {
  const rest = { packets: 10, resets: 0, serverNames: [], asked: [], state: 'none', title: '', traffic: 'internet' };
  const hosts = [...addresses, ...(more.serverNames ?? [])].join('\n');
  return { ...rest, protocol, addresses, ports, hosts, ...more };
}

function kept(text: string): string[] {
  const read = parseFilter(text);
  if (isFault(read)) throw new Error(read.code);
  return Object.entries(ROWS).flatMap(([name, one]) => (fits(read, one) ? [name] : []));
}

const ALL = Object.keys(ROWS);

test.each<[string, string[]]>([
  ['', ALL],
  ['   ', ALL],
  ['ip.addr == 20.150.1.2', ['storage']],
  ['ip.addr==20.150.1.2', ['storage']],
  ['ip.addr eq 20.150.1.2', ['storage']],
  ['ip.addr == 20.0.0.0/8', ['storage', 'refused']],
  ['ip.addr != 20.150.1.2', ['refused', 'lookup', 'ping']],
  ['not ip.addr == 20.150.1.2', ['refused', 'lookup', 'six', 'ping']],
  ['!(ip.addr == 10.0.0.4)', ['six']],
  ['ip.addr', ['storage', 'refused', 'lookup', 'ping']],
  ['ipv6.addr == 2001:db8:cafe::80', ['six']],
  ['ipv6.addr == 2001:0DB8:CAFE:0:0:0:0:80', ['six']],
  ['ipv6.addr == 2001:db8::/32', ['six']],
  ['tcp.port == 443', ['storage', 'six']],
  ['tcp.port != 443', ['refused']],
  ['tcp.port == 0443', ['storage', 'six']],
  ['udp.port == 53', ['lookup']],
  ['tcp.port == 53', []],
  ['tcp.flags.reset == 1', ['refused']],
  ['tcp.flags.reset == True', ['refused']],
  ['tcp.flags.reset == 0', ['storage', 'refused', 'six']],
  ['tcp.flags.reset', ['storage', 'refused', 'six']],
  ['tls.handshake.extensions_server_name contains "blob.core"', ['storage']],
  ['tls.handshake.extensions_server_name == "DiagStore01.blob.core.windows.net"', ['storage']],
  ['tls.handshake.extensions_server_name', ['storage']],
  ['dns.qry.name contains microsoft', ['lookup']],
  ['dns.qry.name == login.microsoftonline.com', ['lookup']],
  ['tcp', ['storage', 'refused', 'six']],
  ['udp or icmp', ['lookup', 'ping']],
  ['tcp and not tcp.port == 443', ['refused']],
  ['udp || tcp && tcp.port == 3260', ['refused', 'lookup']],
  ['(udp || tcp) && ip.addr == 20.191.166.150', ['refused']],
  ['TCP AND tcp.port==3260', ['refused']],
  ['host:blob port:443', ['storage']],
  ['host:20.150', ['storage']],
  ['host:login', []],
  ['login', ['lookup']],
  ['port:443 not class:azure', ['six']],
  ['state:ref', ['refused']],
  ['class:azure', ['storage']],
  ['blob', ['storage']],
  ['Azure', ['storage']],
  ['"azure storage"', ['storage']],
  ['blob or host:20.191', ['storage', 'refused']],
  ['dns.google', []],
  ['constructor', []],
  ['contains', []],
])('%s', (text, names) => {
  expect(kept(text)).toEqual(names);
});

test.each<[string, string, string]>([
  ['tcp.stream == 4', 'unknown-field', 'tcp.stream'],
  ['tcp.analysis.retransmission', 'unknown-field', 'tcp.analysis.retransmission'],
  ['foo == 1', 'unknown-field', 'foo'],
  ['tcp.port > 1024', 'no-operator', '>'],
  ['tcp.port in {80 443}', 'no-operator', 'in'],
  ['dns.qry.name matches "a+"', 'no-operator', 'matches'],
  ['tcp.port = 443', 'no-operator', '='],
  ['tcp.port ==', 'no-value', 'tcp.port =='],
  ['tcp.port == and', 'no-value', 'tcp.port =='],
  ['tcp.port == x', 'no-port', 'x'],
  ['tcp.port == 65536', 'no-port', '65536'],
  ['tcp.port contains 4', 'no-contains', 'tcp.port'],
  ['ip.addr == example.com', 'no-address', 'example.com'],
  ['ip.addr == 10.0.0.0/33', 'no-address', '10.0.0.0/33'],
  ['ip.addr == 10.0.0.0/8/8', 'no-address', '10.0.0.0/8/8'],
  ['ip.addr == ::1', 'no-address', '::1'],
  ['ipv6.addr == 10.0.0.4', 'no-address', '10.0.0.4'],
  ['tcp.flags.reset == 2', 'no-flag', '2'],
  ['(tcp', 'open-parenthesis', '('],
  ['tcp)', 'closed-parenthesis', ')'],
  ['()', 'no-term', ')'],
  ['tcp and', 'no-term', 'and'],
  ['or tcp', 'no-term', 'or'],
  ['not', 'no-term', 'not'],
  ['== 1', 'no-term', '=='],
  ['dns.qry.name contains "a', 'open-quote', '"a'],
  ['a'.repeat(2001), 'too-long', '2000'],
  ['a '.repeat(31), 'too-many', '30'],
  ['('.repeat(60), 'too-deep', '50'],
  ['!'.repeat(60), 'too-deep', '50'],
])('%s is no filter', (text, code, at) => {
  expect(parseFilter(text)).toEqual({ code, text: at });
});

describe('a masked report', () => {
  const masked = { ...ROWS['storage']!, addresses: ['IP-P1', 'IP-2'], hosts: 'ip-p1\nip-2\nhost-3' };

  test.each(['ip.addr == IP-2', 'host:ip-2', 'ip-p1'])('%s finds the stand-in', (text) => {
    const read = parseFilter(text);
    expect(isFault(read) || fits(read, masked)).toBe(true);
    expect(isFault(read) || fits(read, ROWS['storage']!)).toBe(false);
  });
});

test('any text is read at once, as a filter or as a fault', () => {
  const word = fc.constantFrom(
    'tcp.port',
    '==',
    '443',
    '(',
    ')',
    'not',
    '!',
    'and',
    '||',
    'host:',
    '"',
    'contains',
    'é',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(word, { maxLength: 200 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = parseFilter(text);
      if (!isFault(read)) for (const one of Object.values(ROWS)) expect([true, false]).toContain(fits(read, one));
    }),
    { numRuns: 2000 },
  );
});

test('the longest filter is tried against 5,000 conversations within a moment', () => {
  const read = parseFilter(Array.from({ length: 30 }, (_, at) => `host:none${at}`).join(' or '));
  if (isFault(read)) throw new Error(read.code);
  const long = { ...ROWS['storage']!, hosts: 'name.contoso.example\n'.repeat(32) };
  const rows = Array.from({ length: 5000 }, () => long);
  const start = performance.now();
  expect(rows.filter((one) => fits(read, one))).toEqual([]);
  expect(performance.now() - start).toBeLessThan(1500);
});
