import { listed } from './forms.ts';
import type { JournalSummary } from '../../model/journal.ts';
import type { ConnectionReport } from '../../model/report.ts';
import type { NameState } from '../../model/private-name.ts';
import type { WorkloadState } from '../../model/endpoint.ts';

/** Sentences about what a source has not shown, keyed by what is missing. */
export const UNSEEN = {
  untested: 'この確認では見ていません',
  account: 'このアカウントでは確認していません',
  route: 'この経路では確認していません',
  open: '判断できない',
} as const;

/** Why nothing is known of a workload. Where no proxy is in use, every test went directly. */
export function unseenReason(
  { tested, account, missing, route }: WorkloadState,
  { proxied }: Pick<ConnectionReport, 'proxied'>,
): keyof typeof UNSEEN {
  if (!tested) return 'untested';
  if (missing.length === 0) return 'open';
  if (account !== null) return 'account';
  return route === 'direct' && proxied ? 'route' : 'open';
}

/** What keeps a report in which nothing fails from being green; null where nothing does. */
export function caution(report: ConnectionReport): string | null {
  const { tone, endpoints, complete, workloads } = report;
  const { findings, unread } = report.kind === 'log' ? report : { findings: [], unread: [] };
  if (tone !== 'un' || !endpoints.some(({ verdict }) => verdict === 'reachable')) return null;
  if (endpoints.some(({ verdict }) => verdict === 'unreachable')) return null;
  const names = (wanted: keyof typeof UNSEEN): string =>
    listed(
      workloads
        .filter(
          (workload) => workload.tested && workload.status === 'unknown' && unseenReason(workload, report) === wanted,
        )
        .map(({ name }) => name),
    );
  const account = names('account');
  if (account !== '') return `${account} は、実行するアカウントでは確認していません。`;
  const route = names('route');
  if (route !== '') return `${route} は、使う経路では確認していません。`;
  if (unread.length > 0) return '読み取っていないコマンドの出力があります。';
  if (findings.length > 0) return '判定に使っていないメッセージがあります。内容を確認してください。';
  if (!complete) return null;
  const open = names('open');
  return open === '' ? null : `${open} に必要な宛先のうち、確認できていないものがあります。`;
}

/** The heading over known messages that decide no endpoint. */
export const FINDINGS_TITLE = 'そのほかのメッセージ';
/** The same, in a text that holds nothing else. */
export const MESSAGES_TITLE = '貼り付けたメッセージの意味';
export const FINDINGS_HINT = 'どの宛先の判定にも使っていませんが、説明のあるメッセージです。';
/** The heading over commands whose output is not read. */
export const UNREAD_TITLE = '読み取っていないコマンド';
export const UNREAD_HINT = 'この出力は読み取りません。宛先ごとの結果は、読み取れるコマンドの出力で確認してください。';

/** Columns of the table of endpoints, on the page and in every copy of it. */
/** The names of a private endpoint's list, beside what was answered. */
export const PRIVATE_NAMES = {
  title: 'DNS の一覧との比較',
  name: '名前',
  listed: '一覧のアドレス',
  answered: '答え',
  server: '答えた DNS サーバー',
  result: '判定',
  none: '-',
} as const;

/** By what was answered for a name. */
export const NAME_STATES: Readonly<Record<NameState, { readonly kind: string; readonly word: string }>> = {
  matches: { kind: 'ok', word: '一覧どおり' },
  differs: { kind: 'ng', word: '一覧と違うアドレス' },
  public: { kind: 'ng', word: 'パブリック IP アドレス' },
  absent: { kind: 'ng', word: '名前が存在しない' },
  open: { kind: 'un', word: '判断できない' },
};

export const ENDPOINT_COLUMNS = [
  ['host', '宛先'],
  ['port', 'ポート'],
  ['dns', 'DNS'],
  ['tcp', 'TCP'],
  ['https', 'HTTPS'],
  ['verdict', '判定'],
] as const;

/** How often a message stands in the source. */
export function times(count: number): string {
  return count > 1 ? `${count} 回` : '';
}

/** A time of a record as a view has it. */
function timeWord(at: string): string {
  return at.replace('T', ' ').replace('Z', ' UTC');
}

/** When a message was said first and last; empty where its records state no time. */
export function since(first: string | null, last: string | null): string {
  if (first === null) return '';
  return last === null || last === first ? timeWord(first) : `${timeWord(first)} 〜 ${timeWord(last)}`;
}

/** How many records a log has, and how many of the bad ones are explained. */
export function recordsWord({ records, errors, warnings, explained, firstAt, lastAt }: JournalSummary): string {
  const when = since(firstAt, lastAt);
  const bad = errors + warnings;
  const told = bad === 0 ? '' : `エラーと警告 ${bad} 件のうち、${explained} 件に説明があります。`;
  return `記録 ${records} 件${when === '' ? '' : ` (${when})`}。${told}`;
}

/** Lines from one to another. */
export function linesWord(first: number, last: number): string {
  return first === last ? `${first} 行目` : `${first}〜${last} 行目`;
}

/** The format of a text of nothing but known messages. */
export const MESSAGES_ALONE = 'エラー メッセージ';

/** The format of a text that is no log. */
export const UNRECOGNISED = '読み取れない形式';
