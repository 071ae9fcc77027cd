import { unreadLink } from '../../capture/frame.ts';
import type { CaptureKind } from '../../capture/readers/stream.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import { listed } from '#locale/forms.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { tell } from '../diagnosis/text.ts';
import { platformOfCapture } from '../platform.ts';

/** Why nothing can be said of any destination. */
export function nothingToJudge(capture: CaptureSummary, kind: CaptureKind | null, knowledge: Knowledge): Diagnosis {
  const unread = capture.linkTypes.flatMap((linkType) => unreadLink(linkType) ?? []);
  const id = causeOf(capture, kind, unread.length > 0);
  const params = {
    ...(kind?.kind === 'foreign' ? { format: kind.format.title, advice: kind.format.advice } : {}),
    own: listed(capture.own),
    link: listed(unread),
    of: capture.facts?.trace?.writer,
    origins: listed(capture.facts?.origins ?? []),
  };
  const source = { kind: 'capture' as const, platform: platformOfCapture(capture, knowledge.platforms) };
  return { id, confidence: 'certain', because: [], ...tell(id, 'certain', params, source, knowledge) };
}

function causeOf(
  { packets, conversations, facts }: CaptureSummary,
  kind: CaptureKind | null,
  isLinkUnread: boolean,
): string {
  if (kind?.kind === 'foreign') return 'capture-foreign';
  if (kind?.kind !== 'capture') return 'capture-unrecognised';
  if (packets === 0) return facts?.trace == null ? 'capture-empty' : 'trace-without-packets';
  return isLinkUnread && conversations.length === 0 ? 'capture-link-unknown' : 'capture-no-outbound';
}
