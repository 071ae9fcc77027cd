import { bashCheck, powershellCheck, type CheckedTarget, type ScriptSystem } from '../commands/check-script.ts';
import { hostName } from '../commands/values.ts';
import type { CheckKnowledge } from '../knowledge/types.ts';

/** What the reader has chosen; ids and codes that are not known count as not chosen. */
export interface CheckChoice {
  /** Codes of regions, or their names in Azure. */
  readonly regions: readonly string[];
  /** Ids of workloads. */
  readonly workloads: readonly string[];
  /** Names of the vault's private endpoints and of own storage accounts, one in each line, perhaps with more behind them. */
  readonly names: string;
  /** The proxy, as `host:port`; empty: the script looks for it itself. */
  readonly proxy: string;
}

/** More names than a vault can have. */
const MOST_NAMES = 60;
const PRIVATE = 'privatelink.';

/** The destinations of a choice, each once, in the order of the reference. */
export function checkedTargets(choice: CheckChoice, knowledge: CheckKnowledge): CheckedTarget[] {
  const { regions } = knowledge;
  const codes = regions
    .filter(({ code, region }) => choice.regions.includes(code) || choice.regions.includes(region))
    .map(({ code }) => code);
  const found = new Map<string, CheckedTarget>();
  const add = (target: CheckedTarget): void => {
    const key = `${target.host} ${target.port}`;
    if (!found.has(key)) found.set(key, target);
  };
  for (const { workloads, service, host, port, path } of knowledge.targets) {
    if (!workloads.some((id) => choice.workloads.includes(id))) continue;
    const hosts = host.includes(REGION) ? codes.map((code) => host.replace(REGION, code)) : [host];
    for (const one of hosts) add({ service, host: one, port, path: path ?? null });
  }
  for (const name of ownNames(choice.names))
    add({ service: serviceOf(name, knowledge), host: name, port: 443, path: '/' });
  return [...found.values()];
}

const REGION = '{region}';

/** Public names of what the reader pasted: the agents ask for them, and DNS leads them to the private ones. */
export function ownNames(text: string): string[] {
  const found = new Set<string>();
  for (const line of text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\r\n]+/u)) {
    for (const word of line.split(/[\s,;"']+/u)) {
      const [name = ''] = word.replace(/^https:\/\//u, '').split('/', 1);
      if (!name.includes('.') || hostName(name) === null || found.size >= MOST_NAMES) continue;
      found.add((name.endsWith('.') ? name.slice(0, -1) : name).replace(PRIVATE, ''));
      break;
    }
  }
  return [...found];
}

/** The service whose public name ends alike; storage accounts of the reader's have the same ends as those of the list. */
function serviceOf(name: string, { targets }: CheckKnowledge): string {
  const endOf = (host: string): string => host.split('.').slice(-3).join('.');
  return targets.find(({ host, port }) => port === 443 && endOf(host) === endOf(name))?.service ?? 'other';
}

/** The script for a choice; null where nothing is chosen that it could test. */
export function checkScript(
  choice: CheckChoice,
  knowledge: CheckKnowledge,
  system: ScriptSystem = 'linux',
): string | null {
  const targets = checkedTargets(choice, knowledge);
  if (targets.length === 0) return null;
  const title = [...choice.workloads, ...choice.regions]
    .filter(
      (word) =>
        knowledge.targets.some(({ workloads }) => workloads.includes(word)) ||
        knowledge.regions.some(({ code, region }) => word === code || word === region),
    )
    .join(' ');
  const check = { title, targets, proxy: choice.proxy.trim() === '' ? null : choice.proxy };
  const { linux, windows } = knowledge.scripts;
  return system === 'linux' ? bashCheck(linux, check) : powershellCheck(windows, check);
}
