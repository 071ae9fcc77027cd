import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { analyzer, diagnose } from '../../support/analyzer.ts';
import { BLOCKS, shownIn, type Block } from '../../support/blocks.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const WIDTHS = [60, 72, 80, 100, 120, 140, 160];
/** At these, too, nothing becomes reachable that is not. */
const OTHERS = [40, 50, 66, 90, 105];

/** As a console breaks lines: at its width, within a word too. */
const hard = (text: string, width: number) =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
    .join('\n');
/** As a mail breaks them: before the word that does not fit any more. */
const soft = (text: string, width: number) =>
  text
    .split('\n')
    .map((line) => filled(line, width))
    .join('\n');

function filled(line: string, width: number): string {
  let [done, open] = ['', ''];
  for (const word of line.split(/(?<= )/u)) {
    if (open !== '' && (open + word).trimEnd().length > width) [done, open] = [`${done}${open.trimEnd()}\n`, ''];
    open += word;
  }
  return done + open;
}

/** Blocks of which a width leaves less, though never more: a mail takes the blanks off between whose columns it breaks a line. */
const TOLD_LESS: ReadonlySet<string> = new Set(['by a mail at 60, tracepath: the way']);

const textOf = (block: Block) => `${shownIn(block, HOST)}[root@vm01 ~]# \n`;
const told = ({ endpoints }: LogReport) =>
  endpoints.map(({ host, port, dns, tcp, tls, https, verdict }) =>
    [host, port, dns.status, tcp.status, tls.status, https.status, verdict].join(' '),
  );
const reachable = ({ endpoints }: LogReport) =>
  endpoints.filter(({ verdict }) => verdict === 'reachable').map(({ host, port }) => `${host}:${port}`);

describe.each([
  ['by a console', hard],
  ['by a mail', soft],
] as const)('lines broken %s', (manner, broken) => {
  test.each(BLOCKS)('$tool: $what', (block) => {
    const whole = diagnose(textOf(block));
    for (const width of WIDTHS.filter((one) => !TOLD_LESS.has(`${manner} at ${one}, ${block.tool}: ${block.what}`)))
      expect([width, told(diagnose(broken(textOf(block), width)))]).toEqual([width, told(whole)]);
    for (const width of [...WIDTHS, ...OTHERS]) {
      const more = reachable(diagnose(broken(textOf(block), width))).filter((one) => !reachable(whole).includes(one));
      expect([width, more]).toEqual([width, []]);
    }
  });
});

describe('in any encoding', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  test.each<[string, (text: string) => Buffer]>([
    ['UTF-16', utf16],
    ['UTF-8 with its mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['line ends of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['line ends of old', (text) => Buffer.from(text.replaceAll('\n', '\r'))],
  ])('%s', (_, encode) => {
    for (const block of BLOCKS) {
      const { report } = analyzer.analyze({ name: 'x.txt', bytes: new Uint8Array(encode(textOf(block))) });
      expect([block.tool, block.what, told(report)]).toEqual([block.tool, block.what, told(diagnose(textOf(block)))]);
    }
  });
});
