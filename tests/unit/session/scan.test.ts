import { describe, expect, test } from 'vitest';
import type { SessionFormat } from '../../../src/session/announcement.ts';
import { SessionReader } from '../../../src/session/scan.ts';
import { SignatureMatcher } from '../../../src/signatures/matcher.ts';
import { CleanLines } from '../../../src/text/clean.ts';
import { Lines } from '../../../src/text/lines.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';
import { knowledge } from '../../support/knowledge.ts';

const SCRIPT: SessionFormat = {
  id: 'script',
  platform: 'linux',
  announce: ['##TRY!! {command} ##'],
  headings: [],
  ends: [],
  endMark: '[DONE]',
};
const readerOf = (...formats: readonly SessionFormat[]) =>
  new SessionReader(new SignatureMatcher(knowledge.signatures), SESSION_TOOLS, formats);
const reader = readerOf(SCRIPT, { ...SCRIPT, id: 'other', announce: ['##ASK!! {command} ##'] });

const text = (...lines: readonly string[]) => new CleanLines(new Lines(lines.join('\n')));
const NC = 'nc -vz a.example 443';
const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';

describe('a log is that of a script where an announcement stands in it', () => {
  test.each<[string, readonly string[], boolean]>([
    ['in its first line', [`##TRY!! ${NC} ##`], true],
    ['in its last line', ['x', '', `##TRY!! ${NC} ##`], true],
    ['of any script', [`##ASK!! ${NC} ##`, 'x'], true],
    ['not within a line', [`x ##TRY!! ${NC} ##`], false],
    ['not with a prompt', [`$ ${NC}`, CONNECTED], false],
    ['not without lines', [], false],
  ])('%s', (_, lines, announced) => {
    expect(reader.isAnnounced(text(...lines))).toBe(announced);
  });

  test('of one that is known', () => {
    expect(readerOf().isAnnounced(text(`##TRY!! ${NC} ##`))).toBe(false);
  });
});

describe('how much is understood', () => {
  const known = { isHost: (host: string) => host === 'a.example', ports: new Set([443]) };
  const worth = (...lines: readonly string[]) => reader.readable(text(...lines), known);
  const one = reader.understood(`$ ${NC}`, known).worth;
  const other = reader.understood(CONNECTED, known).worth;

  test('of a text: that of its lines', () => {
    expect([one > 0, other > 0]).toEqual([true, true]);
    expect([worth(`$ ${NC}`), worth(CONNECTED), worth(`$ ${NC}`, CONNECTED)]).toEqual([one, other, one + other]);
    expect(worth(`$ ${NC}`, '', '  ', CONNECTED)).toBe(one + other);
    expect(worth()).toBe(0);
  });

  test('of its first 200 lines', () => {
    const empty = Array.from({ length: 199 }, () => '');
    expect([worth(...empty, CONNECTED), worth(...empty, '', CONNECTED)]).toEqual([other, 0]);
  });
});

describe('what begins a probe', () => {
  const lines = text('##TRY!! nc -vz a.example 443 ##', CONNECTED, '$ nc -vz b.example 443', CONNECTED);
  const hosts = (script: string | null) => reader.read(lines, script).probes.map(({ command }) => command?.host);

  test('in the log of a script only its announcements', () => {
    expect(hosts('script')).toEqual(['a.example']);
    expect(hosts('other')).toEqual([]);
  });

  test('without a script, or in that of one that is not known, prompts as well', () => {
    expect(hosts(null)).toEqual(['a.example', 'b.example']);
    expect(hosts('unknown')).toEqual(['a.example', 'b.example']);
  });

  test('the end of a script ends it', () => {
    const ended = text('x', CONNECTED, '[DONE]', 'y');
    const ends = (own: SessionReader) => own.read(ended, null).probes.map(({ last }) => last);
    expect([ends(reader), ends(readerOf())]).toEqual([[2], [4]]);
  });
});
