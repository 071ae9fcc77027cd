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
