import { numberWord } from './forms.ts';
import type { CaptureSummary, Damage, LeftOut } from '../../model/capture.ts';
import { GZIP_DAMAGES } from './gzip.ts';

const NOT_READ = 'ここから後は読み取れません。';
const PARTS = { packet: 'パケット', frame: 'フレーム', block: 'ブロック', buffer: 'バッファー' } as const;

/** What is wrong with a capture's file. */
export function damageText(damage: Damage): string {
  switch (damage.kind) {
    case 'gzip':
      return GZIP_DAMAGES[damage.how];
    case 'cut':
      return `ファイルが途中で切れています (最後の ${damage.rest} バイトは、${PARTS[damage.within]}の一部です)。`;
    case 'cut-frames':
      return `ファイルが途中で切れています (${damage.expected} 個のうち ${damage.read} 個のフレームを読み取りました)。`;
    case 'length': {
      const unit = damage.of === 'packet' || damage.of === 'frame' ? ' バイト' : '';
      return `${PARTS[damage.of]}の長さ (${damage.length}${unit}) が正しくありません。${NOT_READ}`;
    }
    case 'too-long':
      return `パケットの長さ (${damage.length} バイト) が上限の ${damage.limit} バイトを超えています。${NOT_READ}`;
    case 'version':
      return damage.format === 'pcap'
        ? `pcap のバージョン ${damage.version} には対応していません。対応するのは 2.0 以降です。`
        : `pcapng のバージョン ${damage.version} には対応していません。`;
    case 'block-lengths':
      return `ブロックの前後の長さが一致しません。${NOT_READ}`;
    case 'byte-order':
      return 'セクションのバイト順の印が正しくありません。';
    case 'short-block':
      return `ブロックが短すぎます。${NOT_READ}`;
    case 'unknown-interface':
      return `パケットが、定義のないインターフェイス ${damage.id} を指しています。${NOT_READ}`;
    case 'no-interface':
      return 'パケットの前に、インターフェイスの定義がありません。';
    case 'events':
      return 'このバッファーのイベントは、途中までしか読み取れません。後のバッファーは読み取りました。';
  }
}

const NOT_FOLLOWED: readonly (readonly [kind: keyof LeftOut, sentence: (count: string) => string])[] = [
  ['packets', (count) => `会話か相手が多すぎるため、${count} 個のパケットは会話ごとに分けずに数えました。`],
  ['connections', (count) => `接続が多すぎるため、${count} 件の TCP 接続は中身を見ていません。`],
  ['requests', (count) => `HTTP の要求が多すぎるため、${count} 件は結果を見ていません。`],
  ['names', (count) => `名前が多すぎるため、${count} 件の名前とアドレスは記録していません。`],
  ['endpoints', (count) => `接続先が多すぎるため、${count} 件の接続は判定していません。`],
  ['conversations', (count) => `会話の一覧は通信量の多い順です。ほかに ${count} 件あります。`],
  ['peers', (count) => `相手の一覧は通信量の多い順です。ほかに ${count} 件あります。`],
  ['lookups', (count) => `名前解決の一覧は、失敗したものからです。ほかに ${count} 件あります。`],
];

/** What of a capture was not looked at, or is not listed, in sentences; none in an ordinary capture. */
export function notLookedAt({ leftOut, brokenPackets }: CaptureSummary): string[] {
  const sentences = NOT_FOLLOWED.flatMap(([kind, sentence]) =>
    leftOut[kind] > 0 ? [sentence(numberWord(leftOut[kind]))] : [],
  );
  if (brokenPackets === 0) return sentences;
  return [`${numberWord(brokenPackets)} 個のパケットは、壊れているか矛盾しているため読み飛ばしました。`, ...sentences];
}

/** Times of packets, and the zone in which they are shown. */
export const TIMES = {
  none: '時刻なし',
  choice: '時刻の表示',
  local: (zone: string): string => `この端末の時刻 (${zone})`,
  utc: 'UTC',
} as const;

/** The format of a capture. */
export function captureTitle(fileType: string): string {
  return `パケット キャプチャ (${fileType})`;
}
