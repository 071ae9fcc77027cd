/** What a capture shows. */

import type { CaptureFacts } from './capture-facts.ts';

/** How traffic to a peer is charged, as far as an address can tell. */
export type TrafficClass = 'platform' | 'local' | 'private' | 'azure' | 'internet';

/** What is wrong with a capture's file. Lengths and sizes are in bytes, as the file claims them. */
export type Damage =
  /** Its packed data end early or too late, are wrong, or do not have the sum that they should. */
  | { readonly kind: 'gzip'; readonly how: 'cut' | 'broken' | 'changed' }
  /** It ends within a record, of which `rest` bytes are there. */
  | { readonly kind: 'cut'; readonly within: 'packet' | 'block' | 'buffer'; readonly rest: number }
  | { readonly kind: 'cut-frames'; readonly expected: number; readonly read: number }
  /** A length that cannot be. */
  | { readonly kind: 'length'; readonly of: 'packet' | 'frame' | 'block' | 'buffer'; readonly length: number }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'version'; readonly format: 'pcap' | 'pcapng'; readonly version: string }
  /** The two lengths of a block are not the same. */
  | { readonly kind: 'block-lengths' }
  | { readonly kind: 'byte-order' }
  | { readonly kind: 'short-block' }
  | { readonly kind: 'unknown-interface'; readonly id: number }
  | { readonly kind: 'no-interface' }
  /** Events of a buffer are read in part; the buffers behind it are read. */
  | { readonly kind: 'events' };

/** Where a capture is damaged. */
export interface Defect {
  /** Byte offset within the (unpacked) file. */
  readonly offset: number;
  readonly damage: Damage;
}

/** A request of HTTP/1 that a connection carried, and what became of it. */
export interface Request {
  /** `connect`: a tunnel was asked for; `absolute`: a proxy was asked for a page; `origin`: the server itself was. */
  readonly kind: 'connect' | 'absolute' | 'origin';
  /** What was asked for: the target of CONNECT, scheme and host of a page in lower case, else the Host header. */
  readonly target: string;
  /** Status of the answer, 0: none came, `NO_HTTP`. */
  readonly status: number;
}

export type Outcome = 'established' | 'half_open' | 'refused' | 'no_answer' | 'syn_ack_only' | 'midstream';

/** A connection that does not go on: what one side sends stays unacknowledged, or one side takes nothing more. */
export interface Stall {
  readonly kind: 'client-data' | 'server-data' | 'window';
  readonly seconds: number;
}

/** One TCP connection of a conversation. */
export interface Connection {
  readonly outcome: Outcome;
  /** The side that opened it; null when the capture does not show it. */
  readonly client: 'a' | 'b' | null;
  readonly syn: number;
  /** Seconds from SYN to the acknowledgement of the SYN/ACK. */
  readonly roundTrip: number | null;
  readonly synTime: number | null;
  /** Seconds from the ClientHello to the server's first message of TLS, and until both sides encrypt: the handshake is over. */
  readonly tlsAnswerAfter: number | null;
  readonly tlsDoneAfter: number | null;
  readonly rstByServer: number;
  readonly rstByClient: number;
  readonly payloadFromClient: number;
  readonly payloadFromServer: number;
  readonly segments: number;
  /** Segments that were sent again; null where packets stand in the capture more than once. */
  readonly retransmissions: number | null;
  readonly zeroWindows: number;
  readonly sni: string | null;
  readonly httpHost: string | null;
  readonly finByClient: number;
  readonly finByServer: number;
  /** Who first ended it, with a FIN or a reset; null: nobody did, as far as the capture shows. */
  readonly closedBy: 'client' | 'server' | null;
  /** When that was, in seconds since the epoch. */
  readonly closeTime: number | null;
  /** When the client sent something new for the last time, in seconds since the epoch. */
  readonly clientSentAt: number | null;
  readonly tlsAsked: boolean;
  /** The server sent something after the ClientHello, whatever it was. */
  readonly tlsReacted: boolean;
  readonly tlsAnswered: boolean;
  /** Behind the server's first message both sides went on: the handshake was not turned down. */
  readonly tlsSettled: boolean;
  /** Description of a fatal TLS alert in the clear (RFC 8446), and who sent it. */
  readonly tlsAlert: number | null;
  readonly tlsAlertBy: 'client' | 'server' | null;
  /** The client answered the server's certificate with what has the size of an alert (TLS 1.3). */
  readonly tlsHiddenAlert: boolean;
  /** Names in the server's certificate; encrypted from TLS 1.3 on. */
  readonly issuer: string | null;
  readonly subject: string | null;
  /** Target and status of the last CONNECT. */
  readonly connect: string | null;
  readonly connectStatus: number | null;
  /** Requests of HTTP/1, in their order; of each target the last. */
  readonly exchanges: readonly Request[];
  /** An ICMP error about it: type × 256 + code. */
  readonly icmp: number | null;
  readonly icmpFrom: string | null;
  /** The largest packet (bytes) that the way takes, by an ICMP error. */
  readonly mtu: number | null;
  readonly stall: Stall | null;
}

export type Handshake = 'established' | 'refused' | 'no_answer' | 'none';

/** Packets between two places; of TCP also how its connections went. Lengths in bytes on the wire. */
export interface Conversation {
  /** Its number, in the order in which conversations begin, from 1 on; `#flow-N` of a report leads to it. */
  readonly flow: number;
  /** Number of its first frame in the file, from 1 on. */
  readonly frame: number;
  /** Names that it asked DNS for. */
  readonly asked: readonly string[];
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'other';
  readonly a: string;
  readonly aPort: number | null;
  readonly b: string;
  readonly bPort: number | null;
  readonly packetsAB: number;
  readonly bytesAB: number;
  readonly packetsBA: number;
  readonly bytesBA: number;
  /** Seconds since the epoch; null when the file gives no times. */
  readonly firstPacket: number | null;
  readonly lastPacket: number | null;
  readonly handshake: Handshake;
  readonly rst: number;
  /** Segments that were sent again; null where packets stand in the capture more than once. */
  readonly retransmissions: number | null;
  readonly connections: readonly Connection[];
}

export interface Peer {
  readonly address: string;
  readonly names: readonly string[];
  /** Id of the reference entry that describes it. */
  readonly identity: string | null;
  readonly traffic: TrafficClass;
  /** Received from and sent to it, in bytes on the wire and packets. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly packetsOut: number;
  /** Bytes sent to it, and received from it, over time, in the buckets of `timeline`; empty beyond the peers that have a series. */
  readonly out: readonly number[];
  readonly in: readonly number[];
}

export interface DnsLookup {
  readonly name: string;
  /** Aliases and addresses, in the order of a chain. */
  readonly answers: readonly string[];
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  /** Name of the response code; null when nobody answered. */
  readonly rcode: string | null;
  readonly queries: number;
  readonly responses: number;
  readonly server: string;
  /** When it was asked for the first time, in seconds since the epoch. */
  readonly time: number | null;
  /** Seen only inside tunnels: the machine itself did not ask. */
  readonly inner: boolean;
}

/** What a limit kept from being looked at or listed; all zero in an ordinary capture. */
export interface LeftOut {
  /** Packets of conversations that are counted by their addresses alone, and of addresses that are not told apart. */
  readonly packets: number;
  /** TCP connections and requests that were not followed. */
  readonly connections: number;
  readonly requests: number;
  /** Names, and addresses of names. */
  readonly names: number;
  /** Conversations and peers that are not listed: those with the fewest bytes. */
  readonly conversations: number;
  readonly peers: number;
  /** Lookups that are not listed. */
  readonly lookups: number;
  /** Destinations that are not judged. */
  readonly endpoints: number;
}

export interface CaptureSummary {
  /** What is told beside the conversations. */
  readonly facts?: CaptureFacts | undefined;
  readonly fileType: string;
  readonly linkTypes: readonly number[];
  readonly packets: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  readonly firstPacket: number | null;
  readonly lastPacket: number | null;
  /** The file ends inside a record, or packets were cut when they were captured. */
  readonly truncated: boolean;
  readonly cutPackets: number;
  readonly otherPackets: number;
  /** Packets that contradict themselves or others, and were passed over. */
  readonly brokenPackets: number;
  /** What a limit kept from being looked at or listed. */
  readonly leftOut: LeftOut;
  readonly defects: readonly Defect[];
  /** Addresses of the captured machine itself. */
  readonly own: readonly string[];
  readonly conversations: readonly Conversation[];
  readonly peers: readonly Peer[];
  readonly dns: readonly DnsLookup[];
  readonly sni: readonly string[];
  readonly timeline: CaptureTimeline;
}

/** The scale of what is counted over time, and what stands out in it. */
export interface CaptureTimeline {
  /** When the first bucket begins, in seconds since the epoch; null without times. */
  readonly start: number | null;
  /** Seconds in a bucket. */
  readonly width: number;
  readonly buckets: number;
  /**
   * By bucket, over the whole capture: conversations that are a SYN without an answer, resets, segments that were sent again (empty
   * where packets stand in the capture more than once).
   */
  readonly unanswered: readonly number[];
  readonly resets: readonly number[];
  readonly repeats: readonly number[];
}
