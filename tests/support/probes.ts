import type { Probe } from '../../src/model/probe.ts';
import { diagnose } from './analyzer.ts';

/** The first probe of a text. */
export function probeOf(text: string): Probe {
  const [probe] = diagnose(text).probes;
  if (probe === undefined) throw new Error('no probe');
  return probe;
}

/** What a probe shows, in short: `dns ok 2, tcp failed timeout 3`. */
export function shown({ layers, route }: Probe): string {
  const { dns, tcp, tls, http } = layers;
  const parts = [
    dns === undefined ? '' : `dns ${dns.status} ${dns.cause ?? ''} ${dns.line}`,
    tcp === undefined ? '' : `tcp ${tcp.status} ${tcp.cause ?? ''} ${tcp.line}`,
    tls === undefined ? '' : `tls ${tls.status} ${tls.cause ?? ''} ${tls.line}`,
    http === undefined ? '' : `http ${http.status} ${http.code ?? ''} ${http.from} ${http.line}`,
  ];
  return `${route}: ${parts.filter((part) => part !== '').join(', ')}`.replaceAll(/ {2,}/gu, ' ');
}
