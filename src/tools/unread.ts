/** Network tools whose output is not read: their commands are listed as unread. */
export const UNREAD: readonly string[] = [
  'ssh',
  'kubectl',
  'netsh',
  'iptables',
  'nft',
  'hping3',
  'tcping',
  'fping',
  'arp',
  'nbtstat',
  'pathping',
  'netstat',
  'ss',
  'ipconfig',
];
