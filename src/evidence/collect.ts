import { bashCollection, powershellCollection, type CollectionStep } from '../commands/collection.ts';
import type { EvidenceItem, EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { itemsOf } from './scenarios.ts';

/** Parts of a path that differ from machine to machine. */
const UNKNOWN_PART = /<[^<>]*>|\{[a-z]*\}/gu;
/** An installation folder that a script cannot guess. */
const UNKNOWN_FOLDER = /^<|^\{folder\}\./u;
const HAND = '{folder}\\';
/** A part that is date and time: its letters stand for digits. */
const DATE_PART = /^<[yMdHms_-]+>$/iu;
const DIGIT = '[0-9]';

/** A script that gathers what a scenario asks for into one archive; null for a scenario without that system. */
export function collectionScript(
  scenario: EvidenceScenario,
  knowledge: EvidenceKnowledge,
  system: 'linux' | 'windows',
): string | null {
  const items = itemsOf(scenario, knowledge.scenarios).filter(
    ({ os, scope }) => (os === system || os === 'any') && scope !== 'manual' && scope !== 'extra',
  );
  const steps = items.map((item): CollectionStep => ({
    title: item.title,
    // what a command writes is not looked for
    places: item.gather.length > 0 ? [] : placesOf(item, system),
    commands: item.gather,
  }));
  if (steps.every(({ places, commands }) => places.length + commands.length === 0)) return null;
  const { id, title } = scenario;
  const script = knowledge.scripts[system];
  const collection = { id, title, steps };
  return system === 'linux' ? bashCollection(script, collection) : powershellCollection(script, collection);
}

function placesOf({ paths }: EvidenceItem, system: 'linux' | 'windows'): string[] {
  return paths.flatMap((path) => {
    const place = path.startsWith(HAND) ? path.slice(HAND.length) : path;
    if (UNKNOWN_FOLDER.test(place)) return [];
    const isLinux = place.startsWith('/');
    const isWindows = /^(?:[A-Z]:\\|%)/u.test(place);
    const isOther = system === 'linux' ? isWindows : isLinux;
    if (isOther) return [];
    return [place.replaceAll(UNKNOWN_PART, spread).replace(/[\\/]$/u, '')];
  });
}

/** What stands for an unknown part in a pattern of a shell. */
function spread(part: string): string {
  return DATE_PART.test(part) ? part.slice(1, -1).replaceAll(/[a-z]/giu, DIGIT) : '*';
}
