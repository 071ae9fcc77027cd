import type { RawProbe } from '../../session/raw-probe.ts';
import { failedLayers, withoutSuccess, type Outcome, type ProbeContext } from '../outcome.ts';
import { destinationsIn } from './destinations.ts';

/** Which failure a line tells of; whom it asked stands before it. Nothing that such a line says proves an answer. */
export function readClient(probe: RawProbe, context: ProbeContext): Outcome {
  const outcome = withoutSuccess(probe, context, {});
  const { decisive, cause, status } = outcome;
  if (decisive === null || status !== 'unreachable') return outcome;
  const [named] = destinationsIn(decisive.text);
  // whoever speaks of a proxy has asked through it
  const isProxied = decisive.match.signature.layer === 'proxy';
  return {
    ...outcome,
    ...(named === undefined ? {} : { host: named.host, port: named.port }),
    ...(isProxied ? { route: 'proxy' as const } : {}),
    layers: isProxied ? {} : failedLayers(decisive, cause),
  };
}
