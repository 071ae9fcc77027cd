import { describe, expect, test } from 'vitest';
import { Announcement, announcementsOf } from '../../../src/session/announcement.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';

const tools = new ToolTable(SESSION_TOOLS);
const closed = new Announcement('##TRY!! {command} ##', 'linux');
const open = new Announcement('#TRY!! {command}', 'windows');

test.each(['nc -vz a.example 443', '{command}', ' {command}', 'a {command} b {command}'])(
  'one that does not say where the command stands: %j',
  (source) => {
    expect(() => new Announcement(source, 'linux')).toThrow(
      `an announcement is literal text with one {command} behind it: ${source}`,
    );
  },
);

test('what stands before and behind the command', () => {
  expect([closed.head, closed.tail, open.head, open.tail]).toEqual(['##TRY!!', '##', '#TRY!!', '']);
});

test.each<[string, boolean]>([
  ['>> {command}', false],
  ['>>>>> {command}', false],
  ['>>>>>> {command}', true],
])('%s tells by itself that a script wrote the text: %s', (source, telling) => {
  expect(new Announcement(source, 'linux').telling).toBe(telling);
});

test.each<[string, boolean]>([
  ['##TRY!! nc', true],
  ['##TRY!!', true],
  ['##TRY!', false],
  [' ##TRY!! nc', false],
])('%j begins as one does: %s', (line, begins) => {
  expect(closed.begins(line)).toBe(begins);
});

describe('it is whole', () => {
  test.each<[string, boolean]>([
    ['##TRY!! nc -vz a.example 443 ##', true],
    ['##TRY!! nc -vz a.example 443 ##  ', true],
    ['##TRY!! x##', true],
    ['##TRY!! nc -vz a.exam', false],
    ['##TRY!!##', false],
    ['##TRY!! ##', true],
  ])('with its end: %j %s', (line, whole) => {
    expect(closed.isWhole(line, tools)).toBe(whole);
  });

  test.each<[string, boolean]>([
    ['#TRY!! tnc a.example', true],
    ['#TRY!! tnc host -port 443', true],
    ['#TRY!! Invoke-WebRequest https://host', true],
    ['#TRY!! tnc host', false],
    ['#TRY!! tnc', false],
    ['#TRY!! unknown a.example', false],
    ['#TRY!!', false],
  ])('without an end, with its destination: %j %s', (line, whole) => {
    expect(open.isWhole(line, tools)).toBe(whole);
  });
});

test.each<[Announcement, string, string]>([
  [closed, '##TRY!!  nc -vz a.example 443 ## ', 'nc -vz a.example 443'],
  [closed, '##TRY!! nc -vz a.exam', 'nc -vz a.exam'],
  [closed, '##TRY!! ##', ''],
  [open, '#TRY!! tnc a.example ', 'tnc a.example'],
  [open, '#TRY!! tnc a ##', 'tnc a ##'],
])('the text of its command', (announcement, line, text) => {
  expect(announcement.textOf(line)).toBe(text);
});

test('the command is read as its shell does', () => {
  const line = (head: string) => `${head} curl -o C:\\x https://a.example`;
  expect(open.commandOf(line('#TRY!!'), tools)).toMatchObject({ tool: 'curl', host: 'a.example' });
  expect(open.commandOf('#TRY!! wget https://a.example', tools)?.tool).toBe('iwr');
  expect(closed.commandOf('##TRY!! wget https://a.example ##', tools)).toMatchObject({
    tool: 'wget',
    text: 'wget https://a.example',
  });
  expect(new Announcement('##TRY!! {command}', 'any').commandOf('##TRY!! wget https://a.example', tools)?.tool).toBe(
    'wget',
  );
  expect(closed.commandOf('##TRY!! hping3 a.example ##', tools)).toBeNull();
  expect(closed.commandOf('##TRY!! ##', tools)).toBeNull();
});

test('a format may have several', () => {
  const found = announcementsOf({
    id: 'x',
    platform: 'linux',
    announce: ['a {command}', 'b {command} c'],
    headings: [],
    ends: [],
    endMark: null,
  });
  expect(found.map(({ head, tail }) => [head, tail])).toEqual([
    ['a', ''],
    ['b', 'c'],
  ]);
});
