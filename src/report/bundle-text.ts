import type { ItemResult, Refused } from '../model/evidence.ts';
import { moreThanListed } from '../locales/ja/bundle.ts';
import { visible } from '../text/visible.ts';
import type { EvidenceReport } from '../model/report.ts';

/** What a status says, with a sign in front. */
const ITEM_STATUSES = {
  found: { kind: 'ok', sign: '✓', word: 'あります' },
  missing: { kind: 'ng', sign: '✕', word: 'ありません' },
  empty: { kind: 'ng', sign: '✕', word: '空です' },
  suspicious: { kind: 'un', sign: '?', word: '確認が必要です' },
} as const;

/** What the status of an item says: that something is missing is bad only where it is asked for. */
export function markOf(
  { status }: Pick<ItemResult, 'status'>,
  lacks: boolean,
): { kind: string; sign: string; word: string } {
  return status === 'missing' && !lacks ? { kind: 'no', sign: '-', word: 'ありません' } : ITEM_STATUSES[status];
}

/** A bundle's report for a terminal. */
export function bundleToText({ source, diagnosis, evidence }: EvidenceReport): string {
  const [root] = diagnosis;
  const lines = [
    `== ${source.name} (${evidence.entries} 個)`,
    `結論: ${root?.title ?? ''}`,
    `  ${root?.summary ?? ''}`,
    '',
  ];
  for (const { id, title, status, reason, required, paths } of evidence.items) {
    const { sign, word } = markOf({ status }, evidence.lacking.includes(id));
    lines.push(
      `  ${sign} ${title}${required ? '' : ' (任意)'}: ${word}${reason === null ? '' : ` (${reason})`}${paths[0] === undefined ? '' : `  ${paths[0]}`}`,
    );
  }
  if (evidence.sensitive.length > 0) lines.push('', '含めてよいかを確認するファイル:');
  lines.push(...listed(evidence.sensitive, evidence.totals.sensitive));
  if (evidence.refused.length > 0) lines.push('', '受け付けなかったファイル:');
  lines.push(...listed(evidence.refused, evidence.totals.refused));
  if (evidence.totals.encrypted > 0)
    lines.push('', `暗号化されたファイル: ${evidence.totals.encrypted} 個 (名前だけを確認しました)`);
  return `${lines.map(visible).join('\n')}\n`;
}

/** Paths with their reasons, and what is left out of very many. */
function listed(refused: readonly Refused[], all: number): string[] {
  const lines = refused.map(({ path, reason }) => `  ${path} (${reason})`);
  return all > refused.length ? [...lines, `  ${moreThanListed(refused.length, all)}`] : lines;
}
