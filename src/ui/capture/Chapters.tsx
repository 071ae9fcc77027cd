import type { JSX } from 'preact';
import { numberWord } from '#locale/forms.ts';
import { CAPTURE_CHAPTERS } from '#locale/capture-view.ts';
import { CHAPTERS } from '#locale/view.ts';
import type { CaptureReport } from '../../model/report.ts';
import { failedLookups } from './failed-lookups.ts';

/** What else the report of a capture holds, with a way to each. */
export function Chapters({ report }: { readonly report: CaptureReport }): JSX.Element {
  const { capture, diagnosis, endpoints } = report;
  const failed = failedLookups(capture).length;
  const links: readonly (readonly [id: keyof typeof CAPTURE_CHAPTERS, count: number, isThere: boolean])[] = [
    ['cause', 0, diagnosis.length > 0],
    ['causes', diagnosis.length - 1, diagnosis.length > 1],
    ['machine', 0, true],
    ['filter', 0, true],
    ['graph', capture.peers.length, true],
    ['time', 0, capture.timeline.buckets > 1],
    ['conversations', capture.conversations.length, true],
    ['outbound', 0, true],
    ['endpoints', endpoints.length, endpoints.length > 0],
    ['dns', failed, failed > 0],
  ];
  return (
    <nav class="chapters" aria-label={CHAPTERS.label}>
      {links
        .filter(([, , isThere]) => isThere)
        .map(([id, count]) => (
          <a href={`#${id}`} key={id}>
            {CAPTURE_CHAPTERS[id]}
            {count > 0 && <span class="num">{numberWord(count)}</span>}
          </a>
        ))}
    </nav>
  );
}
