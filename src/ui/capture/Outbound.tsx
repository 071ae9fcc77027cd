import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { CaptureSummary, Peer, TrafficClass } from '../../model/capture.ts';
import type { PeerRule } from '../../knowledge/types.ts';
import { csvCell } from '../../text/cells.ts';
import { Breakable } from '../Breakable.tsx';
import { saveAs } from '../save.ts';
import type { Clock } from './clock.ts';
import { CLASSES, classWord } from './words.ts';
import { bytesText } from '../../text/bytes.ts';

const PRICES = 'https://azure.microsoft.com/ja-jp/pricing/details/bandwidth/';
const WIDTH = 720;
const HEIGHT = 160;
const MOST_BARS = 96;
const MONTH = 30 * 24 * 3600;
/** Rows of the list of the busiest peers. */
const MOST_ROWS = 10;

/** What the machine sent, to whom, when, and what that would be in a month. */
export function Outbound({
  capture,
  rules,
  clock,
}: {
  readonly capture: CaptureSummary;
  readonly rules: ReadonlyMap<string, PeerRule>;
  readonly clock: Clock;
}): JSX.Element {
  const { timeline, peers } = capture;
  const [kind, setKind] = useState<TrafficClass | ''>('');
  const [window, setWindow] = useState<readonly [number, number]>([0, timeline.buckets]);
  const [price, setPrice] = useState('');
  const [azureToo, setAzureToo] = useState(false);
  const [from, to] = window;
  const inWindow = (peer: Peer): number =>
    from === 0 && to >= timeline.buckets ? peer.bytesOut : peer.out.slice(from, to).reduce((sum, n) => sum + n, 0);
  const chosen = peers.filter(({ traffic }) => kind === '' || traffic === kind);
  const sent = useMemo(
    () => chosen.map((peer) => ({ peer, bytes: inWindow(peer) })).sort((a, b) => b.bytes - a.bytes),
    [capture, kind, from, to],
  );
  const total = peers.reduce((sum, peer) => sum + inWindow(peer), 0);
  const byClass = CLASSES.map(({ id, name, note }) => ({
    id,
    name,
    note,
    bytes: peers.filter(({ traffic }) => traffic === id).reduce((sum, peer) => sum + inWindow(peer), 0),
  }));
  const billed = byClass
    .filter(({ id }) => id === 'internet' || (azureToo && id === 'azure'))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const seconds = (to - from) * timeline.width;
  const monthly = seconds > 0 ? (billed / seconds) * MONTH : 0;
  const perGigabyte = Number.parseFloat(price);
  const share = (bytes: number): string => (total === 0 ? '0 %' : `${((bytes / total) * 100).toFixed(1)} %`);
  const csv = (): void => {
    const rows = sent.map(({ peer, bytes }) => [
      peer.address,
      peer.names[0] ?? '',
      peer.identity ?? '',
      peer.traffic,
      String(bytes),
      String(peer.bytesIn),
    ]);
    const text = [['address', 'name', 'identity', 'class', 'bytes_out', 'bytes_in'], ...rows]
      .map((row) => row.map(csvCell).join(','))
      .join('\r\n');
    saveAs('outbound.csv', `\uFEFF${text}\r\n`, 'text/csv');
  };
  return (
    <section id="outbound" aria-labelledby="outbound-title">
      <h2 id="outbound-title">
        送信の通信量 <small class="num">{bytesText(total)}</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="種類ごとの送信の表">
        <table>
          <thead>
            <tr>
              <th scope="col">種類</th>
              <th scope="col">送信</th>
              <th scope="col">割合</th>
              <th scope="col">課金の目安</th>
            </tr>
          </thead>
          <tbody>
            {byClass.map(({ id, name, bytes, note }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td class="num">{bytesText(bytes)}</td>
                <td class="num">{share(bytes)}</td>
                <td class="wrap">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="filters">
        <label>
          図と一覧に出す種類{' '}
          <select
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value as TrafficClass | '');
            }}
          >
            <option value="">すべて</option>
            {CLASSES.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button class="btn" type="button" onClick={csv}>
          CSV を保存
        </button>
      </div>
      {timeline.buckets > 1 && (
        <Chart
          capture={capture}
          start={clock(timeline.start)}
          peers={chosen}
          window={window}
          onWindow={setWindow}
          label={kind === '' ? 'すべての種類' : classWord(kind)}
        />
      )}
      <h3>送信の多い相手</h3>
      <div class="scroll" tabIndex={0} role="region" aria-label="送信の多い相手の表">
        <table>
          <thead>
            <tr>
              <th scope="col">相手</th>
              <th scope="col">種類</th>
              <th scope="col">送信</th>
              <th scope="col">割合</th>
            </tr>
          </thead>
          <tbody>
            {sent.slice(0, MOST_ROWS).map(({ peer, bytes }) => (
              <tr key={peer.address}>
                <th scope="row" class="mono">
                  <Breakable text={peer.names[0] ?? peer.address} />
                </th>
                <td>
                  {peer.identity === null
                    ? classWord(peer.traffic)
                    : (rules.get(peer.identity)?.title ?? peer.identity)}
                </td>
                <td class="num">{bytesText(bytes)}</td>
                <td class="num">{share(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>1 か月に換算する</h3>
      <p>
        選んだ時間帯の送信が、30 日間続いた場合の目安です。単価は契約とリージョンで変わります。
        <a href={PRICES}>帯域幅の価格</a>で確認した、1 GB あたりの単価を入力してください。
      </p>
      <div class="filters">
        <label>
          1 GB あたりの単価{' '}
          <input
            type="text"
            inputMode="decimal"
            size={8}
            value={price}
            onInput={(event) => {
              setPrice(event.currentTarget.value);
            }}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={azureToo}
            onChange={(event) => {
              setAzureToo(event.currentTarget.checked);
            }}
          />{' '}
          別のリージョンの Azure として数える
        </label>
      </div>
      <p class="num" role="status" data-month>
        {seconds > 0
          ? `課金の対象とみた送信は ${bytesText(billed)} (${seconds.toFixed(seconds < 10 ? 1 : 0)} 秒間)、1 か月では約 ${bytesText(monthly)} です。`
          : '時刻がないため、換算できません。'}
        {seconds > 0 &&
          perGigabyte > 0 &&
          ` 入力した単価では約 ${((monthly / 1e9) * perGigabyte).toLocaleString('ja-JP', { maximumFractionDigits: 2 })} です。`}
      </p>
    </section>
  );
}

/** Bytes sent over time as bars; two sliders, or dragging over the bars, choose a time window. */
function Chart({
  capture: { timeline },
  start,
  peers,
  window,
  onWindow,
  label,
}: {
  readonly capture: CaptureSummary;
  /** When the first bar begins. */
  readonly start: string;
  readonly peers: readonly Peer[];
  readonly window: readonly [number, number];
  readonly onWindow: (window: readonly [number, number]) => void;
  readonly label: string;
}): JSX.Element {
  const { buckets, width } = timeline;
  const values = useMemo(() => {
    const sums = Array.from({ length: buckets }, () => 0);
    for (const peer of peers) for (const [at, bytes] of peer.out.entries()) sums[at] = (sums[at] ?? 0) + bytes;
    return sums;
  }, [peers, buckets]);
  const step = Math.ceil(buckets / MOST_BARS);
  const bars = Array.from({ length: Math.ceil(buckets / step) }, (_, bar) =>
    values.slice(bar * step, (bar + 1) * step).reduce((sum, bytes) => sum + bytes, 0),
  );
  const top = Math.max(1, ...bars);
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<number | null>(null);
  const bucketAt = (x: number): number => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.min(buckets, Math.max(0, Math.round(((x - box.left) / box.width) * buckets)));
  };
  const [from, to] = window;
  const barWidth = WIDTH / bars.length;
  const at = (bucket: number): string => `${(bucket * width).toFixed(width < 1 ? 2 : 0)} 秒`;
  return (
    <figure class="chart">
      <figcaption>
        送信の推移 ({label})。最大 <span class="num">{bytesText(top)}</span> /{' '}
        <span class="num">{(width * step).toFixed(2)} 秒</span>。開始 {start}
      </figcaption>
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`送信の推移の棒グラフ (${label})。数値は下の表と同じです。`}
        onPointerDown={(event) => {
          drag.current = bucketAt(event.clientX);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (drag.current === null) return;
          const end = bucketAt(event.clientX);
          if (end !== drag.current) onWindow([Math.min(drag.current, end), Math.max(drag.current, end)]);
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
      >
        <rect
          x={(from / buckets) * WIDTH}
          y={0}
          width={Math.max(1, ((to - from) / buckets) * WIDTH)}
          height={HEIGHT}
          class="chart-window"
        />
        {bars.map((bytes, bar) => {
          const height = (bytes / top) * (HEIGHT - 8);
          const inside = bar * step < to && (bar + 1) * step > from;
          return (
            <rect
              key={bar}
              x={bar * barWidth + 0.5}
              y={HEIGHT - height}
              width={Math.max(1, barWidth - 1)}
              height={height}
              class={inside ? 'chart-bar' : 'chart-bar chart-out'}
            />
          );
        })}
      </svg>
      <div class="chart-range">
        <label>
          始まり{' '}
          <input
            type="range"
            min={0}
            max={buckets - 1}
            value={from}
            aria-valuetext={at(from)}
            onInput={(event) => {
              const value = Number(event.currentTarget.value);
              onWindow([value, Math.max(value + 1, to)]);
            }}
          />{' '}
          <span class="num">{at(from)}</span>
        </label>
        <label>
          終わり{' '}
          <input
            type="range"
            min={1}
            max={buckets}
            value={to}
            aria-valuetext={at(to)}
            onInput={(event) => {
              const value = Number(event.currentTarget.value);
              onWindow([Math.min(value - 1, from), value]);
            }}
          />{' '}
          <span class="num">{at(to)}</span>
        </label>
        <button
          class="btn btn-quiet"
          type="button"
          onClick={() => {
            onWindow([0, buckets]);
          }}
        >
          全体に戻す
        </button>
      </div>
      <details class="more">
        <summary>表で見る</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">経過</th>
              <th scope="col">送信</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bytes, bar) =>
              bytes === 0 ? null : (
                <tr key={bar}>
                  <td class="num">{at(bar * step)}</td>
                  <td class="num">{bytesText(bytes)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
