import { Journals } from '../../src/journal/journals.ts';
import { loadFormats } from '../../src/knowledge/load-files.ts';
import { Lines } from '../../src/text/lines.ts';
import { family, testGrowth } from '../support/growth.ts';

const journals = new Journals(loadFormats());

/** A log of `n` records. */
const logOf = (name: string, record: (at: number) => string) =>
  family(
    name,
    (n) => new Lines(Array.from({ length: n }, (_, at) => record(at)).join('')),
    (lines) => journals.find(lines, undefined),
  );

testGrowth([
  logOf('records of an agent', (at) => `2026-11-20T01:02:03.${at}Z ERROR ExtHandler ExtHandler failed ${at}\n  at x\n`),
  logOf(
    'copied events',
    (at) => `Log Name: System\nSource: VSS\nEvent ID: ${at % 9000}\nLevel: Error\nDescription:\ntext\n`,
  ),
  logOf('half heads', (at) => `2026-11-20T01:02:0${at % 10}\n`),
  logOf(
    'XML in one line',
    (at) => `<Event xmlns='x'><System><Provider Name='VSS'/><EventID>${at}</EventID></System></Event>`,
  ),
  logOf('one record that goes on', (at) =>
    at === 0 ? '[00000006] [11/20/2026 06:27:50.11] [ERROR] x\n' : '   at y\n',
  ),
]);
