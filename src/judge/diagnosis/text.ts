import { isInEffect } from '../../log/settings/wininet.ts';
import type { Diagnosis } from '../../report/types.ts';
import type { Facts, Finding } from './facts.ts';

const VARIABLE = /( ?)\{([a-z]{1,20})\}( ?)/gu;
const JAPANESE = /[\u3040-\u30FF\u3400-\u9FFF]/u;

/** Fills the texts of a root cause, which are content, with what was found. */
export function describe(finding: Finding, facts: Facts): Diagnosis {
  const params = parametersOf(finding, facts);
  const text = facts.knowledge.diagnoses.find(({ id }) => id === finding.id);
  const fill = (template: string): string => {
    // most have nothing to fill in
    if (!template.includes('{')) return template;
    return template.replace(VARIABLE, (_, before: string, name: string, after: string) =>
      spaced(before, String(params[name] ?? ''), after),
    );
  };
  return {
    id: finding.id,
    confidence: finding.confidence,
    params,
    because: finding.because,
    steps: [],
    next: (text?.next ?? []).map(({ text: step, command, windows }) => {
      const own = facts.platform === 'windows' ? (windows ?? command) : command;
      return own === undefined ? fill(step) : `${fill(step)}\n\`${fill(own)}\``;
    }),
    title: fill(text?.title ?? finding.id),
    name: fill(text?.cause ?? finding.id),
    summary: fill(text?.summary ?? ''),
    why: fill(text?.why ?? ''),
  };
}

/** The blanks of a template stand between Latin and Japanese: beside a Japanese value they go. */
function spaced(before: string, value: string, after: string): string {
  const first = JAPANESE.test(value.charAt(0)) ? '' : before;
  return first + value + (JAPANESE.test(value.charAt(value.length - 1)) ? '' : after);
}

function parametersOf(finding: Finding, facts: Facts): Record<string, string | number> {
  const { knowledge, endpoints, probes } = facts;
  const affected = finding.endpoints;
  const ids = [...new Set(affected.map(({ service }) => service))];
  const rules = ids.flatMap((id) => knowledge.services.find((service) => service.id === id) ?? []);
  const known = rules.filter(({ id }) => id !== 'other');
  const names = known.map(({ name }) => name).join('・');
  const tags = [...new Set(known.map(({ tag }) => tag).filter((tag) => tag !== ''))].join('・');
  const first = affected.find(({ host }) => host !== '') ?? endpoints.find(({ host }) => host !== '');
  const account = facts.proxy.accounts.find(isInEffect);
  const count = (verdict: string): number => endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  return {
    service: names === '' ? affected[0]?.host || '宛先' : names,
    tag: tags === '' ? '(宛先に合うもの)' : tags,
    host: first?.host ?? 'login.microsoft.com',
    port: first?.port ?? 443,
    count: affected.length,
    proxy: facts.proxy.https ?? facts.proxy.http ?? account?.server ?? account?.script ?? 'プロキシ',
    server: probes.find(({ detail }) => detail.server !== undefined)?.detail.server ?? 'DNS サーバー',
    status: 'エラー',
    tool: 'ツール',
    reachable: count('reachable'),
    unreachable: count('unreachable'),
    ...finding.params,
  };
}
