/** What a capture shows beside its conversations. */

/** A place in Windows at which a trace recorded packets: the edge of a component (pktmon), or a layer of an interface (netsh trace). */
export interface TraceView {
  /** `all`: every place, each packet once; else two numbers, as in `59.1`, and of a virtual switch the side, as in `8.8.in`. */
  readonly id: string;
  readonly component: number;
  readonly edge: number;
  /** Of a virtual switch: packets as they come in, or as they leave it. */
  readonly side: 'in' | 'out' | null;
  /** File of the driver and what it calls itself; empty where the trace does not tell. */
  readonly name: string;
  readonly description: string;
  readonly packets: number;
}

/** Why packets of a place are shown. */
export type ViewChoice = 'reader' | 'groups' | 'miniport' | 'most' | 'none';

/** Packets that a component of Windows threw away, for one reason at one place of its code. */
export interface Drop {
  readonly component: number;
  readonly name: string;
  readonly description: string;
  /** Numbers of `PKTMON_DROP_REASON` and `PKTMON_DROP_LOCATION`. */
  readonly reason: number;
  readonly location: number;
  readonly packets: number;
}

/** A number of a trace in words. */
export interface DropWords {
  readonly id: number;
  /** As Windows calls it; empty where we do not know the number. */
  readonly name: string;
  readonly text: string;
  /** A filter of Windows threw the packet away. */
  readonly firewall: boolean;
}

/** Packets between two places that a component threw away for one reason. */
export interface DroppedFlow {
  readonly protocol: 'tcp' | 'udp' | 'other';
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** What its TCP segments were: one that opens a connection, or its answer. */
  readonly isSyn: boolean;
  readonly isSynAck: boolean;
  readonly component: number;
  readonly name: string;
  readonly reason: number;
  readonly packets: number;
  /** Seconds since the epoch. */
  readonly first: number;
}

/** What an event trace of Windows tells beside its packets. */
export interface Trace {
  readonly writer: 'pktmon' | 'netsh' | 'other';
  /** Number of the build of Windows; null where the file does not tell. */
  readonly build: number | null;
  /** Events that Windows could not record. */
  readonly lost: number;
  /** Packets that could not be put in the order of their times. */
  readonly late: number;
  readonly views: readonly TraceView[];
  readonly chosen: string;
  readonly chosenBy: ViewChoice;
  readonly drops: readonly Drop[];
  readonly droppedFlows: readonly DroppedFlow[];
  readonly providers: readonly { readonly guid: string; readonly events: number }[];
}

/**
 * What packets that stand in the capture more than once do to what is counted. `twice`: most of them stand there twice, as from a
 * port that mirrors others. `mixed`: nothing tells how often each one does, so that how often anything was sent proves nothing.
 */
export type Doubling = 'none' | 'twice' | 'mixed';

/** What is told of a capture beside its conversations. */
export interface CaptureFacts {
  /** An event trace of Windows; null for every other capture. */
  readonly trace: Trace | null;
  /** Reasons of the trace's drops, the drivers that it names (in small letters), and its providers, in words. */
  readonly reasons: readonly DropWords[];
  readonly parts: readonly { readonly name: string; readonly text: string }[];
  readonly origins: readonly string[];
  /** `sent`: only what the machine sent was captured, `received`: only what it received. */
  readonly direction: 'both' | 'sent' | 'received';
  /** Packets that stand in the capture twice, as from a port that mirrors others. */
  readonly copies: number;
  readonly doubling: Doubling;
  /** How often the clock was set back, and by how many seconds at most. */
  readonly clockJumps: number;
  readonly clockJump: number;
  /** Peers over TCP, those with the most segments first. */
  readonly peers: readonly PeerTimes[];
  /** Null where none was slow. */
  readonly slowTls: SlowTls | null;
  /** Names whose first answer took long, or came from a server that was not asked. */
  readonly dns: readonly DnsWait[];
}

/** How TCP went with one peer. */
export interface PeerTimes {
  readonly address: string;
  readonly segments: number;
  /** Null where it cannot be counted. */
  readonly retransmissions: number | null;
  /** Median of the seconds from SYN to the acknowledgement of the SYN/ACK, and of how many connections. */
  readonly roundTrip: number | null;
  readonly roundTrips: number;
  /** Medians of the seconds from the ClientHello to the server's first message of TLS, and to the end of the handshake. */
  readonly tlsAnswer: number | null;
  readonly tlsDone: number | null;
  /** Handshakes that were answered, and those that came to their end. */
  readonly tlsAnswers: number;
  readonly tlsHandshakes: number;
}

/** TLS handshakes that took longer than the way explains. */
export interface SlowTls {
  readonly connections: number;
  /** The limit, and the longest of them with its peer and conversation. */
  readonly limit: number;
  readonly seconds: number;
  readonly address: string;
  readonly flow: number;
}

export interface DnsWait {
  readonly name: string;
  readonly server: string;
  /** Seconds until the first answer; null without times. */
  readonly seconds: number | null;
  /** The server that answered without having been asked. */
  readonly stranger: string | null;
}
