import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { dns, u16 } from './packets.ts';

const RAW = 101;
const VM = 0x0a000004;
const SERVER = 0x14000001;
const RESOLVER = 0x0a000035;
const NOTHING = Buffer.alloc(0);

export const SYN = 2;
const DATA = 24;

/** Writes very many packets fast, in pcap. */
export class Writer {
  #bytes = Buffer.alloc(1 << 16);
  #length = 24;
  #time = 0;

  constructor() {
    this.#bytes.writeUInt32LE(0xa1b2c3d4, 0);
    this.#bytes.writeUInt16LE(2, 4);
    this.#bytes.writeUInt16LE(4, 6);
    this.#bytes.writeUInt32LE(262_144, 16);
    this.#bytes.writeUInt32LE(RAW, 20);
  }

  frame(packet: Buffer): this {
    const at = this.#length;
    const end = at + 16 + packet.length;
    if (end > this.#bytes.length) {
      const longer = Buffer.alloc(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(longer, 0, 0, at);
      this.#bytes = longer;
    }
    this.#time += 1;
    this.#bytes.writeUInt32LE(1_700_000_000 + Math.floor(this.#time / 1000), at);
    this.#bytes.writeUInt32LE((this.#time % 1000) * 1000, at + 4);
    this.#bytes.writeUInt32LE(packet.length, at + 8);
    this.#bytes.writeUInt32LE(packet.length, at + 12);
    packet.copy(this.#bytes, at + 16);
    this.#length = end;
    return this;
  }

  ip(protocol: number, from: number, to: number, payload: Buffer, id = 0, fragment = 0): this {
    const packet = Buffer.alloc(20 + payload.length);
    packet[0] = 0x45;
    packet.writeUInt16BE(packet.length, 2);
    packet.writeUInt16BE(id, 4);
    packet.writeUInt16BE(fragment, 6);
    packet[8] = 64;
    packet[9] = protocol;
    packet.writeUInt32BE(from, 12);
    packet.writeUInt32BE(to, 16);
    payload.copy(packet, 20);
    return this.frame(packet);
  }

  ip6(from: number, to: number, next: number, payload: Buffer): this {
    const packet = Buffer.alloc(40 + payload.length);
    packet[0] = 0x60;
    packet.writeUInt16BE(payload.length, 4);
    packet[6] = next;
    packet.writeUInt32BE(0x20010db8, 8);
    packet.writeUInt32BE(from, 20);
    packet.writeUInt32BE(0x20010db8, 24);
    packet.writeUInt32BE(to, 36);
    payload.copy(packet, 40);
    return this.frame(packet);
  }

  tcp(
    from: readonly [number, number],
    to: readonly [number, number],
    flags: number,
    sequence: number,
    acknowledgement: number,
    data: Buffer = NOTHING,
  ): this {
    return this.ip(6, from[0], to[0], segment(from[1], to[1], flags, sequence, acknowledgement, data));
  }

  udp(from: readonly [number, number], to: readonly [number, number], data: Buffer): this {
    const header = Buffer.concat([u16(from[1]), u16(to[1]), u16(8 + data.length), u16(0), data]);
    return this.ip(17, from[0], to[0], header);
  }

  file(): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(0, this.#length));
  }
}

function segment(
  from: number,
  to: number,
  flags: number,
  sequence: number,
  acknowledgement: number,
  data: Buffer = NOTHING,
): Buffer {
  const bytes = Buffer.alloc(20 + data.length);
  bytes.writeUInt16BE(from, 0);
  bytes.writeUInt16BE(to, 2);
  bytes.writeUInt32BE(sequence >>> 0, 4);
  bytes.writeUInt32BE(acknowledgement >>> 0, 8);
  bytes[12] = 0x50;
  bytes[13] = flags;
  bytes.writeUInt16BE(64_000, 14);
  data.copy(bytes, 20);
  return bytes;
}

type Make = (n: number) => Uint8Array;

function each(n: number, write: (writer: Writer, index: number) => void): Uint8Array {
  const writer = new Writer();
  for (let index = 0; index < n; index += 1) write(writer, index);
  return writer.file();
}

/** A stream of one connection in pieces of one byte. */
function byBytes(port: number, stream: (n: number) => Buffer): Make {
  return (n) => {
    const bytes = stream(n);
    const writer = new Writer().tcp([VM, 40_000], [SERVER, port], SYN, 1, 0);
    for (let at = 0; at < bytes.length; at += 1)
      writer.tcp([VM, 40_000], [SERVER, port], DATA, 2 + at, 1, bytes.subarray(at, at + 1));
    return writer.file();
  };
}

function repeated(piece: Uint8Array, length: number): Buffer {
  return Buffer.alloc(length, Uint8Array.from(piece));
}

/** A ClientHello that claims to be as long as is waited for, and is filled with nothing. */
const ENDLESS_HELLO = Buffer.concat([Buffer.from([22, 3, 1, 63, 0, 1, 0, 62, 252]), Buffer.alloc(16_000)]);
/** Records that hold one byte of the same. */
const TINY_RECORDS = Buffer.concat(
  Array.from(ENDLESS_HELLO.subarray(5, 3000), (byte) => Buffer.from([22, 3, 1, 0, 1, byte])),
);

/** A ServerHello, and a certificate that never ends, in records of ten bytes. */
const ENDLESS_FLIGHT = Buffer.concat([
  Buffer.from([22, 3, 3, 0, 42, 2, 0, 0, 38]),
  Buffer.alloc(38),
  Buffer.from([22, 3, 3, 0, 4, 11, 0, 250, 0]),
  ...Array.from({ length: 4000 }, () => Buffer.concat([Buffer.from([22, 3, 3, 0, 10]), Buffer.alloc(10)])),
]);

function name(index: number): string {
  return `host-${index}.contoso.example`;
}

function pcapng(blocks: readonly Buffer[]): Uint8Array {
  const section = block(
    0x0a0d0d0a,
    Buffer.from([0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, ...Array.from({ length: 8 }, () => 255)]),
  );
  return new Uint8Array(Buffer.concat([section, ...blocks]));
}

function block(type: number, body: Buffer): Buffer {
  const length = 12 + body.length;
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(length, 0);
  return Buffer.concat([head, body, tail]);
}

const INTERFACE = block(1, Buffer.from([RAW, 0, 0, 0, 0, 0, 0, 0]));

function enhanced(id: number, packet: Buffer): Buffer {
  const body = Buffer.alloc(20 + ((packet.length + 3) & ~3));
  body.writeUInt32LE(id, 0);
  body.writeUInt32LE(packet.length, 12);
  body.writeUInt32LE(packet.length, 16);
  packet.copy(body, 20);
  return block(6, body);
}

/** An answer with so many addresses, and so many aliases before them. */
function longAnswer(asked: string, count: number): Buffer {
  const message = dns(asked, 0);
  message.writeUInt16BE(count * 2, 6);
  const records: Buffer[] = [];
  for (let n = 0; n < count; n += 1) {
    const label = Buffer.from(`alias-${n}`);
    const target = Buffer.concat([Buffer.from([label.length]), label, Buffer.from([0])]);
    records.push(Buffer.concat([Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60]), u16(target.length), target]));
    records.push(Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 20, n >> 8, n & 255, 1]));
  }
  return Buffer.concat([message, ...records]);
}

/** Captures that grow with `n` in the one thing that their name says. */
export const FAMILIES: Readonly<Record<string, Make>> = {
  'fragments of one packet, with gaps': (n) =>
    each(n, (writer, i) => writer.ip(17, VM, SERVER, Buffer.alloc(8), 0, 0x2000 | (1 + ((i * 4049) % 8190)))),
  'fragments of many packets': (n) =>
    each(n, (writer, i) => writer.ip(17, VM, SERVER, Buffer.alloc(1024), i & 0xffff, 0x2000 | (((i * 7) % 60) * 128))),
  'fragments that overlap': (n) =>
    each(n, (writer, i) => writer.ip(17, VM, SERVER, Buffer.alloc(64), i >> 4, 0x2000 | ((i & 15) * 4))),
  'conversations whose ports differ in few bits': (n) =>
    each(n, (writer, i) => writer.tcp([VM, (i & 0xff) << 8], [SERVER + (i >> 16), i & 0xff00], SYN, 1, 0)),
  'conversations of one SYN': (n) =>
    each(n, (writer, i) => writer.tcp([VM, 1024 + (i & 0x7fff)], [SERVER + (i >> 15), 443], SYN, 1, 0)),
  'conversations with a handshake': (n) =>
    each(n, (writer, i) => {
      const [client, server] = [
        [VM, 1024 + (i & 0x7fff)],
        [SERVER + (i >> 15), 443],
      ] as const;
      writer
        .tcp(client, server, SYN, 1, 0)
        .tcp(server, client, SYN | 16, 1, 2)
        .tcp(client, server, 16, 2, 2);
    }),
  'SYNs on one pair of ports': (n) => each(n, (writer, i) => writer.tcp([VM, 40_000], [SERVER, 443], SYN, i * 7919, 0)),
  'segments that are sent again': (n) =>
    each(n, (writer) => writer.tcp([VM, 40_000], [SERVER, 443], DATA, 1, 1, Buffer.from('again'))),
  addresses: (n) => each(n, (writer, i) => writer.ip(6, 0x0b000000 + i, VM, segment(40_000, 443, SYN, 1, 0))),
  'addresses of IPv6': (n) => each(n, (writer, i) => writer.ip6(i, 4, 6, segment(40_000, 443, SYN, 1, 0))),
  destinations: (n) => each(n, (writer, i) => writer.tcp([VM, 40_000], [SERVER + i, 443], SYN, 1, 0)),
  'destinations on ports of their own': (n) =>
    each(n, (writer, i) => {
      const server = [SERVER + (i >> 15), 1024 + (i & 0x7fff)] as const;
      writer.tcp([VM, 40_000], server, SYN, 1, 0).tcp([VM, 40_000], server, SYN, 1, 0);
    }),
  'the first messages of a server byte by byte': (n) => {
    const flight = repeated(ENDLESS_FLIGHT, n);
    const writer = new Writer().tcp([VM, 40_000], [SERVER, 443], SYN, 1, 0);
    for (let at = 0; at < flight.length; at += 1)
      writer.tcp([SERVER, 443], [VM, 40_000], DATA, 2 + at, 2, flight.subarray(at, at + 1));
    return writer.file();
  },
  'addresses that talk with the platform': (n) =>
    each(n, (writer, i) => writer.tcp([0x0b000000 + i, 40_000], [0xa83f8110, 80], SYN, 1, 0)),
  'names that resolve, and with an ending behind them': (n) =>
    each(n, (writer, i) => {
      writer
        .udp([VM, 5000], [RESOLVER, 53], dns(name(i), null))
        .udp([RESOLVER, 53], [VM, 5000], dns(name(i), 0, '20.1.2.3'))
        .udp([VM, 5000], [RESOLVER, 53], dns(`${name(i)}.contoso.local.example`, null))
        .udp([RESOLVER, 53], [VM, 5000], dns(`${name(i)}.contoso.local.example`, 3));
    }),
  'names of Azure that fail': (n) =>
    each(n, (writer, i) => {
      writer
        .udp([VM, 5000], [RESOLVER, 53], dns(`a${i}.blob.core.windows.net`, null))
        .udp([RESOLVER, 53], [VM, 5000], dns(`a${i}.blob.core.windows.net`, 3));
    }),
  'answers with many addresses and aliases': (n) =>
    each(n, (writer, i) => writer.udp([RESOLVER, 53], [VM, 5000], longAnswer(name(i), 400))),
  'DNS over TCP byte by byte': byBytes(53, (n) => repeated(Buffer.concat([u16(60_000), Buffer.alloc(60_000)]), n)),
  'a ClientHello byte by byte': byBytes(443, (n) => repeated(ENDLESS_HELLO, n)),
  'a ClientHello in records of one byte': byBytes(443, (n) => repeated(TINY_RECORDS, n)),
  'the head of a request byte by byte': byBytes(80, (n) =>
    repeated(Buffer.from(`GET / HTTP/1.1\r\n${'a\n'.repeat(3900)}\r\n\r\n`), n),
  ),
  'requests to a proxy': (n) =>
    each(n, (writer, i) => {
      const request = Buffer.from(`CONNECT ${name(i)}:443 HTTP/1.1\r\n\r\n`);
      const answer = Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n');
      writer.tcp([VM, 40_000], [SERVER, 8080], DATA, 1 + i * 100, 1 + i * 100, request);
      writer.tcp([SERVER, 8080], [VM, 40_000], DATA, 1 + i * 100, 101 + i * 100, answer);
    }),
  'records of TLS without content': (n) =>
    each(n, (writer, i) =>
      writer.tcp([VM, 40_000], [SERVER, 443], DATA, 1 + i * 1400, 1, repeated(Buffer.from([22, 3, 3, 0, 0]), 1400)),
    ),
  'ICMP errors': (n) =>
    each(n, (writer) => {
      const quoted = Buffer.alloc(28);
      quoted[0] = 0x45;
      quoted[9] = 6;
      quoted.writeUInt32BE(VM, 12);
      quoted.writeUInt32BE(SERVER, 16);
      writer.ip(1, SERVER, VM, Buffer.concat([Buffer.from([3, 1, 0, 0, 0, 0, 0, 0]), quoted]));
    }),
  'packets without content': (n) => each(n, (writer) => writer.frame(NOTHING)),
  'gzip of nothing but zeros': (n) =>
    new Uint8Array(gzipSync(Buffer.concat([new Writer().file(), Buffer.alloc(n * 160)]), { level: 9 })),
  'gzip in many members': (n) => {
    const member = gzipSync(Buffer.alloc(160), { level: 9 });
    return new Uint8Array(Buffer.concat([gzipSync(new Writer().file()), repeated(member, member.length * n)]));
  },
  'a name in the header of gzip without an end': (n) =>
    new Uint8Array(Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(n * 64, 97)])),
  'interfaces of pcapng': (n) => {
    const packet = Buffer.alloc(20);
    return pcapng(Array.from({ length: n }, (_, i) => (i % 2 === 0 ? INTERFACE : enhanced(i >> 1, packet))));
  },
  'options of pcapng': (n) => pcapng([block(4, repeated(Buffer.from([9, 0, 0, 0]), (n % 1_000_000) * 4)), INTERFACE]),
  'sections of pcapng': (n) => {
    const section = pcapng([INTERFACE, enhanced(0, Buffer.alloc(20))]);
    return new Uint8Array(repeated(Buffer.from(section), section.length * n));
  },
};
