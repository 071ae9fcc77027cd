/** The way of a connection, station by station. */

/** The stations of a connection between the machine and the answer, in their order. */
export const STATIONS = ['dns', 'proxy', 'tcp', 'tls', 'http'] as const;
export type Station = (typeof STATIONS)[number];

/**
 * `open`: seen, and not decided. `beyond`: not reached, as an earlier station failed. `unseen`: nothing tested it.
 * `none`: this way has no such station (no proxy), or another does its work (a proxy that connects in place of the machine).
 */
export type StationState = 'ok' | 'failed' | 'open' | 'beyond' | 'unseen' | 'none';
