import type { Report } from '../../report/types.ts';

/** The evidence page with the list that a report needs, and what the report knows filled in. */
export function evidenceLink({ kind, format, machine, diagnosis }: Report): string {
  const scenario =
    kind === 'capture' ? 'packet-capture' : format.startsWith('site-recovery') ? 'network-asr' : 'network-backup';
  const known: [string, string | null | undefined][] = [
    ['scenario', scenario],
    [scenario === 'network-asr' ? 'machineName' : 'vmName', machine.hostname],
    ['os', machine.os],
    ['timeOfFailure', machine.startedAt],
    ['errorCode', diagnosis[0]?.title],
  ];
  const filled = known.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
  return `/guide/evidence/#${new URLSearchParams(filled).toString()}`;
}
