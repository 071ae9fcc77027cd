import type { Gateways } from '../gateways/gateways.ts';
import { isConfigured, proxyInUse } from '../log/settings/proxy.ts';
import type { Layers } from '../model/probe.ts';
import type { ProxySettings } from '../model/settings.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import type { Scan } from '../session/scanner.ts';
import { toolOf } from '../tools/index.ts';
import { undecided, type Outcome } from '../tools/outcome.ts';
import type { SystemErrors } from '../tools/os-error.ts';

/** A probe with what it says. */
export interface JudgedProbe {
  readonly id: number;
  readonly raw: RawProbe;
  readonly outcome: Outcome;
  /** Layers of which its tool's lines prove something, from the name up; empty where they prove none. */
  readonly proves: readonly (keyof Layers)[];
}

/** What a log's probes are judged by beside their own lines. */
interface Surrounding {
  readonly proxy: ProxySettings;
  /** More output of the last probe may have followed. */
  readonly open: boolean;
  /** Number of the first probe. */
  readonly firstId: number;
  readonly gateways: Gateways;
  readonly system: SystemErrors;
}

/** What each probe of a log says. */
export function judgeProbes(
  scan: Scan,
  { proxy: settings, open, firstId, gateways, system }: Surrounding,
): JudgedProbe[] {
  const proxy = proxyInUse(settings);
  const last = scan.probes.at(-1);
  const unconnected = new Set<string>();
  return scan.probes.map((raw, index) => {
    const tool = toolOf(raw.tool);
    const destination = `${raw.command?.host ?? ''} ${raw.command?.port ?? ''}`;
    const context = {
      cutOff: raw === last && open,
      proxy,
      unconnected: unconnected.has(destination),
      gateways,
      system,
    };
    const outcome = tool?.read(raw, context, scan.text) ?? undecided(context);
    const proves = outcome.proves ?? tool?.proves ?? [];
    const connects = proves.at(-1) === 'tcp' && outcome.route === 'direct';
    if (connects && raw.command !== null && outcome.status === 'unreachable') unconnected.add(destination);
    return { id: firstId + index, raw, outcome, proves };
  });
}

/** Https goes through a proxy: by the settings of any account, or because a probe shows it. */
export function isProxied(settings: ProxySettings, judged: readonly JudgedProbe[]): boolean {
  return isConfigured(settings) || showsProxy(judged);
}

/** Https of the account that ran the tests goes through a proxy: another account may have one of its own. */
export function isTesterProxied(settings: ProxySettings, judged: readonly JudgedProbe[]): boolean {
  const tester = proxyInUse(settings);
  return (tester !== null && tester !== 'unknown') || showsProxy(judged);
}

function showsProxy(judged: readonly JudgedProbe[]): boolean {
  return judged.some(({ outcome }) => outcome.detail.viaProxy === true && outcome.aside !== true);
}

/** An answer came without a proxy's help. */
export function hasDirectAnswer(judged: readonly JudgedProbe[]): boolean {
  return judged.some(
    ({ proves, outcome }) =>
      proves.includes('http') && outcome.status === 'reachable' && outcome.detail.viaProxy !== true,
  );
}
