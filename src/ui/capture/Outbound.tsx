import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { BILLING } from '#locale/capture-view.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import { href } from '../../site/href.ts';
import { bytesText } from '../../text/bytes.ts';
import { toCsv } from '../../text/cells.ts';
import { PageLink } from '../report/PageLink.tsx';
import { shareText } from './Answers.tsx';
import { saveCsv } from './csv.ts';
import { byTraffic, type Span, type View } from './rows.ts';
import { CLASSES } from './words.ts';

const PRICES = 'https://azure.microsoft.com/ja-jp/pricing/details/bandwidth/';
const MONTH = 30 * 24 * 3600;
/** What the machine sent by how it is charged, and what that would be in a month. */
export function Outbound({
  capture,
  view,
  span,
}: {
  readonly capture: CaptureSummary;
  readonly view: View;
  readonly span: Span | null;
}): JSX.Element {
  const { timeline } = capture;
  const [price, setPrice] = useState('');
  const [azureToo, setAzureToo] = useState(false);
  const total = view.out;
  const sums = byTraffic(view.peers, ({ out }) => out);
  const byClass = CLASSES.map(({ id, name, note }) => ({ id, name, note, bytes: sums.get(id) ?? 0 }));
  const billed = byClass
    .filter(({ id }) => id === 'internet' || (azureToo && id === 'azure'))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const [from, to] = span ?? [0, timeline.buckets];
  const seconds = (to - from) * timeline.width;
  const monthly = seconds > 0 ? (billed / seconds) * MONTH : 0;
  const perGigabyte = Number.parseFloat(price);
  const csv = (): void => {
    const rows = view.peers
      .toSorted((x, y) => y.out - x.out)
      .map(({ peer, out, in: back }) => [
        peer.address,
        peer.names[0] ?? '',
        peer.identity ?? '',
        peer.traffic,
        String(out),
        String(back),
      ]);
    saveCsv('outbound.csv', toCsv([['address', 'name', 'identity', 'class', 'bytes_out', 'bytes_in'], ...rows]));
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
                <td class="num">{shareText(bytes, total)}</td>
                <td class="wrap">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="filters">
        <button class="btn" type="button" onClick={csv}>
          CSV を保存
        </button>
      </div>
      <h3>{BILLING.title}</h3>
      <ul class="hint">
        <li>{BILLING.free}</li>
        <li>{BILLING.restore}</li>
        <li>{BILLING.expressRoute}</li>
        <li>{BILLING.vpn}</li>
      </ul>
      <p class="hint">
        <PageLink to={href('/guide/outbound-traffic/')}>{BILLING.more}</PageLink>
      </p>
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
