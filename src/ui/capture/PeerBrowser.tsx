import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { CaptureSummary, Conversation } from '../../model/capture.ts';
import type { PeerRule } from '../../knowledge/types.ts';
import { href } from '../../site/href.ts';
import { Breakable } from '../Breakable.tsx';
import { Mark } from '../report/Verdict.tsx';
import type { Segments } from './client.ts';
import { judgePeers, stateOf, type JudgedPeer } from '../../judge/capture/peers.ts';
import { filterRows } from './filter.ts';
import { Ladder } from './Ladder.tsx';
import type { Ends } from './protocol.ts';
import type { Clock } from './clock.ts';
import { classWord, STATES } from './words.ts';
import { bytesText } from '../../text/bytes.ts';

/** Rows of the list at once. */
const PAGE = 100;

const SORTS = {
  total: { name: '通信量', of: ({ peer }: JudgedPeer) => -(peer.bytesIn + peer.bytesOut) },
  out: { name: '送信', of: ({ peer }: JudgedPeer) => -peer.bytesOut },
  in: { name: '受信', of: ({ peer }: JudgedPeer) => -peer.bytesIn },
  state: {
    name: '状態',
    of: ({ state }: JudgedPeer) => ['no_answer', 'refused', 'reset', 'established', 'none'].indexOf(state),
  },
} as const;

/** Peers on the left, what is known of the chosen one on the right. */
export function PeerBrowser({
  capture,
  rules,
  clock,
  load,
}: {
  readonly capture: CaptureSummary;
  readonly rules: ReadonlyMap<string, PeerRule>;
  readonly clock: Clock;
  readonly load: (ends: Ends) => Promise<Segments>;
}): JSX.Element {
  const rows = useMemo(() => judgePeers(capture), [capture]);
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<keyof typeof SORTS>('total');
  const [chosen, setChosen] = useState<string | null>(null);
  const [most, setMost] = useState(PAGE);
  const titleOf = ({ peer }: JudgedPeer): string =>
    peer.identity === null ? '' : (rules.get(peer.identity)?.title ?? '');
  const shown = filterRows(rows, query, titleOf).sort((a, b) => SORTS[sort].of(a) - SORTS[sort].of(b));
  const current = shown.find(({ peer }) => peer.address === chosen) ?? shown[0];
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || current === undefined) return;
    event.preventDefault();
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.indexOf(current) + step))];
    if (next === undefined) return;
    setChosen(next.peer.address);
    document.querySelector<HTMLElement>(`[data-peer="${CSS.escape(next.peer.address)}"]`)?.focus();
  };
  return (
    <section id="peers" aria-labelledby="peers-title">
      <h2 id="peers-title">
        通信の相手 <small class="num">{capture.peers.length} 件</small>
      </h2>
      <div class="filters">
        <label>
          絞り込み{' '}
          <input
            type="search"
            value={query}
            placeholder="host:blob port:443 state:no_answer"
            onInput={(event) => {
              setQuery(event.currentTarget.value);
            }}
          />
        </label>
        <label>
          並べ替え{' '}
          <select
            value={sort}
            onChange={(event) => {
              setSort(event.currentTarget.value as keyof typeof SORTS);
            }}
          >
            {Object.entries(SORTS).map(([id, { name }]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span class="num" role="status">
          {shown.length} 件
        </span>
      </div>
      <details class="more">
        <summary>絞り込みの書き方</summary>
        <p class="hint">
          <code>host:</code> は名前か IP アドレスの一部、<code>port:</code> はポート番号、<code>state:</code>{' '}
          は状態です。空白で区切ると、すべてに当てはまる相手だけが残ります。
        </p>
        <ul class="hint">
          {Object.entries(STATES).map(([state, { word }]) => (
            <li key={state}>
              <code>state:{state}</code> {word}
            </li>
          ))}
        </ul>
      </details>
      <div class="peers">
        <ul class="peer-list" onKeyDown={move} aria-label="通信の相手の一覧">
          {shown.slice(0, most).map((row) => (
            <li key={row.peer.address}>
              <button
                type="button"
                data-peer={row.peer.address}
                aria-pressed={row === current}
                onClick={() => {
                  setChosen(row.peer.address);
                }}
              >
                <span class="peer-name">
                  <Breakable text={row.peer.names[0] ?? row.peer.address} />
                </span>
                <span class="peer-what">{titleOf(row) === '' ? classWord(row.peer.traffic) : titleOf(row)}</span>
                <span class="peer-bytes num">
                  ↑ {bytesText(row.peer.bytesOut)} ↓ {bytesText(row.peer.bytesIn)}
                </span>
                <Mark kind={STATES[row.state].kind} text={STATES[row.state].word} />
              </button>
            </li>
          ))}
          {shown.length > most && (
            <li>
              <button
                type="button"
                onClick={() => {
                  setMost(most + PAGE);
                }}
              >
                さらに表示 (残り {shown.length - most} 件)
              </button>
            </li>
          )}
        </ul>
        <div class="peer-detail">
          {current === undefined ? (
            <p>当てはまる相手がありません。</p>
          ) : (
            <Detail row={current} rules={rules} clock={clock} load={load} />
          )}
        </div>
      </div>
    </section>
  );
}

function Detail({
  row: { peer, conversations },
  rules,
  clock,
  load,
}: {
  readonly row: JudgedPeer;
  readonly rules: ReadonlyMap<string, PeerRule>;
  readonly clock: Clock;
  readonly load: (ends: Ends) => Promise<Segments>;
}): JSX.Element {
  const [opened, setOpened] = useState<Conversation | null>(null);
  const rule = peer.identity === null ? undefined : rules.get(peer.identity);
  const current = opened !== null && conversations.includes(opened) ? opened : null;
  return (
    <>
      <h3 class="mono">{peer.address}</h3>
      <dl class="facts">
        <div>
          <dt>相手</dt>
          <dd>
            {rule === undefined ? (
              `${classWord(peer.traffic)} (登録のない相手)`
            ) : rule.id.startsWith('tag:') ? (
              rule.title
            ) : (
              <a href={href(`/reference/peers/#${rule.id}`)}>{rule.title}</a>
            )}
          </dd>
        </div>
        {peer.names.length > 0 && (
          <div>
            <dt>名前</dt>
            <dd class="mono">
              <Breakable text={peer.names.join('、')} />
            </dd>
          </div>
        )}
        <div>
          <dt>送信</dt>
          <dd class="num">
            {bytesText(peer.bytesOut)} ({peer.packetsOut.toLocaleString('ja-JP')} パケット)
          </dd>
        </div>
        <div>
          <dt>受信</dt>
          <dd class="num">
            {bytesText(peer.bytesIn)} ({peer.packetsIn.toLocaleString('ja-JP')} パケット)
          </dd>
        </div>
      </dl>
      {rule !== undefined && (
        <>
          <p>{rule.normal}</p>
          <p>
            <strong>止めた場合:</strong> {rule.blocked}
          </p>
        </>
      )}
      <div class="scroll" tabIndex={0} role="region" aria-label="会話の表">
        <table>
          <thead>
            <tr>
              <th scope="col">会話</th>
              <th scope="col">状態</th>
              <th scope="col">図</th>
              <th scope="col">往復時間</th>
              <th scope="col">再送</th>
              <th scope="col">通信量</th>
              <th scope="col">開始</th>
            </tr>
          </thead>
          <tbody>
            {conversations.slice(0, PAGE).map((one) => (
              <tr key={`${one.protocol} ${one.a} ${one.aPort} ${one.b} ${one.bPort}`}>
                <th scope="row" class="mono">
                  {one.protocol}{' '}
                  {one.aPort === null
                    ? ''
                    : one.a === peer.address
                      ? `${one.bPort} → ${one.aPort}`
                      : `${one.aPort} → ${one.bPort}`}
                </th>
                <td>
                  <Mark kind={STATES[stateOf(one)].kind} text={STATES[stateOf(one)].word} />
                </td>
                <td>
                  {one.protocol === 'tcp' && (
                    <button
                      class="btn btn-quiet"
                      type="button"
                      aria-expanded={one === current}
                      aria-label={`シーケンス図を${one === current ? '閉じる' : '開く'}`}
                      onClick={() => {
                        setOpened(one === current ? null : one);
                      }}
                    >
                      {one === current ? '閉じる' : '開く'}
                    </button>
                  )}
                </td>
                <td class="num">{roundTripOf(one)}</td>
                <td class="num">{one.protocol === 'tcp' ? one.retransmissions : '–'}</td>
                <td class="num">{bytesText(one.bytesAB + one.bytesBA)}</td>
                <td class="num">{clock(one.firstPacket)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {conversations.length > PAGE && <p class="hint num">ほかに {conversations.length - PAGE} 件の会話があります。</p>}
      {current !== null && <Ladder conversation={current} load={load} />}
    </>
  );
}

function roundTripOf({ connections }: Conversation): string {
  const first = connections.find(({ roundTrip }) => roundTrip !== null)?.roundTrip;
  return first == null ? '–' : `${(first * 1000).toFixed(1)} ms`;
}
