import { describe, expect, test } from 'vitest';
import { Announcement } from '../../../src/session/announcement.ts';
import { ScriptLines } from '../../../src/session/script-lines.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';

const tools = new ToolTable(SESSION_TOOLS);
const closed = new Announcement('##TRY!! {command} ##', 'linux');
const open = new Announcement('#TRY!! {command}', 'windows');

describe('an announcement with a tail is whole when the tail is there', () => {
  test.each([
    ['##TRY!! nc -vz a.example 443 ##', true],
    ['##TRY!! nc -vz a.example 443 ##  ', true],
    ['##TRY!! nc -vz a.exam', false],
    ['##TRY!!##', false],
  ])('%s: %s', (line, whole) => {
    expect(closed.isWhole(line, tools)).toBe(whole);
  });
});

describe('one without a tail is whole when the name of its destination is', () => {
  test.each([
    ['#TRY!! tnc a.example -port 443', true],
    ['#TRY!! tnc a.example', true],
    ['#TRY!! tnc contosostor', false],
    ['#TRY!! tnc localhost -port 443', true],
    ['#TRY!! Invoke-webRequest https://contosostor', true],
    ['#TRY!! unknown a.example', false],
  ])('%s: %s', (line, whole) => {
    expect(open.isWhole(line, tools)).toBe(whole);
  });
});

test('the command stands between head and tail, and is read by the shell of its platform', () => {
  expect(closed.textOf('##TRY!!  curl -I https://a.example ##')).toBe('curl -I https://a.example');
  expect(closed.commandOf('##TRY!! wget https://a.example ##', tools)?.tool).toBe('wget');
  expect(open.commandOf('#TRY!! wget https://a.example', tools)?.tool).toBe('iwr');
  expect(open.commandOf('#TRY!! openssl s_client', tools)).toBeNull();
});

test.each(['no command', '{command} behind', '>> {command} and {command}'])('%s is no announcement', (source) => {
  expect(() => new Announcement(source, 'any')).toThrow('announcement');
});

test('only a beginning that is long enough tells by itself that a script wrote the text', () => {
  expect([closed.telling, open.telling, new Announcement('>> {command}', 'any').telling]).toEqual([true, true, false]);
});

describe('what a line of a script is', () => {
  const lines = new ScriptLines({
    id: 'x',
    platform: 'windows',
    announce: ['#TRY!! {command}'],
    headings: ['### '],
    ends: ['## ', '{rule}', 'Done:'],
    endMark: '-----Completed',
  });

  test.each([
    ['### Check', 'heading'],
    ['## note', 'end'],
    ['Done: 3', 'end'],
    ['-----Completed-----', 'end'],
    ['----------', 'end'],
    ['- - - - - -', 'end'],
    ['*********', null],
    ['---------- x', null],
    ['text', null],
    ['', null],
  ])('%j: %s', (line, kind) => {
    expect(lines.kindOf(line)).toBe(kind);
  });

  test('an announcement is found by its head', () => {
    expect(lines.announcementIn('#TRY!! tnc a.example')?.head).toBe('#TRY!!');
    expect(lines.announcementIn('##TRY!! tnc a.example')).toBeNull();
    expect(lines.announcementIn('### Check')).toBeNull();
  });
});
