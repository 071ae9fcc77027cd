import { toolOf } from '../../src/tools/index.ts';
import type { Outcome, ProbeContext } from '../../src/tools/outcome.ts';
import { GATEWAYS, SYSTEM } from './connections.ts';
import { readLog } from './read-log.ts';

/** A script writes it. */
const ANNOUNCED = /^##?TRY!! /u;

/** What a log's first probe says by itself, in the log of a terminal or of a script; nothing is known around it unless a test says so. */
export function outcomeOf(text: string, context: Partial<ProbeContext> = {}): Outcome {
  const { scan } = readLog(text, ANNOUNCED.test(text) ? undefined : 'terminal');
  const [probe] = scan.probes;
  const tool = probe === undefined ? undefined : toolOf(probe.tool);
  if (probe === undefined || tool === undefined) throw new Error('no probe');
  const around: ProbeContext = {
    cutOff: false,
    proxy: 'unknown',
    unconnected: false,
    gateways: GATEWAYS,
    system: SYSTEM,
    ...context,
  };
  return tool.read(probe, around, scan.text);
}

/** An outcome in short: `status cause line route name=value…: layers`. */
export function inShort({ status, cause, decisive, route, detail, layers = {}, port, evidence }: Outcome): string {
  const { dns, tcp, tls, http } = layers;
  const more = Object.entries(detail).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const shown = [
    dns === undefined ? '' : `dns ${dns.status} ${dns.cause ?? ''} ${dns.line}`,
    tcp === undefined ? '' : `tcp ${tcp.status} ${tcp.cause ?? ''} ${tcp.line}`,
    tls === undefined ? '' : `tls ${tls.status} ${tls.cause ?? ''} ${tls.line}`,
    http === undefined ? '' : `http ${http.status} ${http.cause ?? ''} ${http.code ?? ''} ${http.from} ${http.line}`,
  ].filter((layer) => layer !== '');
  const words = [
    `${status} ${cause} ${decisive?.line ?? '-'} ${route ?? ''}`,
    ...more.map(([name, value]) => `${name}=${String(value)}`),
    ...(port === undefined ? [] : [`port=${port}`]),
    ...(evidence === undefined ? [] : [`at=${evidence.line}:${evidence.start}-${evidence.end}`]),
  ];
  return `${words.join(' ')}: ${shown.join(', ')}`.replaceAll(/ {2,}/gu, ' ').trim();
}
