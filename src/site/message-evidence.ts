import type {
  EvidenceItem,
  EvidenceKnowledge,
  EvidenceScenario,
  MessageEvidenceRule,
  SignatureSource,
} from '../knowledge/types.ts';

export interface MessageEvidence {
  /** Records that no list holds. */
  readonly also: readonly string[];
  readonly lists: readonly { readonly list: EvidenceScenario; readonly items: readonly EvidenceItem[] }[];
}

type Message = Pick<SignatureSource, 'tool' | 'layer' | 'verdict' | 'evidence'>;

/** What a support case about a message needs: by the list that the message names, else by its tool and layer. */
export function evidenceFor(
  message: Message,
  rules: readonly MessageEvidenceRule[],
  { scenarios }: Pick<EvidenceKnowledge, 'scenarios'>,
): MessageEvidence {
  const fitting = rules.filter((rule) => fits(rule, message));
  const ids = message.evidence === null ? fitting.flatMap(({ lists }) => lists) : [message.evidence];
  const os = fitting.map((rule) => rule.os).find((known) => known !== 'any');
  return {
    also: [...new Set(fitting.flatMap(({ also }) => also))],
    lists: scenarios
      .filter(({ id }) => ids.includes(id))
      .map((list) => ({ list, items: neededOf(list, scenarios).filter((item) => isOf(item, os)) })),
  };
}

function isOf(item: EvidenceItem, os: 'windows' | 'linux' | undefined): boolean {
  return os === undefined || item.os === os || item.os === 'any';
}

function fits({ tools, layers, failing }: MessageEvidenceRule, { tool, layer, verdict }: Message): boolean {
  if (failing && verdict !== 'unreachable' && verdict !== 'indeterminate') return false;
  return (tools?.includes(tool) ?? true) && (layers?.includes(layer) ?? true);
}

/** The least that support needs: where a list knows a minimum, that; else what it requires. */
function neededOf(list: EvidenceScenario, all: readonly EvidenceScenario[]): EvidenceItem[] {
  const required = list.items.filter((item) => item.required);
  const least = required.filter(({ scope }) => scope === 'minimum');
  const bases = all.filter(({ id }) => list.extends.includes(id)).flatMap((base) => neededOf(base, all));
  return [...bases, ...(least.length > 0 ? least : required)];
}
