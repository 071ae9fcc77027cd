/** What stands for a setting whose value the log does not show. */
export const SETTINGS = {
  /** A configuration script (PAC) whose address is not legible. */
  script: '(スクリプト)',
} as const;

/** What a log shows of the machine's network. */
export const NETWORK = {
  defaultRoute: '既定の経路',
  present: 'あり',
  missing: 'なし',
  dnsServers: 'DNS サーバー',
  blocking: '送信を止める規則',
  rules: (count: number): string => `${count} 件`,
} as const;
