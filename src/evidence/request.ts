import type { EvidenceItem, EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { REQUEST_TEXT } from '#locale/request.ts';
import { markdownText } from '../text/cells.ts';
import { visible } from '../text/visible.ts';
import { EXAMPLE_NAMES, fillIn } from './fill.ts';
import { environmentOf, itemsOf } from './scenarios.ts';

/** What the reader filled in: by environment key. */
export type Answers = Readonly<Record<string, string>>;

/** Facts that every case needs, whatever failed. */
const ALWAYS = ['timeOfFailure', 'errorCode'];

/** Keys of the environment that the request names, in the order in which support asks. */
export function questionsOf(scenario: EvidenceScenario, knowledge: EvidenceKnowledge): { id: string; title: string }[] {
  const ids = [...environmentOf(scenario, knowledge.scenarios), ...ALWAYS];
  return [...new Set(ids)].flatMap((id) => knowledge.environment.filter((key) => key.id === id));
}

/** The text of a support request, as Markdown or plain. */
export function requestText(
  scenario: EvidenceScenario,
  knowledge: EvidenceKnowledge,
  answers: Answers,
  done: ReadonlySet<string>,
  kind: 'markdown' | 'plain',
): string {
  const heading = (text: string): string => (kind === 'markdown' ? `## ${text}` : REQUEST_TEXT.heading(text));
  const line = (text: string): string => (kind === 'markdown' ? `- ${text}` : REQUEST_TEXT.line(text));
  const own = kind === 'markdown' ? markdownText : visible;
  const names = { folder: answers['folder'] ?? EXAMPLE_NAMES.folder, vm: answers['vmName'] ?? '' };
  const items = itemsOf(scenario, knowledge.scenarios).filter(
    (item) => done.has(item.id) || (item.required && !isReplaced(item, scenario, knowledge, done)),
  );
  return [
    heading(REQUEST_TEXT.title(scenario.title)),
    '',
    ...questionsOf(scenario, knowledge).map(({ id, title }) =>
      line(`${title}: ${own(answers[id] ?? '').trim() || REQUEST_TEXT.unanswered}`),
    ),
    '',
    heading(REQUEST_TEXT.attached),
    '',
    ...items.map(({ id, title, paths }) =>
      line(
        `${done.has(id) ? REQUEST_TEXT.done : REQUEST_TEXT.open} ${title}${paths[0] === undefined ? '' : ` (${own(fillIn(paths[0], names))})`}`,
      ),
    ),
    '',
  ].join('\n');
}

/** True for an item in whose place the reader has collected another: the whole for its parts, or one of several sets. */
function isReplaced(
  { id, scope }: EvidenceItem,
  scenario: EvidenceScenario,
  { scenarios }: EvidenceKnowledge,
  done: ReadonlySet<string>,
): boolean {
  const home = scenarios.find(({ items }) => items.some((item) => item.id === id && item.scope === scope));
  const other = scope === 'minimum' ? 'full' : 'minimum';
  const hasBoth = home?.items.some((item) => item.scope === 'minimum') ?? false;
  if (hasBoth && home?.items.some((item) => item.scope === other && done.has(item.id))) return true;
  const started = scenario.sets.filter((set) => set.some((one) => done.has(one)));
  return scenario.sets.flat().includes(id) && started.length > 0 && !started.some((set) => set.includes(id));
}
