import { toolOf } from '../tools/index.ts';

/** What else writes messages, as a reader calls it. */
const WRITERS: Readonly<Record<string, string>> = {
  netsh: 'netsh winhttp',
  powershell: 'PowerShell',
  script: '疎通確認スクリプト',
  shell: 'シェル',
  'azure-vm-backup': 'Azure VM バックアップ',
  vss: 'VSS',
  'vmsnapshot-linux': 'VMSnapshotLinux 拡張機能',
  mars: 'MARS エージェント',
  'sql-backup': 'SQL Server のバックアップ',
  'hana-backup': 'SAP HANA のバックアップ',
  'azure-files': 'Azure Files のバックアップ',
  'azure-disk': 'Azure ディスクのバックアップ',
  'site-recovery': 'Azure Site Recovery',
  ilr: 'ファイルの回復 (ILR)',
  dpm: 'DPM・MABS',
  libc: 'C ライブラリ',
  windows: 'Windows',
  portal: 'Azure portal',
  entra: 'Microsoft Entra ID',
  waagent: 'Azure VM エージェント (Linux)',
  python: 'Python のプログラム',
  go: 'Go のプログラム',
  node: 'Node.js のプログラム',
};

/** What wrote a message, as a reader calls it. */
export function toolWord(tool: string): string {
  return toolOf(tool)?.word ?? WRITERS[tool] ?? tool;
}
