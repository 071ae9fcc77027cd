import { Buffer } from 'node:buffer';

export const SYN = 2;
export const ACK = 16;
export const RST = 4;
export const PSH = 8;
export const FIN = 1;

const RAW = 101;

/** Writes a pcap file of raw IP packets (or of frames of another link type), one after the other. */
export class CaptureWriter {
  readonly #records: Buffer[] = [];
  readonly #linkType: number;
  time = 1_700_000_000;

  constructor(linkType = RAW) {
    this.#linkType = linkType;
  }

  /** A TCP segment; `at` seconds after the one before it. */
  tcp(
    from: string,
    to: string,
    flags: number,
    sequence: number,
    acknowledgement: number,
    data: Buffer | string = '',
    at = 0.01,
    window = 64_000,
  ): this {
    const [source, sourcePort] = place(from);
    const [destination, destinationPort] = place(to);
    const payload = Buffer.from(data);
    const header = Buffer.alloc(20);
    header.writeUInt16BE(sourcePort, 0);
    header.writeUInt16BE(destinationPort, 2);
    header.writeUInt32BE(sequence >>> 0, 4);
    header.writeUInt32BE(acknowledgement >>> 0, 8);
    header[12] = 5 << 4;
    header[13] = flags;
    header.writeUInt16BE(window, 14);
    return this.ip(6, source, destination, Buffer.concat([header, payload]), at);
  }

  udp(from: string, to: string, data: Buffer, at = 0.01): this {
    const [source, sourcePort] = place(from);
    const [destination, destinationPort] = place(to);
    const header = Buffer.alloc(8);
    header.writeUInt16BE(sourcePort, 0);
    header.writeUInt16BE(destinationPort, 2);
    header.writeUInt16BE(8 + data.length, 4);
    return this.ip(17, source, destination, Buffer.concat([header, data]), at);
  }

  /** An ICMP error that quotes the start of the packet written last. */
  icmpError(from: string, to: string, type: number, code: number, mtu = 0): this {
    const head = Buffer.from([type, code, 0, 0, 0, 0, mtu >> 8, mtu & 255]);
    const body = Buffer.concat([head, this.last().subarray(0, 28)]);
    return this.ip(1, from, to, body, 0.01);
  }

  /** A connection that is established and then quiet. Sequence numbers: client 1001, server 5001. */
  handshake(client: string, server: string): this {
    return this.tcp(client, server, SYN, 1000, 0)
      .tcp(server, client, SYN | ACK, 5000, 1001)
      .tcp(client, server, ACK, 1001, 5001);
  }

  /** The packet written last. */
  last(): Buffer {
    return this.#records.at(-1)?.subarray(16) ?? Buffer.alloc(0);
  }

  /** All packets, in their order. */
  packets(): Buffer[] {
    return this.#records.map((record) => record.subarray(16));
  }

  file(): Uint8Array {
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(262_144, 16);
    header.writeUInt32LE(this.#linkType, 20);
    return new Uint8Array(Buffer.concat([header, ...this.#records]));
  }

  /** A packet of any protocol of IP. */
  ip(protocol: number, source: string, destination: string, payload: Buffer, at = 0.01): this {
    const packet = Buffer.alloc(20 + payload.length);
    packet[0] = 0x45;
    packet.writeUInt16BE(packet.length, 2);
    packet[8] = 64;
    packet[9] = protocol;
    Buffer.from(source.split('.').map(Number)).copy(packet, 12);
    Buffer.from(destination.split('.').map(Number)).copy(packet, 16);
    payload.copy(packet, 20);
    return this.frame(packet, at);
  }

  /** The same of IPv6. */
  ip6(next: number, source: string, destination: string, payload: Buffer): this {
    const head = Buffer.alloc(8);
    head[0] = 0x60;
    head.writeUInt16BE(payload.length, 4);
    head[6] = next;
    return this.frame(Buffer.concat([head, Buffer.from(source, 'hex'), Buffer.from(destination, 'hex'), payload]));
  }

  /** Of the packet written last only its first bytes were captured. */
  cutTo(length: number): this {
    const record = this.#records.pop()?.subarray(0, 16 + length) ?? Buffer.alloc(0);
    record.writeUInt32LE(length, 8);
    this.#records.push(record);
    return this;
  }

  /** A frame as it stands. */
  frame(packet: Buffer, at = 0.01): this {
    this.time += at;
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Math.floor(this.time), 0);
    record.writeUInt32LE(Math.floor((this.time % 1) * 1e6), 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    this.#records.push(Buffer.concat([record, packet]));
    return this;
  }
}

/** A TCP connection that is written segment by segment, with the numbers that follow from what was said before. */
export class Talk {
  readonly #writer: CaptureWriter;
  readonly #client: string;
  readonly #server: string;
  /** What each side sends next. */
  sent = 1001;
  got = 5001;

  constructor(writer: CaptureWriter, client: string, server: string) {
    this.#writer = writer;
    this.#client = client;
    this.#server = server;
    writer.handshake(client, server);
  }

  /** The client sends data; `again` more times without being heard, each twice as long after the one before. */
  says(data: Buffer | string, again = 0, at = 0.01): this {
    this.#send(data, at);
    for (let time = 0; time < again; time += 1) this.#send(data, 0.3 * 2 ** time);
    this.sent += Buffer.byteLength(data);
    return this;
  }

  #send(data: Buffer | string, at: number): void {
    this.#writer.tcp(this.#client, this.#server, PSH | ACK, this.sent, this.got, data, at);
  }

  /** The server sends data, and thereby confirms all that it got. */
  answers(data: Buffer | string, at = 0.01): this {
    this.#writer.tcp(this.#server, this.#client, PSH | ACK, this.got, this.sent, data, at);
    this.got += Buffer.byteLength(data);
    return this;
  }

  /** A side sends a segment without data. */
  segment(by: 'client' | 'server', flags: number, at = 0.01, window = 64_000): this {
    if (by === 'client') this.#writer.tcp(this.#client, this.#server, flags, this.sent, this.got, '', at, window);
    else this.#writer.tcp(this.#server, this.#client, flags, this.got, this.sent, '', at, window);
    return this;
  }

  /** What the server sends next, it never does as far as the capture shows. */
  loses(bytes: number): this {
    this.got += bytes;
    return this;
  }
}

function place(text: string): [address: string, port: number] {
  const [address = '', port = '0'] = text.split(':');
  return [address, Number(port)];
}

/**
 * A DNS message that asks for a name's address, or answers with a response code and, where given, one address (of IPv6 as
 * 32 hexadecimal digits).
 */
export function dns(name: string, rcode: number | null, address = ''): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(7, 0);
  header.writeUInt16BE(rcode === null ? 0x0100 : 0x8180 | rcode, 2);
  header.writeUInt16BE(1, 4);
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)]));
  const question = Buffer.concat([...labels, Buffer.from([0, 0, 1, 0, 1])]);
  if (address === '') return Buffer.concat([header, question]);
  header.writeUInt16BE(1, 6);
  const isFour = address.includes('.');
  const bytes = isFour ? Buffer.from(address.split('.').map(Number)) : Buffer.from(address, 'hex');
  const record = Buffer.concat([
    Buffer.from([0xc0, 12, 0, isFour ? 1 : 28, 0, 1, 0, 0, 0, 60, 0, bytes.length]),
    bytes,
  ]);
  return Buffer.concat([header, question, record]);
}

/** A record with a ClientHello that names a server. */
export function clientHello(name: string): Buffer {
  const host = Buffer.from(name);
  const sni = Buffer.concat([
    u16(0),
    u16(host.length + 5),
    u16(host.length + 3),
    Buffer.from([0]),
    u16(host.length),
    host,
  ]);
  const body = Buffer.concat([
    u16(0x0303),
    Buffer.alloc(32),
    Buffer.from([0]),
    u16(2),
    u16(0x1301),
    Buffer.from([1, 0]),
    u16(sni.length),
    sni,
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), u16(body.length), body]);
  return Buffer.concat([Buffer.from([22, 3, 1]), u16(handshake.length), handshake]);
}

/** A record with the start of a ServerHello. */
export const SERVER_HELLO = Buffer.from([22, 3, 3, 0, 4, 2, 0, 0, 0]);

/** A record of encrypted data. */
export function encrypted(length: number): Buffer {
  return Buffer.concat([Buffer.from([23, 3, 3]), u16(length), Buffer.alloc(length, 7)]);
}

/** A record with a fatal alert. */
export function alert(description: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, description]);
}

/** An element of DER. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128 ? Buffer.from([body.length]) : Buffer.concat([Buffer.from([0x82]), u16(body.length)]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

/** The name of a certificate, as `CN=…` and `O=…`. */
function derName(attributes: readonly string[]): Buffer {
  const types: Readonly<Record<string, number>> = { CN: 3, C: 6, O: 10, OU: 11 };
  const sets = attributes.map((attribute) => {
    const at = attribute.indexOf('=');
    const [key, value] = [attribute.slice(0, at), attribute.slice(at + 1)];
    return der(0x31, der(0x30, der(6, Buffer.from([0x55, 4, types[key] ?? 3])), der(12, Buffer.from(value))));
  });
  return der(0x30, ...sets);
}

/** What a server of TLS 1.2 sends first: its ServerHello and its certificate, in one record. */
export function serverFlight(issuer: readonly string[], subject: readonly string[]): Buffer {
  const fields = [
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([1])),
    der(0x30),
    derName(issuer),
    der(0x30),
    derName(subject),
    der(0x30, Buffer.alloc(600)),
  ];
  const certificate = der(0x30, der(0x30, ...fields), der(0x30));
  const u24 = (value: number): Buffer => Buffer.from([0, value >> 8, value & 255]);
  const list = Buffer.concat([u24(certificate.length), certificate]);
  const hello = Buffer.concat([Buffer.from([2]), u24(38), u16(0x0303), Buffer.alloc(36)]);
  const message = Buffer.concat([Buffer.from([11]), u24(list.length + 3), u24(list.length), list]);
  const body = Buffer.concat([hello, message]);
  return Buffer.concat([Buffer.from([22, 3, 3]), u16(body.length), body]);
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
