import { describe, expect, test } from 'vitest';
import type { SessionFormat } from '../../../src/session/announcement.ts';
import { ScriptLines } from '../../../src/session/script-lines.ts';

const FORMAT: SessionFormat = {
  id: 'made-up',
  platform: 'linux',
  announce: ['##TRY!! {command} ##', '>> {command}'],
  headings: ['### ', '%% '],
  ends: ['## ', '{rule}', 'Complete'],
  endMark: '[DONE]',
};
const lines = new ScriptLines(FORMAT);

describe('what a line of a script is', () => {
  test.each<[string, 'heading' | 'end' | null]>([
    ['### part', 'heading'],
    ['%% part', 'heading'],
    ['###part', null],
    [' ### part', null],
    ['## end', 'end'],
    ['Complete...', 'end'],
    ['[DONE] 12 s', 'end'],
    ['----------', 'end'],
    ['==========', 'end'],
    ['**********', 'end'],
    ['---------', null],
    ['{rule}', null],
    ['#', null],
    ['Server: x', null],
    ['', null],
  ])('%j', (line, kind) => {
    expect(lines.kindOf(line)).toBe(kind);
  });

  test.each<[string, string | null]>([
    ['##TRY!! nc -vz a.example 443 ##', '##TRY!!'],
    ['>> nc -vz a.example 443', '>>'],
    [' >> nc', null],
    ['> nc', null],
    ['x >> nc', null],
  ])('the announcement in %j', (line, head) => {
    expect(lines.announcementIn(line)?.head ?? null).toBe(head);
  });

  test('rows divide only the logs whose format says so, an end mark ends only those that have one', () => {
    const without = new ScriptLines({ ...FORMAT, ends: ['## '], endMark: null });
    expect([without.kindOf('----------'), without.kindOf('[DONE] 12 s'), without.kindOf('## end')]).toEqual([
      null,
      null,
      'end',
    ]);
  });

  test('its system', () => {
    expect([lines.windows, new ScriptLines({ ...FORMAT, platform: 'windows' }).windows]).toEqual([false, true]);
  });
});
