import type { Cause } from '../model/probe.ts';

/**
 * What the operating system says of a connection that failed: strerror and gai_strerror of glibc, in English and Japanese;
 * curl on Windows; FormatMessage of Windows (errors 1225, 1460, 1231 and 1232).
 */
const SENTENCES: readonly (readonly [string, Cause])[] = [
  ['Connection refused', 'refused'],
  ['接続を拒否されました', 'refused'],
  ['Connection timed out', 'timeout'],
  ['Operation timed out', 'timeout'],
  ['接続がタイムアウトしました', 'timeout'],
  ['No route to host', 'host_unreachable'],
  ['ホストへの経路がありません', 'host_unreachable'],
  ['Host is unreachable', 'host_unreachable'],
  ['Network is unreachable', 'route'],
  ['ネットワークに届きません', 'route'],
  ['Network unreachable', 'route'],
  ['Operation not permitted', 'local'],
  ['許可されていない操作です', 'local'],
  ['Permission denied', 'local'],
  ['許可がありません', 'local'],
  ['Bad access', 'local'],
  ['Connection reset by peer', 'reset'],
  ['Interrupted system call', 'interrupted'],
  ['The remote computer refused the network connection', 'refused'],
  ['This operation returned because the timeout period expired', 'timeout'],
  ['The network location cannot be reached', 'route'],
  ['Name or service not known', 'dns'],
  ['名前またはサービスが不明です', 'dns'],
  ['No address associated with hostname', 'dns'],
  ['Temporary failure in name resolution', 'dns_timeout'],
  ['名前解決に一時的に失敗しました', 'dns_timeout'],
];

/** The cause that a sentence of the operating system names; null when it is none that is known. */
export function causeOfSystem(sentence: string): Cause | null {
  return SENTENCES.find(([text]) => sentence.startsWith(text))?.[1] ?? null;
}

/** What strerror says of an argument that is not valid. */
export const INVALID_ARGUMENT = /^(?:Invalid argument|無効な引数です)/u;
/** What it says of a file, or a folder, that is not there; dash has words of its own for it. */
export const NO_FILE = /^(?:No such file|Directory nonexistent|そのようなファイル)/u;
