import type { GzipDamage } from '../../text/gunzip.ts';

/** What is wrong with packed data. */
export const GZIP_DAMAGES: Readonly<Record<GzipDamage['kind'], string>> = {
  cut: 'gzip のデータが途中で切れているか、末尾に余分なデータがあります。読み取れたところまでを表示します。',
  broken: 'gzip のデータが壊れています。ここから後は読み取れません。',
  changed:
    'gzip のデータが途中で切れているか、壊れています (検査合計が一致しません)。読み取れたところまでを表示します。',
};

/** Why a packed file alone is not read. */
export const PACKED_FILE = {
  cut: 'gzip のファイルが途中で切れているか、壊れています。コピーし直してください。',
  bomb: '展開後の大きさが異常です (圧縮爆弾の疑い)。',
  tooLarge: (megabytes: number): string =>
    `展開後の大きさが上限 (${megabytes} MB) を超えます。必要な部分だけを取り出してください。`,
} as const;
