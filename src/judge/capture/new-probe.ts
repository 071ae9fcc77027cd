import type { Probe } from '../../model/probe.ts';

/** A probe that stands for what a capture showed of one destination. */
export type NewProbe = Pick<Probe, 'tool' | 'host' | 'port' | 'status' | 'cause' | 'detail'> &
  Partial<Pick<Probe, 'layers' | 'route'>>;
/** Takes a probe and gives its number. */
export type AddProbe = (probe: NewProbe) => number;
