/** The form that writes the commands of a capture. */
export const CAPTURE_FORM = {
  folder: '保存するフォルダー',
  folderExample: '/var/tmp または C:\\temp',
  minutes: '時間 (分)',
  megabytes: '大きさの上限 (MB)',
  address: '相手の IP アドレス (任意)',
  resourceGroup: 'リソース グループ',
  vm: 'VM',
  storage: 'ストレージ アカウント',
} as const;

/** The ways to take a capture. */
export const WAYS = {
  linux: 'Linux (tcpdump)',
  netsh: 'Windows (netsh trace)',
  pktmon: 'Windows Server 2019 以降 (pktmon)',
  cli: 'Network Watcher (Azure CLI)',
  powershell: 'Network Watcher (Azure PowerShell)',
} as const;
