import type { EvidenceItem, EvidenceScenario } from '../knowledge/types.ts';

/** The items of a scenario and of those that it extends, the general ones first. */
export function itemsOf(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): EvidenceItem[] {
  const inherited = scenario.extends.flatMap((id) => {
    const base = all.find((known) => known.id === id);
    return base === undefined ? [] : itemsOf(base, all);
  });
  return [...inherited, ...scenario.items];
}

/** What support asks of the environment, in its order. */
export function environmentOf(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): string[] {
  const inherited = scenario.extends.flatMap((id) => {
    const base = all.find((known) => known.id === id);
    return base === undefined ? [] : environmentOf(base, all);
  });
  return [...new Set([...inherited, ...scenario.environment])];
}

/** True when the minimum set may stand in for the full one, here or where it comes from. */
export function allowsMinimum(scenario: EvidenceScenario, all: readonly EvidenceScenario[]): boolean {
  return (
    scenario.rule === 'full-or-minimum' ||
    scenario.extends.some((id) => all.some((known) => known.id === id && allowsMinimum(known, all)))
  );
}
