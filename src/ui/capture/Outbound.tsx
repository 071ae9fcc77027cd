import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { BILLING, MONTHLY, OUTBOUND } from '#locale/capture-outbound.ts';
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
        {OUTBOUND.title} <small class="num">{bytesText(total)}</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={OUTBOUND.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{OUTBOUND.kind}</th>
              <th scope="col">{OUTBOUND.sent}</th>
              <th scope="col">{OUTBOUND.share}</th>
              <th scope="col">{OUTBOUND.charge}</th>
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
          {OUTBOUND.saveCsv}
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
      <h3>{MONTHLY.title}</h3>
      <p>
        {MONTHLY.hint}
        <a href={PRICES}>{MONTHLY.prices}</a>
        {MONTHLY.askPrice}
      </p>
      <div class="filters">
        <label>
          {MONTHLY.price}{' '}
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
          {MONTHLY.azureToo}
        </label>
      </div>
      <p class="num" role="status" data-month>
        {seconds > 0
          ? MONTHLY.result(bytesText(billed), seconds.toFixed(seconds < 10 ? 1 : 0), bytesText(monthly))
          : MONTHLY.noTimes}
        {seconds > 0 && perGigabyte > 0 && ` ${MONTHLY.cost((monthly / 1e9) * perGigabyte)}`}
      </p>
    </section>
  );
}
