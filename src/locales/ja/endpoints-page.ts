/** The page of the destinations by what they are used for. */
export const ENDPOINTS_PAGE = {
  workloads: '使い方ごとの宛先',
  workloadsHint: 'パブリック クラウドの宛先です。(任意) の行は、なくても使い方によっては動きます。',
  table: (name: string): string => `${name} の宛先`,
  cloudTable: (cloud: string, name: string): string => `${cloud}: ${name} の宛先`,
} as const;

/** Clouds beside the public one. */
export const CLOUDS = {
  'us-gov': '米国政府機関のクラウド',
  china: '中国 (21Vianet) のクラウド',
} as const;
