import { maskAll } from '../../src/mask/session.ts';
import { analyzer, knowledge } from '../support/analyzer.ts';
import { allLogs } from '../support/corpus.ts';
import { leaks, names, outputsOf } from '../support/mask-outputs.ts';
import { FORMS, planted } from '../support/planting.ts';
import { must, type Seen } from './cases.ts';
import type { Random } from './random.ts';

const NAME = 'CheckNWResult.log';
/** Lines of a log from its beginning. */
const MOST_LINES = 160;
const MOST_PLANTS = 8;
/** Of one case in so many every output is made; of the others the masked text and report, of which all are made. */
const ALL_OUTPUTS = 32;
const LOGS = allLogs.map(({ bytes }) => new TextDecoder().decode(bytes).split('\n').slice(0, MOST_LINES));

/** One log with names and secrets planted at random places: none of them stands in what leaves the page. */
export function maskCase(random: Random): Seen {
  const plantings = Array.from({ length: 1 + random.below(MOST_PLANTS) }, () => ({
    form: random.of(FORMS),
    seed: random.below(1_000_001),
    line: random.below(10_001),
    word: random.below(10_001),
  }));
  const { text, pieces } = planted(random.of(LOGS), plantings);
  const outputs = random.below(ALL_OUTPUTS) === 0 ? outputsOf(NAME, text, { request: text }) : textAndReport(text);
  const found = leaks(outputs, pieces);
  must(found.length === 0, `left in the masked copy: ${[...new Set(found)].slice(0, 5).join(', ')}`);
  return { told: true };
}

function textAndReport(text: string): Readonly<Record<string, string>> {
  const { report } = analyzer.analyzeText(NAME, text);
  const { reports, texts } = maskAll(knowledge.secrets, names, { reports: [{ report, text: 0 }], texts: [text] });
  return { text: texts.join('\n'), report: JSON.stringify(reports[0]?.report) };
}
