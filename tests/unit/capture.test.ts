import { describe, expect, test } from 'vitest';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { CaptureSummary, Conversation } from '../../src/model/capture.ts';
import { analyze, captures, knowledge } from '../support/captures.ts';
import { ACK, CaptureWriter, clientHello, dns, FIN, PSH, SYN, u16 } from '../support/packets.ts';

const folder = new URL('../corpus/captures/', import.meta.url);
const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

describe('a capture of an Azure VM', () => {
  const report = analyze('vm.pcap', load('azure-vm-a-eth.pcap')).report();
  const peer = (address: string): NonNullable<typeof report.capture>['peers'][number] | undefined =>
    report.capture?.peers.find((known) => known.address === address);

  test('knows which addresses are the machine itself', () => {
    expect(report.capture?.own).toEqual(expect.arrayContaining(['10.0.0.4', '2001:db8:5::a']));
    expect(report.capture?.own).not.toContain('10.0.0.1');
  });

  test('says what each peer is', () => {
    expect(peer('168.63.129.16')?.identity).toBe('wireserver');
    expect(peer('169.254.169.254')?.identity).toBe('imds');
    expect(peer('20.150.85.196')?.identity).toBe('storage-account');
    expect(peer('20.118.99.224')?.identity).toBe('kms-azure');
    expect(peer('203.0.113.50')?.identity).toBe('operator');
    expect(peer('8.8.8.8')?.identity).toBeNull();
  });

  test('names the storage account behind the shared address', () => {
    expect(peer('20.150.85.196')?.names).toEqual(
      expect.arrayContaining(['diagstore01.blob.core.windows.net', 'blob.tyo22prdstr02a.store.core.windows.net']),
    );
  });

  test('judges each destination', () => {
    const verdict = (host: string, port: number): string | undefined =>
      report.endpoints.find((endpoint) => endpoint.host === host && endpoint.port === port)?.verdict;
    expect(verdict('login.microsoftonline.com', 443)).toBe('reachable');
    expect(verdict('pod01-prot1.jpe.backup.windowsazure.com', 443)).toBe('unreachable');
    expect(verdict('pod01-prot1.jpe.backup.windowsazure.com', 3260)).toBe('unreachable');
    expect(verdict('fs01.file.core.windows.net', 445)).toBe('unreachable');
    expect(verdict('198.51.100.88', 8443)).toBe('unreachable');
  });

  test('classes its outbound traffic', () => {
    expect(peer('168.63.129.16')?.traffic).toBe('platform');
    expect(peer('20.150.85.196')?.traffic).toBe('azure');
    expect(peer('192.0.2.80')?.traffic).toBe('internet');
    expect(peer('ff02::2')?.traffic).toBe('local');
  });

  test('keeps the bytes of each peer over time', () => {
    const out = peer('198.51.100.200')?.out ?? [];
    expect(out.reduce((sum, bytes) => sum + bytes, 0)).toBe(peer('198.51.100.200')?.bytesOut);
    expect(out.length).toBe(report.capture?.timeline.buckets);
  });

  test('is judged anew when the reader corrects the machine', () => {
    const turned = analyze('vm.pcap', load('azure-vm-a-eth.pcap')).report({ own: ['203.0.113.50'] });
    expect(turned.capture?.own).toEqual(['203.0.113.50']);
    expect(turned.endpoints.some(({ host }) => host === '10.0.0.4')).toBe(true);
  });
});

test('the size of the pieces does not matter', () => {
  const whole = analyze('vm.pcapng', load('azure-vm-a-multi.pcapng'), 1 << 30).report();
  for (const size of [997, 4096])
    expect(analyze('vm.pcapng', load('azure-vm-a-multi.pcapng'), size).report()).toEqual(whole);
});

describe('a file that cannot be read says what to do', () => {
  test.each([
    ['azure-vm-a-netmon1.cap', 'capture-foreign'],
    ['azure-vm-a-snoop.cap', 'capture-foreign'],
    ['empty-file.pcap', 'capture-unrecognised'],
  ])('%s', (name, id) => {
    const report = analyze(name, load(name)).report();
    expect(report.format).toBe('unknown');
    expect(report.diagnosis[0]?.id).toBe(id);
    expect(report.diagnosis[0]?.next.length).toBeGreaterThan(0);
  });
});

const VM = '10.0.0.4:40000';
const SERVER = '20.150.1.2:443';
const read = (writer: CaptureWriter): CaptureSummary => analyze('made.pcap', writer.file()).summary();
const tcpOf = (writer: CaptureWriter): Conversation | undefined =>
  read(writer).conversations.find(({ protocol }) => protocol === 'tcp');

test('Network Monitor: packets of the interface of a tunnel are IP without a frame', () => {
  const packet = new CaptureWriter().handshake(VM, SERVER).packets()[0] ?? Buffer.alloc(0);
  const head = Buffer.alloc(128);
  head.write('GMBU');
  head.set([0, 2], 4);
  head.writeUInt16LE(7, 6);
  for (const [at, value] of [2026, 1, 4, 1, 0, 0, 0, 0].entries()) head.writeUInt16LE(value, 8 + at * 2);
  const record = Buffer.alloc(16);
  record.writeUInt32LE(packet.length, 8);
  record.writeUInt32LE(packet.length, 12);
  head.writeUInt32LE(head.length + record.length + packet.length, 24);
  head.writeUInt32LE(4, 28);
  const file = new Uint8Array(Buffer.concat([head, record, packet, Buffer.from([128, 0, 0, 0])]));
  expect(analyze('tunnel.cap', file).summary()).toMatchObject({ packets: 1, linkTypes: [101], otherPackets: 0 });
});

describe('what is damaged is named', () => {
  const packed = gzipSync(new CaptureWriter().handshake(VM, SERVER).file());
  const broken = Buffer.from(packed);
  broken[packed.length - 7] = (broken[packed.length - 7] ?? 0) ^ 255;

  test.each([
    ['whole', packed, []],
    ['with a wrong check sum', broken, ['changed']],
    ['without its last bytes', packed.subarray(0, -3), ['changed']],
  ])('gzip %s', (_, bytes, how) => {
    const summary = analyze('made.pcap.gz', new Uint8Array(bytes), 50).summary();
    expect(summary.packets).toBe(3);
    expect(summary.defects.map(({ damage }) => damage)).toEqual(how.map((one) => ({ kind: 'gzip', how: one })));
  });

  test('an option of pcapng that is longer than its block', () => {
    const bytes = load('azure-vm-a-multi.pcapng').slice();
    const view = new DataView(bytes.buffer);
    const second = view.getUint32(4, true);
    // the first option of the first interface
    view.setUint16(second + 18, 4000, true);
    const { packets, defects } = analyze('vm.pcapng', bytes).summary();
    expect([packets, defects]).toEqual([0, [{ offset: second, damage: { kind: 'short-block' } }]]);
  });

  test('a link layer that cannot be read', () => {
    const report = analyze('made.pcap', new CaptureWriter(127).frame(Buffer.alloc(40)).file()).report();
    expect(report.diagnosis[0]).toMatchObject({ id: 'capture-link-unknown' });
    expect(report.diagnosis[0]?.summary).toContain('802.11 (radiotap) (127)');
  });
});

describe('lengths that a packet claims', () => {
  test('a message ends where UDP says, not where the frame ends', () => {
    const writer = new CaptureWriter().udp('10.0.0.4:5000', '10.0.0.53:53', dns('whole.example', null));
    const packet = Buffer.from(writer.last());
    packet.writeUInt16BE(20, 24);
    expect(read(writer.frame(packet)).dns.map(({ name, queries }) => [name, queries])).toEqual([['whole.example', 1]]);
  });

  test('what fills an Ethernet frame up behind a PPPoE packet is no data', () => {
    const inner = new CaptureWriter().tcp(VM, SERVER, ACK, 1001, 5001).last();
    const packet = Buffer.concat([inner, Buffer.alloc(6)]);
    packet.writeUInt16BE(46, 2);
    const session = Buffer.concat([Buffer.from([0x11, 0, 0, 1]), u16(42), u16(0x0021), packet]);
    const frame = Buffer.concat([Buffer.alloc(12), u16(0x8864), session]);
    const summary = read(new CaptureWriter(1).frame(frame));
    expect(summary.conversations[0]?.connections).toMatchObject([{ payloadFromClient: 0, payloadFromServer: 0 }]);
  });
});

describe('names', () => {
  const names = ({ peers }: CaptureSummary, address: string): readonly string[] | undefined =>
    peers.find((peer) => peer.address === address)?.names;

  test('of TLS and HTTP are read however the start is cut', () => {
    const hello = clientHello('pod01.example');
    const head = Buffer.from('GET / HTTP/1.1\r\nHost: www.contoso.com\r\n\r\n');
    for (const cut of [1, 3, 5, 40]) {
      const tls = new CaptureWriter()
        .handshake(VM, SERVER)
        .tcp(VM, SERVER, PSH | ACK, 1001, 5001, hello.subarray(0, cut))
        .tcp(VM, SERVER, PSH | ACK, 1001 + cut, 5001, hello.subarray(cut));
      expect(read(tls).sni).toEqual(['pod01.example']);
      const http = new CaptureWriter()
        .handshake(VM, SERVER)
        .tcp(VM, SERVER, PSH | ACK, 1001, 5001, head.subarray(0, cut))
        .tcp(VM, SERVER, PSH | ACK, 1001 + cut, 5001, head.subarray(cut));
      expect(names(read(http), '20.150.1.2')).toEqual(['www.contoso.com']);
    }
  });

  test('are not made up of pieces that lack what stands between them', () => {
    const hello = clientHello('pod01.example');
    const gap = new CaptureWriter()
      .handshake(VM, SERVER)
      .tcp(VM, SERVER, PSH | ACK, 1001, 5001, hello.subarray(0, 40))
      .tcp(VM, SERVER, PSH | ACK, 1046, 5001, hello.subarray(40));
    expect(read(gap).sni).toEqual([]);
  });

  test('are read of a later message where the first one was not captured whole', () => {
    const hello = clientHello('pod01.example');
    const writer = new CaptureWriter()
      .handshake(VM, SERVER)
      .tcp(VM, SERVER, PSH | ACK, 1001, 5001, hello)
      .cutTo(60)
      .tcp(VM, SERVER, PSH | ACK, 1001, 5001, hello, 1);
    expect(read(writer).sni).toEqual(['pod01.example']);
  });

  test('in a request to a proxy are not the proxy’s', () => {
    const request = 'GET http://www.contoso.com/ HTTP/1.1\r\nHost: www.contoso.com\r\n\r\n';
    const writer = new CaptureWriter().handshake(VM, SERVER).tcp(VM, SERVER, PSH | ACK, 1001, 5001, request);
    expect(names(read(writer), '20.150.1.2')).toEqual([]);
  });

  test('of DNS say who answered, and an answer counts more than the failure behind it', () => {
    const writer = new CaptureWriter()
      .udp('10.0.0.53:53', '10.0.0.4:5000', dns('two.example', 0, '192.0.2.1'))
      .udp('10.0.0.53:53', '10.0.0.4:5000', dns('two.example', 3));
    expect(read(writer).dns).toMatchObject([{ name: 'two.example', rcode: 'NOERROR', server: '10.0.0.53' }]);
  });

  test('of DNS are read at any port where the message is whole, at its own port also when it is cut', () => {
    const query = dns('whole.example', null, '192.0.2.1');
    const asked = (port: number, message: Buffer): string[] =>
      read(new CaptureWriter().udp('10.0.0.4:5000', `10.0.0.53:${port}`, message)).dns.map(({ name }) => name);
    expect(asked(5300, query)).toEqual(['whole.example']);
    expect(asked(5300, query.subarray(0, -6))).toEqual([]);
    expect(asked(53, query.subarray(0, -6))).toEqual(['whole.example']);
  });

  test('of DNS over TCP are read when the length is cut', () => {
    const query = dns('tcp.example', null);
    const message = Buffer.concat([u16(query.length), query]);
    const server = '10.0.0.53:53';
    const writer = new CaptureWriter()
      .handshake(VM, server)
      .tcp(VM, server, PSH | ACK, 1001, 5001, message.subarray(0, 1))
      .tcp(VM, server, PSH | ACK, 1002, 5001, message.subarray(1));
    expect(read(writer).dns.map(({ name }) => name)).toEqual(['tcp.example']);
  });

  test('of mDNS are UTF-8, and an announcement names its sender without a question', () => {
    const query = dns('Büro Drucker.local', null);
    const head = Buffer.concat([u16(0), u16(0x8400), u16(0), u16(1), u16(0), u16(0)]);
    const record = Buffer.from([0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 9]);
    const body = Buffer.concat([head, query.subarray(12, -4), record]);
    const summary = read(
      new CaptureWriter()
        .udp('10.0.0.9:5353', '224.0.0.251:5353', body)
        .udp('10.0.0.4:5353', '224.0.0.251:5353', query),
    );
    expect(names(summary, '10.0.0.9')).toEqual(['Büro Drucker.local']);
    expect(summary.dns.map(({ name, queries }) => [name, queries])).toEqual([['Büro Drucker.local', 1]]);
  });

  test('inside tunnels are read, the packets count for the tunnel', () => {
    const inner = new CaptureWriter().udp('192.168.0.9:5000', '192.168.0.53:53', dns('inner.example', null)).last();
    const frame = Buffer.concat([Buffer.alloc(12), u16(0x0800), inner]);
    const vxlan = Buffer.concat([Buffer.from([8, 0, 0, 0, 0, 0, 1, 0]), frame]);
    const summary = read(
      new CaptureWriter()
        .udp('10.0.0.4:50000', '10.0.0.5:4789', vxlan)
        .ip(47, '10.0.0.4', '10.0.0.5', Buffer.concat([Buffer.from([0, 0, 8, 0]), inner])),
    );
    expect(summary.dns).toMatchObject([{ name: 'inner.example', queries: 2, inner: true }]);
    expect(summary.conversations.map(({ a, b }) => [a, b])).toEqual([
      ['10.0.0.4', '10.0.0.5'],
      ['10.0.0.4', '10.0.0.5'],
    ]);
  });
});

describe('TCP', () => {
  const connected = (): CaptureWriter => new CaptureWriter().handshake(VM, SERVER);
  const data = (writer: CaptureWriter, at: number, length: number, after = 0.001): CaptureWriter =>
    writer.tcp(VM, SERVER, PSH | ACK, 1001 + at, 5001, Buffer.alloc(length), after);

  test.each([
    [
      'sent again later',
      [
        [0, 100],
        [0, 100, 0.3],
      ],
      1,
    ],
    [
      'overtaken within the round trip',
      [
        [0, 100],
        [200, 100],
        [100, 100],
      ],
      0,
    ],
    [
      'below an acknowledgement without data that is ahead',
      [
        [500, 0],
        [0, 100, 0.1],
      ],
      1,
    ],
    [
      'all new but for the byte of a probe',
      [
        [0, 100],
        [99, 50, 0.1],
      ],
      0,
    ],
    [
      'the clock runs backwards',
      [
        [0, 100],
        [200, 100],
        [100, 100, -0.0005],
      ],
      1,
    ],
  ] as const)('retransmissions: %s', (_, segments, wanted) => {
    const writer = segments.reduce((made, [at, length, after]) => data(made, at, length, after), connected());
    expect(tcpOf(writer)?.retransmissions).toBe(wanted);
  });

  test('retransmissions: a keep-alive is none, the answer to two duplicate acknowledgements is one', () => {
    const idle = data(data(connected(), 0, 100), 99, 1, 10);
    expect(tcpOf(idle)?.retransmissions).toBe(0);
    const lost = data(data(connected(), 0, 100), 200, 100);
    for (let n = 0; n < 3; n += 1) lost.tcp(SERVER, VM, ACK, 5001, 1101, '', 0.001);
    expect(tcpOf(data(lost, 100, 100))?.retransmissions).toBe(1);
  });

  test('a SYN belongs to what was captured before it when its number fits', () => {
    const before = (number: number): string[] =>
      tcpOf(
        new CaptureWriter().tcp(VM, SERVER, FIN | ACK, 1001, 5001).tcp(VM, SERVER, SYN, number, 0),
      )?.connections.map(({ outcome }) => outcome) ?? [];
    expect(before(1000)).toEqual(['no_answer']);
    expect(before(77_000)).toEqual(['midstream', 'no_answer']);
  });

  test('of two SYNs at once the first one opens', () => {
    const writer = new CaptureWriter()
      .tcp(VM, SERVER, SYN, 1000, 0)
      .tcp(SERVER, VM, SYN, 5000, 0)
      .tcp(VM, SERVER, SYN | ACK, 1000, 5001)
      .tcp(VM, SERVER, ACK, 1001, 5001);
    expect(tcpOf(writer)?.connections).toMatchObject([{ client: 'a', outcome: 'established' }]);
  });
});

describe('IPv6', () => {
  const A = '20010db8000000000000000000000004';
  const B = '20010db8000000000000000000000099';
  const syn = new CaptureWriter().tcp(VM, SERVER, SYN, 1000, 0).last().subarray(20);

  test('an ICMP error marks the connection that it quotes, whatever stands for the reason', () => {
    for (const [type, code] of [
      [1, 4],
      [3, 0],
    ] as const) {
      const writer = new CaptureWriter().ip6(6, A, B, syn);
      const error = Buffer.concat([Buffer.from([type, code, 0, 0, 0, 0, 0, 0]), writer.last()]);
      expect(tcpOf(writer.ip6(58, B, A, error))?.connections).toMatchObject([{ icmp: type * 256 + code }]);
    }
    const writer = new CaptureWriter().ip6(6, A, B, syn);
    const large = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 5, 0]), writer.last()]);
    expect(tcpOf(writer.ip6(58, B, A, large))?.connections).toMatchObject([{ icmp: null }]);
  });

  test('ports stand behind extension and authentication headers', () => {
    const options = Buffer.from([51, 0, 0, 0, 0, 0, 0, 0]);
    const authentication = Buffer.concat([Buffer.from([6, 4, 0, 0]), Buffer.alloc(20)]);
    const writer = new CaptureWriter().ip6(0, A, B, Buffer.concat([options, authentication, syn]));
    expect(tcpOf(writer)).toMatchObject({ aPort: 40_000, bPort: 443 });
  });
});

describe('the machine itself', () => {
  /** Packets as Linux marks them in a capture of all interfaces: 0 received, 4 sent. */
  const cooked = (packets: readonly (readonly [mark: number, from: string, to: string])[]): CaptureWriter =>
    packets.reduce((writer, [mark, from, to]) => {
      const packet = new CaptureWriter().udp(`${from}:1000`, `${to}:2000`, Buffer.from('data')).last();
      return writer.frame(Buffer.concat([u16(mark), u16(1), u16(6), Buffer.alloc(8), u16(0x0800), packet]));
    }, new CaptureWriter(113));

  test('is the private address in a capture of one peer, else the one that opens', () => {
    expect(read(new CaptureWriter().handshake('20.150.1.2:5000', '10.0.0.4:443')).own).toEqual(['10.0.0.4']);
    expect(read(new CaptureWriter().handshake('10.0.0.9:5000', '10.0.0.4:443')).own).toEqual(['10.0.0.9']);
  });

  test('is what sends by the marks of the capture, and on the loopback', () => {
    const { own } = read(
      cooked([
        [4, '10.0.0.4', '10.0.0.9'],
        [4, '127.0.0.1', '127.0.0.1'],
        [0, '127.0.0.1', '127.0.0.1'],
      ]),
    );
    expect(own.toSorted()).toEqual(['10.0.0.4', '127.0.0.1']);
  });

  test('is not who shares its hardware address', () => {
    const wired = (flows: readonly (readonly [string, string])[]): CaptureWriter =>
      flows.reduce((writer, [from, to]) => {
        const packet = new CaptureWriter().udp(`${from}:1000`, `${to}:2000`, Buffer.from('data')).last();
        return writer.frame(Buffer.concat([Buffer.alloc(12, 2), u16(0x0800), packet]));
      }, new CaptureWriter(1));
    const platform = ['10.0.0.4', '168.63.129.16'] as const;
    const both = [platform, ['10.0.0.4', '10.0.0.9'], ['10.0.0.9', '10.0.0.4']] as const;
    expect(read(wired(both)).own).toEqual(['10.0.0.4']);
    const ring = Array.from({ length: 9 }, (_, n) => [`10.0.1.${n}`, `10.0.1.${(n + 1) % 9}`] as const);
    expect(read(wired([platform, ...ring])).own).toEqual(['10.0.0.4']);
    // one further address of the same card is the machine's own
    expect(read(wired([platform, ['10.0.0.5', '192.0.2.1']])).own).toEqual(['10.0.0.4', '10.0.0.5']);
  });

  test('is not what it forwards', () => {
    // from a container through the machine and back
    const forwarded = cooked([
      [0, '172.17.0.2', '8.8.8.8'],
      [4, '10.0.0.4', '8.8.8.8'],
      [0, '8.8.8.8', '10.0.0.4'],
      [4, '8.8.8.8', '172.17.0.2'],
    ]);
    expect(read(forwarded).own).toEqual(['10.0.0.4']);
  });
});

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

test('20,000 mutations of captures neither throw nor lose the bound on what is read', () => {
  const next = random(20_261_121);
  const pick = (n: number): number => Math.floor(next() * n);
  const sources = captures()
    .filter(({ name, bytes }) => bytes.length > 64 && bytes.length < 400_000 && !name.endsWith('.gz'))
    .map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, 3000) }));
  for (let round = 0; round < 20_000; round += 1) {
    const source = sources[pick(sources.length)];
    if (source === undefined) throw new Error('no captures');
    const bytes = source.bytes.slice(0, pick(3) === 0 ? pick(source.bytes.length) : source.bytes.length);
    for (let edits = 1 + pick(8); edits > 0 && bytes.length > 0; edits -= 1) bytes[pick(bytes.length)] = pick(256);
    const report = analyze(source.name, bytes, 1 + pick(3000)).report();
    expect(report.capture?.capturedBytes ?? 0).toBeLessThanOrEqual(bytes.length);
  }
});

test('identities of peers are unique, and every one says what it is', () => {
  const ids = knowledge.peers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
