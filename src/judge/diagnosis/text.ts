import { commandOf } from '../../commands/command.ts';
import { ipAddress, proxyAddress } from '../../commands/values.ts';
import type { DiagnosisText, Knowledge, StepText, TextCondition, Wording } from '../../knowledge/types.ts';
import { besides } from '#locale/forms.ts';
import { forPlatform } from '#locale/steps.ts';
import { isInEffect } from '../../log/settings/wininet.ts';
import type { Confidence, Diagnosis, NextStep } from '../../model/diagnosis.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Platform } from '../../model/probe.ts';
import { visible } from '../../text/visible.ts';
import type { Facts, Finding } from './facts.ts';

/** What is known of a root cause by name; what is not known is absent. */
export type Params = Readonly<Record<string, string | number>>;

/** What the steps are for. */
export interface StepSource {
  readonly kind: 'log' | 'capture' | 'evidence';
  readonly platform: Platform;
}

type Told = Pick<Diagnosis, 'params' | 'steps' | 'next' | 'title' | 'name' | 'summary' | 'why'>;

const VARIABLE = /( ?)\{([a-z]{1,20})\}( ?)/giu;
const JAPANESE = /[\u3040-\u30FF\u3400-\u9FFF]/u;

/** Fills the texts of a root cause, which are content, with what was found. */
export function describe(finding: Finding, facts: Facts): Diagnosis {
  const { id, confidence, because } = finding;
  const params = parametersOf(finding, facts);
  const source = { kind: facts.source, platform: facts.platform };
  const lines = [...new Set([...(finding.lines ?? []), ...(finding.messages ?? []).map(({ line }) => line)])];
  const told = tell(id, confidence, params, source, facts.knowledge);
  return { id, confidence, because, ...(lines.length === 0 ? {} : { lines }), ...told };
}

/** The texts and next steps of a root cause. No text holds an empty slot: another wording is taken, or the step left out. */
export function tell(
  id: string,
  confidence: Confidence,
  given: Readonly<Record<string, string | number | undefined>>,
  source: StepSource,
  { diagnoses }: Pick<Knowledge, 'diagnoses'>,
): Told {
  const known: Known = { params: withoutUnknown(given), kind: source.kind };
  const text = diagnoses.find((one) => one.id === id);
  const steps = text === undefined ? [] : text.steps.flatMap((step) => stepsOf(step, known, source.platform));
  const say = (wording: Wording | undefined): string => (wording === undefined ? null : filled(wording, known)) ?? '';
  return {
    params: known.params,
    steps,
    next: steps.map(({ text: sentence, command }) => (command === null ? sentence : `${sentence}\n\`${command}\``)),
    title: say(titleOf(text, confidence)) || id,
    name: say(text?.cause) || id,
    summary: say(text?.summary),
    why: say(text?.why),
  };
}

/** What is known when a text is chosen. */
interface Known {
  readonly params: Params;
  readonly kind: StepSource['kind'];
}

function titleOf(text: DiagnosisText | undefined, confidence: Confidence): Wording | undefined {
  return confidence === 'possible' ? (text?.titlePossible ?? text?.title) : text?.title;
}

function withoutUnknown(given: Readonly<Record<string, string | number | undefined>>): Params {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== '') params[name] = value;
  return params;
}

/** A step as the source wants it: for one system, or for both where the system is not known. */
function stepsOf(step: StepText, known: Known, platform: Platform): NextStep[] {
  if (!isRight(step, known)) return [];
  const text = filled(step.text, known);
  if (text === null) return [];
  const { command, linux, windows } = step;
  if (command !== undefined) return made(text, command, 'any', known);
  if (linux === undefined && windows === undefined) return [{ text, command: null, platform: 'any' }];
  const variants = { linux, windows };
  return (['linux', 'windows'] as const).flatMap((own) => {
    const template = variants[own];
    if (template === undefined || (platform !== 'any' && platform !== own)) return [];
    return made(platform === 'any' ? forPlatform(text, own) : text, template, own, known);
  });
}

const SHELLS = { linux: 'bash', windows: 'powershell', any: 'any' } as const;

function made(text: string, template: string, platform: Platform, { params }: Known): NextStep[] {
  if (!isFilled(template, params)) return [];
  return [{ text, command: commandOf(template, params, SHELLS[platform]), platform }];
}

function isRight({ needs, only, when, unless }: TextCondition, { params, kind }: Known): boolean {
  if (only !== undefined && only !== kind) return false;
  if (needs?.some((name) => params[name] === undefined) === true) return false;
  const is = ([name, values]: [string, readonly (string | number)[]]): boolean =>
    values.some((value) => String(value) === String(params[name] ?? ''));
  return Object.entries(when ?? {}).every(is) && !Object.entries(unless ?? {}).some(is);
}

/** Slots by their template: all of these are content, so there are few. */
const slots = new Map<string, readonly string[]>();

function slotsOf(template: string): readonly string[] {
  let known = slots.get(template);
  if (known === undefined) {
    known = Array.from(template.matchAll(VARIABLE), ([, , name = '']) => name);
    slots.set(template, known);
  }
  return known;
}

function isFilled(template: string, params: Params): boolean {
  return slotsOf(template).every((name) => params[name] !== undefined);
}

/** The first wording that is right and whose parameters are all known; null when there is none. */
function filled(wording: Wording, known: Known): string | null {
  const found = wording.find((one) =>
    typeof one === 'string' ? isFilled(one, known.params) : isRight(one, known) && isFilled(one.text, known.params),
  );
  if (found === undefined) return null;
  const template = typeof found === 'string' ? found : found.text;
  if (slotsOf(template).length === 0) return template;
  return template.replace(VARIABLE, (_, before: string, name: string, after: string) =>
    spaced(before, visible(String(known.params[name])), after),
  );
}

/** The blanks of a template stand between Latin and Japanese: beside a Japanese value they go. */
function spaced(before: string, value: string, after: string): string {
  const first = JAPANESE.test(value.charAt(0)) ? '' : before;
  return first + value + (JAPANESE.test(value.charAt(value.length - 1)) ? '' : after);
}

function parametersOf(finding: Finding, facts: Facts): Readonly<Record<string, string | number | undefined>> {
  const { knowledge, endpoints } = facts;
  const affected = finding.endpoints;
  const ids = new Set(affected.map(({ service }) => service));
  const services = knowledge.services.filter(({ id }) => id !== 'other' && ids.has(id));
  const tags = new Set(services.map(({ tag }) => tag).filter((tag) => tag !== ''));
  // what a message says is not of any destination that was tested beside it
  const named = affected.length > 0 || finding.messages !== undefined ? affected : endpoints;
  const first = named.find(({ host }) => host !== '');
  const count = (verdict: string): number => endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  const given = {
    service: besides(services.map(({ name }) => name)),
    tag: besides([...tags]),
    host: first?.host,
    port: first?.port,
    count: affected.length === 0 ? undefined : affected.length,
    proxy: proxyOf(facts),
    server: serverOf(finding, facts),
    reachable: count('reachable'),
    unreachable: count('unreachable'),
    ...finding.params,
  };
  const proxy = given.proxy === undefined ? null : proxyAddress(String(given.proxy));
  return {
    ...given,
    // a certificate is for a name, so what asks by HTTPS or DNS needs one
    name: first === undefined || ipAddress(first.host) !== null ? undefined : first.host,
    destination: first === undefined ? undefined : addressOf(first),
    product: productOf(finding.params?.['gateway'], facts),
    proxyhost: proxy?.host,
    proxyport: proxy?.port,
  };
}

/** An address of an endpoint; none where only its name is known. */
function addressOf({ host, dns }: Endpoint): string | undefined {
  return dns.addresses.at(-1) ?? ipAddress(host) ?? undefined;
}

/** The name of a gateway as readers know it. */
function productOf(gateway: string | number | undefined, { knowledge }: Facts): string | number | undefined {
  return knowledge.gateways.marks.find(({ id }) => id === gateway)?.product ?? gateway;
}

function proxyOf({ proxy }: Facts): string | undefined {
  const account = proxy.accounts.find(isInEffect);
  return proxy.https ?? proxy.http ?? account?.server ?? account?.script ?? undefined;
}

/** The DNS server that the probes of the finding asked; any probe's where they name none. */
function serverOf({ because }: Finding, { probes }: Facts): string | undefined {
  const own = new Set(because);
  // nslookup of Windows writes so of a server without a name
  const asked = probes.filter(({ detail: { server } }) => server !== undefined && server.toLowerCase() !== 'unknown');
  return (asked.find(({ id }) => own.has(id)) ?? asked[0])?.detail.server;
}
