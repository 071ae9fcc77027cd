import type { GzipDamage } from '../../text/gunzip.ts';

/** What is wrong with packed data. */
export const GZIP_DAMAGES: Readonly<Record<GzipDamage['kind'], string>> = {
  cut: 'gzip のデータが途中で切れているか、末尾に余分なデータがあります。読み取れたところまでを表示します。',
  broken: 'gzip のデータが壊れています。ここから後は読み取れません。',
  changed:
    'gzip のデータが途中で切れているか、壊れています (検査合計が一致しません)。読み取れたところまでを表示します。',
};
