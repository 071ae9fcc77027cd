import type { EvidenceItem, EvidenceScenario } from '../knowledge/types.ts';

/** The items of a scenario and of those that it extends, the general ones first. */
export function itemsOf(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): EvidenceItem[] {
  return [...basesOf(scenario, all).flatMap((base) => itemsOf(base, all)), ...scenario.items];
}

/** What support asks of the environment, in its order. */
export function environmentOf(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): string[] {
  const inherited = basesOf(scenario, all).flatMap((base) => environmentOf(base, all));
  return [...new Set([...inherited, ...scenario.environment])];
}

/** Sets of items of which one suffices: each of the own sets together with each of those that it extends. */
export function setsOf(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): readonly (readonly string[])[] {
  const own =
    scenario.sets.length > 0 ? scenario.sets : [scenario.items.filter(({ required }) => required).map(({ id }) => id)];
  return basesOf(scenario, all).reduce<readonly (readonly string[])[]>(
    (sets, base) => setsOf(base, all).flatMap((inherited) => sets.map((set) => [...inherited, ...set])),
    own,
  );
}

function basesOf({ extends: ids }: EvidenceScenario, all: readonly EvidenceScenario[]): EvidenceScenario[] {
  return ids.flatMap((id) => all.filter((known) => known.id === id));
}
