import { numberWord } from './forms.ts';
import type { CaptureFacts, DnsWait, Drop, DropWords, PeerTimes, Trace, TraceView } from '../../model/capture-facts.ts';

/** What the facts of a capture are called. */
export const FACTS = {
  title: '採取のされ方と、測った値',
  place: 'パケットを見る場所',
  reading: '読み直しています。',
  drops: '破棄されたパケット',
  dropped: '破棄された通信',
  peers: '相手ごとの往復時間、TLS、再送',
  names: '遅い名前解決、問い合わせていないサーバーの応答',
  component: '部品',
  reason: '理由',
  packets: 'パケット',
  from: '送信元',
  to: '宛先',
  peer: '相手',
  roundTrip: '往復時間 (中央値)',
  tlsAnswer: 'TLS の最初の応答まで (中央値)',
  tlsDone: 'TLS の確立まで (中央値)',
  again: '再送',
  name: '名前',
  server: 'DNS サーバー',
  waited: '最初の応答まで',
  count: (rows: number): string => `${rows} 件`,
  all: 'すべての場所 (同じパケットは 1 回だけ数える)',
} as const;

const SIDES = { in: '仮想スイッチに入るとき', out: '仮想スイッチから出るとき' } as const;

/** A place in Windows as a choice. */
export function placeText(
  { id, component, edge, side, name, description, packets }: TraceView,
  parts: CaptureFacts['parts'],
): string {
  const place = `${component}.${edge}`;
  const called =
    id === 'all' ? FACTS.all : partText(name, description, side === null ? place : `${place}、${SIDES[side]}`, parts);
  return `${called} (${numberWord(packets)} パケット)`;
}

const CHOSEN: Readonly<Record<Trace['chosenBy'], string>> = {
  reader: '選んだ場所のパケットを表示しています。',
  groups: '同じパケットが複数の場所で記録されています。番号で見分けて、1 回だけ数えました。',
  miniport: '同じパケットが複数の場所で記録されています。NIC の場所のものだけを表示しています。',
  most: '同じパケットが複数の場所で記録されています。パケットの最も多い場所のものだけを表示しています。',
  none: 'パケットの記録がありません。',
};

/** What is worth knowing of how a capture was taken, in sentences. */
export function factSentences({
  trace,
  direction,
  copies,
  doubling,
  clockJumps,
  clockJump,
  slowTls,
}: CaptureFacts): string[] {
  const sentences: string[] = [];
  if (direction === 'sent') sentences.push('VM が送ったパケットしかありません。応答の有無は判断していません。');
  if (direction === 'received') sentences.push('VM が受け取ったパケットしかありません。応答の有無は判断していません。');
  if (doubling === 'mixed')
    sentences.push(
      `同じパケットが 2 回以上記録されています (${numberWord(copies)} 個)。写しを見分ける番号がありません。再送の数は示さず、SYN の回数からは何も判断していません。`,
    );
  else if (copies > 0)
    sentences.push(
      doubling === 'twice'
        ? `${numberWord(copies)} 個のパケットが 2 回ずつ記録されています。再送の数は使えません。`
        : `${numberWord(copies)} 個のパケットが 2 回ずつ記録されています。`,
    );
  if (clockJumps > 0)
    sentences.push(
      `時刻が ${numberWord(clockJumps)} 回戻っています (最大 ${clockJump.toFixed(1)} 秒)。待ち時間の値に注意してください。`,
    );
  if (slowTls !== null)
    sentences.push(
      `TLS の確立に ${slowTls.limit} 秒を超える時間がかかった接続が ${numberWord(slowTls.connections)} 個あります。最も長いものは、${slowTls.address} との会話 ${numberWord(slowTls.flow)} の ${slowTls.seconds.toFixed(1)} 秒です。`,
    );
  if (trace === null) return sentences;
  if (trace.lost > 0) sentences.push(`${numberWord(trace.lost)} 件のイベントを、Windows が記録できませんでした。`);
  if (trace.late > 0)
    sentences.push(
      `${numberWord(trace.late)} 個のパケットを、時刻の順に並べられませんでした。応答の有無に注意してください。`,
    );
  if (trace.views.length > 1) sentences.push(CHOSEN[trace.chosenBy]);
  if (trace.writer === 'netsh')
    sentences.push(
      'netsh trace の .etl は、実際のファイルでの確認がまだ少ない形式です。疑わしいときは、etl2pcapng で変換したファイルと比べてください。',
    );
  return sentences;
}

/** Which component threw packets away, and why. */
export function dropText({ name, description, component }: Drop, parts: CaptureFacts['parts']): string {
  return partText(name, description, String(component), parts);
}

/** A component as its driver calls it, with what that is ahead of it where we know it. */
function partText(name: string, description: string, id: string, parts: CaptureFacts['parts']): string {
  if (name === '') return `番号 ${id}`;
  const own = description === '' ? name : `${name}、${description}`;
  const known = parts.find((part) => part.name === name.toLowerCase());
  return known === undefined ? own : `${known.text} (${own})`;
}

export function reasonText(reason: number, words: readonly DropWords[]): string {
  const { name = '', text = '' } = words.find(({ id }) => id === reason) ?? {};
  return text === '' ? `番号 ${reason}` : `${text} (${name})`;
}

export function roundTripText({ roundTrip, roundTrips }: PeerTimes): string {
  return timeText(roundTrip, roundTrips, '測れません');
}

/** How long TLS took with a peer, until the server's first message and until both sides encrypt. */
export function tlsTexts({ tlsAnswer, tlsAnswers, tlsDone, tlsHandshakes }: PeerTimes): [answer: string, done: string] {
  return [timeText(tlsAnswer, tlsAnswers, '–'), timeText(tlsDone, tlsHandshakes, '–')];
}

function timeText(seconds: number | null, times: number, none: string): string {
  return seconds === null ? none : `${(seconds * 1000).toFixed(1)} ms (${numberWord(times)} 回)`;
}

export function againText({ segments, retransmissions }: PeerTimes): string {
  if (retransmissions === null) return '数えられません';
  const share = segments === 0 ? 0 : (retransmissions / segments) * 100;
  return `${numberWord(retransmissions)} / ${numberWord(segments)} (${share.toFixed(2)} %)`;
}

export function waitText({ seconds, stranger }: DnsWait): string {
  const waited = seconds === null ? '時刻なし' : `${seconds.toFixed(1)} 秒`;
  return stranger === null ? waited : `${waited}、応答は ${stranger}`;
}

/** An end of a dropped packet. */
export function endText(address: string, port: number): string {
  return port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
