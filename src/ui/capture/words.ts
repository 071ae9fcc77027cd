import type { TrafficClass } from '../../model/capture.ts';
import type { ConversationState } from '../../judge/capture/peers.ts';

/** States as icon, word and colour together. */
export const STATES: Readonly<
  Record<ConversationState, { readonly kind: 'ok' | 'ng' | 'un' | 'no'; readonly word: string }>
> = {
  established: { kind: 'ok', word: '接続できた' },
  refused: { kind: 'ng', word: '拒否された' },
  no_answer: { kind: 'ng', word: '応答なし' },
  reset: { kind: 'ng', word: '接続後に切断' },
  none: { kind: 'no', word: '判定なし' },
};

/** Classes of traffic with what is known of their charge. */
export const CLASSES: readonly { readonly id: TrafficClass; readonly name: string; readonly note: string }[] = [
  { id: 'internet', name: 'インターネット', note: '送信に課金される通信です。' },
  {
    id: 'azure',
    name: 'Azure のサービス',
    note: '同じリージョンのサービスへの通信は課金されません。別のリージョンなら課金されます。リージョンは、キャプチャからは分かりません。',
  },
  {
    id: 'private',
    name: 'プライベート',
    note: '仮想ネットワークの中は課金されません。ピアリング、VPN、ExpressRoute は、それぞれの料金です。',
  },
  { id: 'platform', name: 'Azure の基盤', note: 'ホストの外に出ないため、課金されません。' },
  { id: 'local', name: 'ローカル', note: '仮想ネットワークの外に出ません。' },
];

export function classWord(id: TrafficClass): string {
  return CLASSES.find((known) => known.id === id)?.name ?? id;
}

const FLAGS: readonly (readonly [number, string])[] = [
  [2, 'SYN'],
  [1, 'FIN'],
  [4, 'RST'],
  [8, 'PSH'],
  [16, 'ACK'],
];

export function flagsWord(flags: number): string {
  return FLAGS.filter(([bit]) => (flags & bit) !== 0)
    .map(([, name]) => name)
    .join(', ');
}
