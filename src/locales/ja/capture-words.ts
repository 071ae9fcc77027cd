import type { TrafficClass } from '../../model/capture.ts';

/** How a conversation went. */
export const STATE_WORDS = {
  established: '接続できた',
  refused: '拒否された',
  no_answer: '応答なし',
  reset: '接続後に切断',
  none: '判定なし',
} as const;

/** What each class of traffic is called, and what is known of its charge. */
export const TRAFFIC: Readonly<Record<TrafficClass, { readonly name: string; readonly note: string }>> = {
  internet: { name: 'インターネット', note: '送信に課金される通信です。' },
  azure: {
    name: 'Azure のサービス',
    note: '同じリージョンのサービスへの通信は課金されません。別のリージョンなら課金されます。リージョンは、キャプチャからは分かりません。',
  },
  private: {
    name: 'プライベート',
    note: '仮想ネットワークの中は課金されません。ピアリング、VPN、ExpressRoute は、それぞれの料金です。',
  },
  platform: { name: 'Azure の基盤', note: 'ホストの外に出ないため、課金されません。' },
  local: { name: 'ローカル', note: '仮想ネットワークの外に出ません。' },
};
