import { describe, expect, test } from 'vitest';
import { ToolTable, type SessionTool } from '../../../src/session/tool-table.ts';

const tool = (id: string, names: readonly string[], more: Partial<SessionTool> = {}): SessionTool =>
  ({ id, names, cmdlet: false, ...more }) as SessionTool;

const CMDLET = tool('ask', ['ask', 'invoke-ask'], { cmdlet: true });
const FETCH = tool('fetch', ['fetch'], { alias: { tool: CMDLET, always: true } });
const GET = tool('get', ['get'], { alias: { tool: CMDLET, always: false } });
const table = new ToolTable({ tools: [CMDLET, FETCH, GET], unread: ['trace'] });

describe('the tools of a session', () => {
  test('by their ids', () => {
    expect([table.get('get'), table.get('invoke-ask'), table.get('trace')]).toEqual([GET, undefined, undefined]);
  });

  test.each<[string, boolean, SessionTool | undefined]>([
    ['invoke-ask', false, CMDLET],
    ['ask', true, CMDLET],
    ['fetch', false, FETCH],
    // Windows has no program of this name
    ['fetch', true, CMDLET],
    ['get', true, GET],
    ['trace', true, undefined],
    ['trace', false, undefined],
  ])('%s, in a shell of Windows: %s', (name, windows, found) => {
    expect(table.named(name, windows)).toBe(found);
  });

  test.each<[string, boolean, boolean]>([
    ['get', true, false],
    ['trace', true, true],
    ['other', false, false],
  ])('%s is a network tool: %s; one whose output is not read: %s', (name, known, unread) => {
    expect([table.isKnown(name), table.isUnread(name)]).toEqual([known, unread]);
  });
});

describe('who may write a line', () => {
  test('the tool itself, and what any tool may bring', () => {
    expect(table.writersIn('get')).toEqual({
      names: new Set(['get', 'shell', 'script', 'powershell', 'libc']),
      windows: false,
    });
    expect(table.writersIn('ask')).toEqual({
      names: new Set(['ask', 'shell', 'script', 'powershell', 'libc']),
      windows: true,
    });
  });

  test('everyone, where no tool runs', () => {
    const names = new Set(['ask', 'fetch', 'get', 'netsh', 'shell', 'script', 'powershell', 'libc']);
    expect(table.all).toEqual({ names, windows: true });
    expect(table.writersIn('other')).toBe(table.all);
    expect(new ToolTable({ tools: [GET], unread: [] }).all.windows).toBe(false);
  });

  test('settings, and messages of any tool', () => {
    expect(table.settings).toEqual(new Set(['netsh', 'script']));
    expect(
      ['shell', 'script', 'powershell', 'libc', 'netsh', 'get'].filter((name) => table.isEverywhere(name)),
    ).toEqual(['shell', 'script', 'powershell', 'libc']);
  });
});

describe('what a tool has of others', () => {
  const PART = tool('part', ['part'], { writers: ['go'] });
  const OTHER = tool('other-part', ['other-part']);
  const WHOLE = tool('whole', ['whole'], { kin: [PART, OTHER] });
  const LIKE = tool('like', ['like'], { like: PART });
  const own = new ToolTable({ tools: [PART, OTHER, WHOLE, LIKE], unread: [] });

  test.each<[string, string, boolean]>([
    ['part', 'whole', true],
    ['other-part', 'whole', true],
    ['whole', 'part', false],
    ['like', 'whole', false],
    ['part', 'like', false],
    ['part', 'nothing', false],
  ])('%s is kin of %s: %s', (writer, id, kin) => {
    expect(own.isKin(writer, id)).toBe(kin);
  });

  test('their messages stand in its output', () => {
    const names = (id: string) => [...own.writersIn(id).names].slice(0, -4);
    expect(['part', 'other-part', 'whole', 'like'].map(names)).toEqual([
      ['part', 'go'],
      ['other-part'],
      ['whole', 'part', 'go', 'other-part'],
      ['like', 'part', 'go'],
    ]);
  });
});

describe('what a tool reads beside its messages', () => {
  const READS = tool('reads', ['reads'], { reads: (text) => text === 'read' });
  const ASKS = tool('asks', ['asks'], { equivalents: (text) => (text === 'call' ? [['asks', 'a.example']] : []) });
  const FORMS = tool('forms', ['forms'], {
    cmdlet: true,
    recast: (at, asked) =>
      at(0) === 'alone' && at(1) === '' && asked.command === null && asked.text === ''
        ? {
            lines: 1,
            checks: [
              { offset: 0, said: ['one', 'two'], own: true, host: 'a.example', alone: true },
              { offset: 0, said: ['three'], own: true },
            ],
          }
        : null,
  });
  const own = new ToolTable({ tools: [READS, ASKS, FORMS], unread: [] });
  const plain = new ToolTable({ tools: [GET], unread: [] });

  test('lines that it understands', () => {
    expect(['read', 'other'].map((text) => own.reads(text))).toEqual([true, false]);
    expect(plain.reads('read')).toBe(false);
  });

  test('other ways to ask for the same', () => {
    expect(['call', 'other'].map((text) => own.equivalents(text))).toEqual([[['asks', 'a.example']], []]);
    expect(plain.equivalents('call')).toEqual([]);
  });

  test('other forms of its output', () => {
    expect(own.recasting).toEqual([FORMS]);
    expect(plain.recasting).toEqual([]);
  });

  test('lines that say themselves who was asked', () => {
    const writers = own.writersIn('forms');
    expect(own.saidAlone('alone')).toEqual([
      { said: 'one', host: 'a.example', writers },
      { said: 'two', host: 'a.example', writers },
    ]);
    expect(own.saidAlone('other')).toEqual([]);
    expect(plain.saidAlone('alone')).toEqual([]);
  });

  test('what shows settings', () => {
    expect(own.inSettings).toEqual({
      names: new Set(['netsh', 'script', 'shell', 'powershell', 'libc']),
      windows: false,
    });
    expect(own.settingsCommands.of('env', [])).toBeNull();
  });
});
