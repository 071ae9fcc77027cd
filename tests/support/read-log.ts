import { FormatRecogniser } from '../../src/log/formats/recognise.ts';
import { settleFormat, tellsOf, TERMINAL } from '../../src/log/formats/settle.ts';
import { readSettings } from '../../src/log/settings/read.ts';
import type { ReadLog } from '../../src/judge/log.ts';
import { SessionReader } from '../../src/session/scan.ts';
import { SignatureMatcher } from '../../src/signatures/matcher.ts';
import { CleanLines } from '../../src/text/clean.ts';
import { Lines } from '../../src/text/lines.ts';
import { SESSION_TOOLS } from '../../src/tools/index.ts';
import { knowledge } from './knowledge.ts';

const recogniser = new FormatRecogniser(knowledge.formats);
const session = new SessionReader(
  new SignatureMatcher(knowledge.signatures),
  { ...SESSION_TOOLS, settings: knowledge.settingsCommands },
  knowledge.formats,
);

/** One log as it is read before anything of it is judged; `chosen`: the format that the reader chose. */
export function readLog(text: string, chosen?: string): ReadLog {
  const clean = new CleanLines(new Lines(text));
  const asTerminal = chosen === TERMINAL;
  const found = recogniser.recognise(clean, asTerminal);
  const scan = session.read(clean, asTerminal ? null : found.announcing);
  const settings = readSettings(scan, knowledge, Date.UTC(2026, 10, 30));
  const recognition = settleFormat(found, { scan, settings: tellsOf(found, settings), chosen }, knowledge.formats);
  return { scan, settings, recognition, records: null, azure: null, firstProbe: 1 };
}
