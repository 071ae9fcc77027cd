import { describe, expect, test } from 'vitest';
import type { CaptureKind } from '../../../../src/capture/readers/stream.ts';
import { nothingToJudge } from '../../../../src/judge/capture/nothing.ts';
import type { CaptureSummary, Conversation } from '../../../../src/model/capture.ts';
import { knowledge } from '../../../support/knowledge.ts';

const ETHERNET = 1;
const WIFI = 105;
const BLUETOOTH = 187;
const CAPTURE = { kind: 'capture' } as CaptureKind;
const FOREIGN = {
  kind: 'foreign',
  format: { title: 'ETW のトレース', advice: 'pcapng に変換します。' },
} as CaptureKind;

function nothing(kind: CaptureKind | null, summary: Partial<CaptureSummary> = {}) {
  const capture = { packets: 3, linkTypes: [ETHERNET], conversations: [], own: [], fileType: 'pcap', ...summary };
  return nothingToJudge(capture as unknown as CaptureSummary, kind, knowledge);
}
const aConversation = {} as Conversation;

describe('why nothing can be said of any destination', () => {
  test.each<[string, CaptureKind | null, Partial<CaptureSummary>, string]>([
    ['another format', FOREIGN, {}, 'capture-foreign'],
    ['another format, whatever else', FOREIGN, { packets: 0, linkTypes: [WIFI] }, 'capture-foreign'],
    ['an unknown format', { kind: 'unknown' }, {}, 'capture-unrecognised'],
    ['too few bytes to tell', null, { packets: 0 }, 'capture-unrecognised'],
    ['no packet', CAPTURE, { packets: 0 }, 'capture-empty'],
    ['no packet, of a link that is not read', CAPTURE, { packets: 0, linkTypes: [WIFI] }, 'capture-empty'],
    ['a link that is not read', CAPTURE, { linkTypes: [WIFI] }, 'capture-link-unknown'],
    ['one of two links is not read', CAPTURE, { linkTypes: [ETHERNET, WIFI] }, 'capture-link-unknown'],
    [
      'one of two links is not read, the other one has conversations',
      CAPTURE,
      { linkTypes: [ETHERNET, WIFI], conversations: [aConversation] },
      'capture-no-outbound',
    ],
    ['a link that is read', CAPTURE, {}, 'capture-no-outbound'],
    ['no link', CAPTURE, { linkTypes: [] }, 'capture-no-outbound'],
    ['conversations of others', CAPTURE, { conversations: [aConversation] }, 'capture-no-outbound'],
  ])('%s', (_, kind, summary, id) => {
    expect(nothing(kind, summary)).toMatchObject({ id, confidence: 'certain', because: [] });
  });
});

describe('what is told with it', () => {
  test('the format and what to do about it', () => {
    const found = nothing(FOREIGN);
    expect(found.params).toEqual({ format: 'ETW のトレース', advice: 'pcapng に変換します。' });
    expect(found.title).toContain('ETW のトレース');
    expect(found.next[0]).toBe('pcapng に変換します。');
  });

  test('the links that are not read, and no others', () => {
    expect(nothing(CAPTURE, { linkTypes: [WIFI, ETHERNET, BLUETOOTH] }).params['link']).toMatch(
      /^[^、]*\(105\)、[^、]*\(187\)$/u,
    );
  });

  test('the machine, where its addresses are known', () => {
    expect(nothing(CAPTURE, { own: ['10.0.0.4', 'fd00::4'] }).params).toEqual({ own: '10.0.0.4、fd00::4' });
    expect(nothing(CAPTURE).params).toEqual({});
  });

  test('how to capture again on the system where the capture was made', () => {
    const platforms = (fileType: string) => nothing(CAPTURE, { fileType }).steps.map(({ platform }) => platform);
    const [windows] = knowledge.platforms.windows.captures;
    expect(new Set(platforms(windows ?? ''))).toEqual(new Set(['windows']));
    expect(platforms('pcap')).toContain('linux');
    expect(platforms('pcap')).toContain('windows');
  });
});
