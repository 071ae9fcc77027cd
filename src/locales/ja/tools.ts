import type { Layers, Platform } from '../../model/probe.ts';

/** What the pages say of the tools whose output is read. */
/** Programs whose errors are read wherever they stand, by no command of their own. */
export const CLIENTS = 'プログラムのエラー (Python、Go、Node.js、Java)';
export const READ_TOOLS = '読み取れるコマンドの出力';
export const READ_TOOLS_HEAD = ['コマンド', '名前', 'システム', '分かること'] as const;
export const UNREAD_TOOLS = '次のコマンドの出力は、行があることだけを示し、判定には使いません';

export const SYSTEMS: Readonly<Record<Platform, string>> = { windows: 'Windows', linux: 'Linux', any: 'どちらも' };
export const PROVEN: Readonly<Record<keyof Layers, string>> = {
  dns: '名前解決',
  tcp: 'TCP 接続',
  tls: 'TLS',
  http: 'HTTP の応答',
};

/** Commands whose output tells of the machine, and of no destination. */
export const SETTINGS_TOOLS = '設定 (プロキシ、TLS、経路、ファイアウォール、DNS) を表示するコマンド';
