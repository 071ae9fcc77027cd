import { spawnSync } from 'node:child_process';
import { openAsBlob, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMarkdownProcessor } from '@astrojs/markdown-remark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaptureAnalysis } from '../../src/analyze/capture.ts';
import { checkBundle } from '../../src/evidence/check.ts';
import { reportOfBundle } from '../../src/report/evidence-report.ts';
import { maskingLog, manifestOf } from '../../src/evidence/make.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { requestText } from '../../src/evidence/request.ts';
import { bundleToText } from '../../src/report/bundle-text.ts';
import { captureToText } from '../../src/report/capture-text.ts';
import { reportToMarkdown } from '../../src/report/markdown.ts';
import { reportsToMatrix } from '../../src/report/matrix.ts';
import { reportToText } from '../../src/report/text.ts';
import type { CaptureReport, LogReport } from '../../src/model/report.ts';
import { csvCell, markdownCode, markdownText, toTsv, tsvCell } from '../../src/text/cells.ts';
import { Lines } from '../../src/text/lines.ts';
import { visible, visibleJson } from '../../src/text/visible.ts';
import { evidenceLink, readEvidenceLink, withGiven } from '../../src/ui/evidence/link.ts';
import { analyzer, captureKnowledge, knowledge } from '../support/analyzer.ts';
import { evidence } from '../support/bundles.ts';
import { bashWords } from '../support/shells.ts';

const HOSTILE = new URL('../corpus/hostile/', import.meta.url);
const NONE = new Lines('');

function capture(name: string): CaptureReport {
  const analysis = new CaptureAnalysis(name, captureKnowledge);
  analysis.push(new Uint8Array(readFileSync(new URL(name, HOSTILE))));
  analysis.end();
  return analysis.report();
}

const CAPTURES = [
  'sni-command-injection.pcap',
  'sni-newline-injection.pcap',
  'dns-command-injection.pcap',
  'sni-terminal-escape.pcap',
  'names.pcap',
].map((name) => ({ name, report: capture(name) }));
const log = analyzer.analyze({
  name: '![x](https://evil.example/f.png).log',
  bytes: new Uint8Array(readFileSync(new URL('md-injection.log', HOSTILE))),
});

/** What a terminal acts on: all controls but the line end. */
const STEERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const steersTerminal = (text: string): boolean => STEERS.test(text.replaceAll('\n', ''));

const markdown = await createMarkdownProcessor({ syntaxHighlight: false, smartypants: false });
/** What of a Markdown text would load, link, mention or run. */
async function active(text: string): Promise<string[]> {
  const { code } = await markdown.render(text);
  return [...code.matchAll(/<(?:img|a|script|svg|iframe|object|style|link|form|input)\b[^>]*>/giu)].map(([tag]) => tag);
}

describe('names of strangers in captures', () => {
  test.each(CAPTURES)('$name holds what it is made for', ({ name }) => {
    const raw = readFileSync(new URL(name, HOSTILE)).toString('latin1');
    expect(/evil|pwned|<img|calc/u.test(raw) || raw.includes('\u001B')).toBe(true);
  });

  test.each(CAPTURES)('$name: no step hands out a command of theirs', ({ report }) => {
    const commands = report.diagnosis.flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? []));
    for (const command of commands) {
      expect(command).not.toMatch(/evil/u);
      expect(STEERS.test(command)).toBe(false);
      // names that are none stand for themselves in no command: what is left is a word each
      if (/^(?:nc|nslookup|curl) /u.test(command)) expect(bashWords([command])[0]?.join(' ')).toBe(command);
    }
    for (const { next } of report.diagnosis)
      for (const step of next) expect(step.split('\n').length).toBeLessThanOrEqual(2);
  });

  test.each(CAPTURES)('$name: the text for a terminal steers none, and its JSON is plain', ({ report }) => {
    const text = captureToText(report);
    expect(steersTerminal(text)).toBe(false);
    expect(steersTerminal(reportsToMatrix([report, report]))).toBe(false);
    expect(text.split('\n').filter((line) => /^\s*(?:curl -s|sudo|id\b)/u.test(line))).toEqual([]);
    const json = visibleJson(report);
    expect(steersTerminal(json)).toBe(false);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test.each(CAPTURES)('$name: the ticket loads and links nothing', async ({ report }) => {
    expect(await active(reportToMarkdown(report, NONE))).toEqual([]);
  });
});

describe('a log written for a ticket system', () => {
  test('loads nothing, links nothing, mentions nobody, and still says what it said', async () => {
    const text = reportToMarkdown(log.report, log.lines);
    expect(await active(text)).toEqual([]);
    const { code } = await markdown.render(text);
    expect(code).toContain('evil.example');
    // a mention or a reference stands in code, where nobody is told
    expect(code.replaceAll(/<code>.*?<\/code>/gu, '')).not.toMatch(/(?:^|[\s(])(?:@admin|#1\b)/u);
  });

  test('and the text for a terminal steers none', () => {
    expect(steersTerminal(reportToText(log.report, log.lines))).toBe(false);
  });
});

test('names in an archive steer no terminal and fill no second cell', async () => {
  const file = fileURLToPath(new URL('names.zip', HOSTILE));
  const bundle = await openBundle(await openAsBlob(file), 'names.zip', knowledge.archiveFormats);
  const report = reportOfBundle(
    { name: 'names.zip\u001B[2J', bytes: 1 },
    checkBundle(bundle?.entries ?? [], evidence),
    evidence,
    knowledge,
    false,
  );
  expect(bundle?.entries.length).toBeGreaterThan(5);
  expect(steersTerminal(bundleToText(report, new Map()))).toBe(false);
  const files = (bundle?.entries ?? []).map(({ path }) => ({ path, size: 1, sha256: '00', text: null }));
  for (const row of manifestOf(files).trim().split('\n')) {
    expect(row.split('\t')).toHaveLength(3);
    expect(row).not.toMatch(/^[=+\-@＝＋－＠\u202E]/u);
  }
  expect(maskingLog(files, { names: true, hidden: {}, secrets: {} }).trim().split('\n')).toHaveLength(files.length + 1);
});

test('the command line itself prints nothing that steers a terminal', () => {
  const files = [...CAPTURES.map(({ name }) => name), 'md-injection.log', 'names.zip'].map((name) =>
    fileURLToPath(new URL(name, HOSTILE)),
  );
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../scripts/cli.mjs', import.meta.url)), 'diagnose', ...options, ...files],
      { encoding: 'utf8', cwd: fileURLToPath(new URL('../../', import.meta.url)) },
    );
    expect(stdout.length).toBeGreaterThan(1000);
    expect(steersTerminal(stdout)).toBe(false);
    expect(steersTerminal(stderr)).toBe(false);
  }
}, 60_000);

/** Pieces that a spreadsheet, Markdown or a terminal takes for more. */
const piece = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '﹢',
    '−',
    '\t',
    '\r',
    '\n',
    '"',
    "'",
    ',',
    ';',
    '|',
    '\u202E',
    '\u200F',
    '\uFEFF',
  ],
  ...[
    '\u001B[31m',
    '\u001B]8;;https://evil.example\u0007',
    '\u009B',
    '\u2028',
    ' ',
    '\u3000',
    '\u00A0',
    '\u0000',
    '\uD800',
  ],
  ...[
    '![x](https://evil.example/p.png)',
    '[a](javascript:alert(1))',
    '<img src=x onerror=alert(1)>',
    '</code>',
    '&lt;',
    '&#60;',
  ],
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '*',
    '_',
    '__',
    '#',
    '# ',
    '> ',
    '1. ',
    '- ',
    '---',
    '===',
    '|',
    '\\',
    '\\`',
    '[^1]',
    '[x]: https://evil.example',
  ],
  ...[
    'https://evil.example/a',
    'http://[::1]/',
    'www.evil.example',
    'ftp://evil.example',
    'mailto:a@evil.example',
    'admin@evil.example',
  ],
  ...[
    '@admin',
    '#1',
    'HTTPS://EVIL.EXAMPLE',
    '<https://evil.example>',
    'xhttps://evil.example',
    'a',
    '宛先',
    'cmd|calc!A1',
    '{{7*7}}',
    '$a$',
  ],
);
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  test('is one cell of a table for a spreadsheet, and no formula', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (row) => {
        const tsv = toTsv([row, row]);
        expect(tsv.split('\n')).toHaveLength(2);
        for (const cell of tsv.split('\n').flatMap((line) => line.split('\t'))) {
          expect(cell).not.toMatch(/^\s*[=+\-@"−]/u);
          expect(cell.normalize('NFKC')).not.toMatch(/^\s*[=+\-@]/u);
          expect(STEERS.test(cell)).toBe(false);
        }
        expect(tsv.split('\n')[0]?.split('\t')).toHaveLength(row.length);
      }),
      { numRuns: 3000 },
    );
  });

  test('is one cell of a CSV file, and no formula', () => {
    fc.assert(
      fc.property(text, (one) => {
        const cell = csvCell(one);
        expect(cell).toMatch(/^(?:[^",\r\n]*|"(?:[^"\r\n]|"")*")$/u);
        expect(cell.replace(/^"/u, '').normalize('NFKC')).not.toMatch(/^\s*[=+\-@−]/u);
      }),
      { numRuns: 3000 },
    );
  });

  test('is text in Markdown: in a paragraph, a list, a table, bold, and as code', async () => {
    for (const one of fc.sample(text, { numRuns: 250, seed: 7 })) {
      const lines = [
        markdownText(one),
        '',
        `**${markdownText(one)}**`,
        '',
        `- ${markdownText(one)} ${markdownCode(one)}`,
        '',
        '| a | b |',
        '|---|---|',
        `| ${markdownText(one, true)} | ${markdownCode(one, true)} |`,
        '',
        `END${one.length}`,
      ].join('\n');
      const found = await active(lines);
      expect({ one, found }).toEqual({ one, found: [] });
      const { code } = await markdown.render(lines);
      expect(code).toContain(`<p>END${one.length}</p>`);
      expect(code.match(/<td>/gu)).toHaveLength(2);
    }
  });

  test('shows in Markdown what it says', async () => {
    const one = 'a*b_c [d](e) <f> & `g` | h! ~i~ #2 https://j.example/k (l@m.example) \\n';
    const { code } = await markdown.render(markdownText(one));
    const shown = code
      .replaceAll(/<[^>]+>/gu, '')
      .replaceAll(/&(?:lt|#x3C);/gu, '<')
      .replaceAll('&gt;', '>')
      .replaceAll(/&(?:amp|#x26);/gu, '&')
      .trim();
    expect(shown).toBe(one);
  });

  test('is one line that steers nothing once it is visible', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (one) => {
        expect(STEERS.test(visible(one))).toBe(false);
        expect(JSON.parse(visibleJson({ one }))).toEqual({ one });
      }),
    );
  });
});

/** A report in which a stranger chose every name. */
function planted(one: string): LogReport {
  const { report } = log;
  const told = { title: one, name: one, summary: one, why: one, next: [`${one}\n\`x\``] };
  const steps = [{ text: one, command: one, platform: 'any' as const }];
  return {
    ...report,
    source: { ...report.source, name: one },
    machine: { ...report.machine, hostname: one, os: one, addresses: [one] },
    proxy: { ...report.proxy, state: 'both', http: one, https: one },
    endpoints: report.endpoints.map((endpoint) => ({
      ...endpoint,
      host: one,
      dns: { ...endpoint.dns, status: 'resolved', addresses: [one] },
    })),
    diagnosis: report.diagnosis.map((entry) => ({ ...entry, ...told, steps })),
    unread: [{ command: one, tool: null, lines: [1, 1] }],
  };
}

test('whatever a stranger calls things, no output runs, loads or links it', async () => {
  for (const one of fc.sample(text, { numRuns: 60, seed: 11 })) {
    const report = planted(one);
    const lines = new Lines(Array.from({ length: report.source.lines }, () => visible(one)).join('\n'));
    const found = await active(reportToMarkdown(report, lines));
    expect({ one, found }).toEqual({ one, found: [] });
    for (const output of [reportToText(report, lines), reportsToMatrix([report, report]), visibleJson(report)])
      expect(steersTerminal(output)).toBe(false);
  }
});

describe('a link to the evidence page, written by anybody', () => {
  const HASH = '#scenario=network-backup&folder=%5C%5Cevil%5Cshare&vmName=a%0Ab%1B&os=x&__proto__=1&password=p';

  test('fills in facts, never a folder', () => {
    expect(readEvidenceLink(HASH)).toEqual({ scenario: 'network-backup', given: { vmName: 'a b', os: 'x' } });
    expect(readEvidenceLink('#folder=x')).toBeNull();
    expect(readEvidenceLink('#scenario=%2E%2E%2Fx')).toBeNull();
    expect(readEvidenceLink('')).toBeNull();
  });

  test('overrides nothing that the reader has written', () => {
    expect(withGiven({ vmName: 'vm01', os: ' ' }, { vmName: 'evil', os: 'x', errorCode: 'y' })).toEqual({
      vmName: 'vm01',
      os: 'x',
      errorCode: 'y',
    });
  });

  test('is read back as it was made', () => {
    const link = readEvidenceLink(evidenceLink(log.report, knowledge.reportEvidence).split('#')[1] ?? '');
    expect(link?.scenario).toBe('network-backup');
    expect(link?.given['errorCode']).toBe(log.report.diagnosis[0]?.title);
  });
});

test('a request for support shows answers as text', async () => {
  const [scenario] = evidence.scenarios.filter(({ id }) => id === 'network-backup');
  if (scenario === undefined) throw new Error('no such list');
  const answers = { vmName: '![x](https://evil.example/p.png)', os: 'a\nb', timeOfFailure: '<img src=x>' };
  const request = requestText(scenario, evidence, answers, new Set(), 'markdown');
  expect(await active(request)).toEqual([]);
  expect(tsvCell(answers.os)).toBe('a b');
});
