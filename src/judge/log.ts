import type { AzureNetwork } from '../model/azure-network.ts';
import type { FormatDefinition } from '../knowledge/types.ts';
import type { Recognition } from '../log/formats/recognise.ts';
import { hasRun, TERMINAL } from '../log/formats/settle.ts';
import type { Settings } from '../log/settings/read.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Records } from '../model/journal.ts';
import type { Scan } from '../session/scanner.ts';
import { wildcard } from '../text/wildcard.ts';
import { endsInside, missesProbes, newerVersion, type NewerVersion } from './completeness.ts';
import { judgeEndpoints, targetOf } from './endpoints.ts';
import { hasDirectAnswer, isProxied, isTesterProxied, judgeProbes, type JudgedProbe } from './probes.ts';
import type { EndpointTable } from './services.ts';
import type { ProbeContext } from '../tools/outcome.ts';

/** A log as it was read, before anything is concluded from it. */
export interface ReadLog {
  readonly scan: Scan;
  readonly settings: Settings;
  readonly recognition: Recognition;
  /** Its records, where it has some. */
  readonly records: Records | null;
  /** What the listed rules and routes of an Azure network say; null where none are listed. */
  readonly azure: AzureNetwork | null;
  /** Number of the first probe. */
  readonly firstProbe: number;
}

/** What the probes of a log say of the destinations. */
export interface JudgedLog extends ReadLog {
  /** Something in it tells of connections. */
  readonly recognised: boolean;
  readonly complete: boolean;
  /** The log is of a later version than is known. */
  readonly newer: NewerVersion | null;
  /** Empty for a text that is not recognised. */
  readonly probes: readonly JudgedProbe[];
  readonly endpoints: readonly Endpoint[];
  /** Https goes through a proxy, of whichever account. */
  readonly proxied: boolean;
  /** Https of the account that ran the tests does. */
  readonly testerProxied: boolean;
}

/** Judges a log up to the verdicts of its endpoints. */
export function judgeLog(
  log: ReadLog,
  table: EndpointTable,
  { gateways, system }: Pick<ProbeContext, 'gateways' | 'system'>,
): JudgedLog {
  const { scan, settings, recognition, firstProbe } = log;
  const { proxy } = settings;
  const { format } = recognition;
  const open = !recognition.complete || (format?.endMark == null && scan.script);
  const judged = judgeProbes(scan, { proxy, open, firstId: firstProbe, gateways, system });
  const complete = recognition.complete && !endsInside(format, scan, judged) && !missesProbes(format, scan);
  const tells =
    judged.some(
      ({ outcome, raw }) => outcome.decisive !== null || outcome.evidence !== undefined || raw.command !== null,
    ) || hasRun(scan);
  const shows = settings.shown || settings.states.length > 0 || log.azure !== null;
  const recognised = format !== null && (format.id !== TERMINAL || tells || shows);
  const probes = !recognised ? [] : format.record === undefined ? judged : judged.filter(isOfJournal(format));
  const proxied = isProxied(proxy, probes);
  const endpoints = recognised
    ? judgeEndpoints(probes, table, {
        proxied,
        proxyUnknown: scan.script && proxy.state === 'unknown' && !hasDirectAnswer(probes),
        incomplete: scan.script && !complete,
        lastSection: scan.sections,
        services: format.services,
        isRequested: requestedBy(format),
      })
    : [];
  const newer = recognised ? newerVersion(format, scan) : null;
  return {
    ...log,
    recognised,
    complete,
    newer,
    probes,
    endpoints,
    proxied,
    testerProxied: isTesterProxied(proxy, judged),
  };
}

/**
 * In the log of an agent anything may stand that a tool prints as well. A check is a command with its output, what the tool
 * writes whose log it is, or a failure that names its destination.
 */
function isOfJournal({ tools = [] }: FormatDefinition): (probe: JudgedProbe) => boolean {
  return ({ raw, outcome }) => {
    if (raw.command !== null || tools.includes(raw.tool)) return true;
    return targetOf({ raw, outcome }).host !== '' && outcome.status === 'unreachable';
  };
}

/** Tells which destinations the format's script asks for an answer, beside connecting to them. */
function requestedBy({ requests, connectsOnly }: FormatDefinition): (host: string, port: number) => boolean {
  const ports = new Set(requests);
  const others = connectsOnly.map(wildcard);
  return (host, port) => ports.has(port) && !others.some((fits) => fits(host));
}
