import type {
  CauseChange,
  Change,
  Comparison,
  EndpointChange,
  Outcome,
  SettingChange,
  SettingShown,
} from '../model/comparison.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { isNeutral } from './tone.ts';

/**
 * Compares two runs of one machine. Nothing is fixed but what failed and then was seen to work: what the second run did not test, or
 * cannot tell, is unclear.
 */
export function compareRuns(before: ConnectionReport, after: ConnectionReport): Comparison {
  const endpoints = endpointChanges(before.endpoints, after.endpoints);
  return {
    isSameMachine: sameMachine(before, after),
    outcome: outcomeOf(endpoints, after),
    endpoints,
    settings: before.kind === 'log' && after.kind === 'log' ? settingChanges(before, after) : [],
    causes: causeChanges(before.diagnosis, after.diagnosis),
  };
}

/** Two reports of the same machine by its name; null where one does not tell it. */
export function sameMachine(one: ConnectionReport, other: ConnectionReport): boolean | null {
  const [name, second] = [one.machine.hostname, other.machine.hostname];
  return name === null || second === null ? null : name.toLowerCase() === second.toLowerCase();
}

function endpointChanges(before: readonly Endpoint[], after: readonly Endpoint[]): EndpointChange[] {
  const [first, second] = [byPlace(before), byPlace(after)];
  return [...new Map([...first, ...second])]
    .map(([place, { host, port }]): EndpointChange => {
      const [was, is] = [first.get(place) ?? null, second.get(place) ?? null];
      return { host, port, change: changeOf(was, is), isOtherReason: isOtherReason(was, is), before: was, after: is };
    })
    .sort((a, b) => placeOf(a) - placeOf(b));
}

function byPlace(endpoints: readonly Endpoint[]): ReadonlyMap<string, Endpoint> {
  return new Map(endpoints.map((endpoint) => [`${endpoint.host.toLowerCase()} ${endpoint.port}`, endpoint]));
}

function changeOf(before: Endpoint | null, after: Endpoint | null): Change {
  const [was, is] = [before?.verdict, after?.verdict];
  if (was === is) return was === 'reachable' || was === 'unreachable' ? 'same' : 'unclear';
  if (was === 'unreachable' && is === 'reachable') return 'fixed';
  return was === 'reachable' && is === 'unreachable' ? 'worse' : 'unclear';
}

/** What still fails fails otherwise: at another layer, or for another cause. */
function isOtherReason(before: Endpoint | null, after: Endpoint | null): boolean {
  if (before?.verdict !== 'unreachable' || after?.verdict !== 'unreachable') return false;
  return (['dns', 'tcp', 'tls', 'https'] as const).some(
    (layer) => before[layer].status !== after[layer].status || before[layer].cause !== after[layer].cause,
  );
}

/** Worse ones first, then those that still fail, fixed ones, what is unclear, and what works as before. */
function placeOf({ change, after }: EndpointChange): number {
  if (change === 'worse') return 0;
  if (change === 'same') return after?.verdict === 'unreachable' ? 1 : 4;
  return change === 'fixed' ? 2 : 3;
}

function outcomeOf(endpoints: readonly EndpointChange[], after: ConnectionReport): Outcome {
  const has = (wanted: Change): boolean => endpoints.some(({ change }) => change === wanted);
  if (has('worse')) return 'worse';
  // something failed before, and the second run does not tell whether it still does
  const isOpen = endpoints.some(({ change, before }) => change === 'unclear' && before?.verdict === 'unreachable');
  // the tone is red where a destination fails now, or a message tells of a failure
  if (has('fixed')) return isOpen || after.tone === 'ng' ? 'partly' : 'fixed';
  return !isOpen && has('same') ? 'same' : 'unclear';
}

function settingChanges(before: LogReport, after: LogReport): SettingChange[] {
  const accounts = new Set([before, after].flatMap(({ proxy }) => proxy.accounts.map(({ account }) => account)));
  const all: SettingChange[] = [
    { setting: 'proxy', of: null, before: proxyOf(before), after: proxyOf(after) },
    ...[...accounts].map((account): SettingChange => ({
      setting: 'proxy-account',
      of: account,
      before: accountProxyOf(before, account),
      after: accountProxyOf(after, account),
    })),
    ...(before.tlsShown && after.tlsShown
      ? [{ setting: 'tls12', of: null, before: tlsOf(before), after: tlsOf(after) } as const]
      : []),
    { setting: 'default-route', of: null, before: routeOf(before), after: routeOf(after) },
    { setting: 'dns-servers', of: null, before: dnsOf(before), after: dnsOf(after) },
    { setting: 'addresses', of: null, before: addressesOf(before), after: addressesOf(after) },
  ];
  // what one of the logs does not show at all did not change
  return all.filter(
    ({ setting, before: was, after: is }) =>
      was.value !== is.value &&
      (setting === 'proxy' || setting === 'proxy-account' || (was.value !== null && is.value !== null)),
  );
}

function proxyOf({ proxy }: LogReport): SettingShown {
  const values = [...new Set([proxy.http, proxy.https].filter((value) => value !== null))];
  return { value: values.length === 0 ? null : values.join(' '), line: proxy.line };
}

function accountProxyOf({ proxy }: LogReport, account: string): SettingShown {
  const found = proxy.accounts.find((one) => one.account === account);
  if (found === undefined || !found.enabled) return { value: found?.script ?? null, line: found?.line ?? null };
  return { value: found.server ?? found.script, line: found.line };
}

function tlsOf({ tls }: LogReport): SettingShown {
  return { value: tls['tls12']?.client ?? null, line: null };
}

function routeOf({ network: { defaultRoute } }: LogReport): SettingShown {
  if (defaultRoute === null) return { value: null, line: null };
  return { value: defaultRoute.present ? 'present' : 'absent', line: defaultRoute.line };
}

function dnsOf({ network: { dnsServers } }: LogReport): SettingShown {
  const addresses = [...new Set(dnsServers.map(({ address }) => address))];
  return { value: addresses.length === 0 ? null : addresses.join(' '), line: dnsServers[0]?.line ?? null };
}

function addressesOf({ machine: { addresses } }: LogReport): SettingShown {
  return { value: addresses.length === 0 ? null : addresses.join(' '), line: null };
}

function causeChanges(before: readonly Diagnosis[], after: readonly Diagnosis[]): CauseChange[] {
  // what describes a state in which nothing fails is no cause
  const failing = (all: readonly Diagnosis[]): readonly Diagnosis[] => all.filter(({ id }) => !isNeutral(id));
  const [first, second] = [byCause(failing(before)), byCause(failing(after))];
  return [
    ...[...second].map(([key, is]): CauseChange => {
      const was = first.get(key) ?? null;
      return { change: was === null ? 'new' : 'stays', before: was, after: is };
    }),
    ...[...first].flatMap(([key, was]): CauseChange[] =>
      second.has(key) ? [] : [{ change: 'gone', before: was, after: null }],
    ),
  ];
}

/** A cause is the same where its rule and what it says of are. */
function byCause(diagnosis: readonly Diagnosis[]): ReadonlyMap<string, Diagnosis> {
  return new Map(diagnosis.map((entry) => [`${entry.id}\n${String(entry.params['service'])}`, entry]));
}
