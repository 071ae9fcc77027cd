/** What a terminal prints of a report. */

import { numberWord } from './forms.ts';
import { AND } from './words.ts';

export const TEXT = {
  log: (name: string, format: string, lines: number, encoding: string): string =>
    `${name}  (${format}, ${lines} 行, ${encoding})`,
  capture: (name: string, format: string, packets: number, size: string): string =>
    `== ${name} (${format}、${numberWord(packets)} パケット、${size})`,
  bundle: (name: string, entries: number): string => `== ${name} (${entries} 個)`,
  conclusion: (title: string): string => `結論: ${title}`,
  other: (name: string): string => `ほかの候補: ${name}`,
  endpoints: 'エンドポイント:',
  proof: (line: number, text: string): string => `${line} 行: ${text}`,
  affected: (names: readonly string[]): string => `影響: ${names.join(AND)}`,
  matrix: 'マシン × 宛先',
  unknownMachine: '(不明)',
  note: (sentence: string): string => `注意: ${sentence}`,
  defect: (offset: number, sentence: string): string => `注意 (${offset} バイト目): ${sentence}`,
  ownAddresses: (addresses: readonly string[]): string =>
    `VM のアドレス: ${addresses.length === 0 ? '不明' : addresses.join(AND)}`,
  peers: '相手 (通信量の多い順):',
  peer: (out: string, into: string): string => `送信 ${out.padStart(9)}  受信 ${into.padStart(9)}`,
  more: (count: number): string => `ほか ${count} 件`,
  destinations: '接続先:',
  optional: '(任意)',
  sensitive: '含めてよいかを確認するファイル:',
  refused: '受け付けなかったファイル:',
  count: (title: string, count: number): string => `${title}: ${count} 個`,
  encrypted: (count: number): string => `暗号化されたファイル: ${count} 個 (名前だけを確認しました)`,
} as const;
