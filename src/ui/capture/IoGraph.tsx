import { scaleLinear, scaleTime, scaleUtc } from 'd3-scale';
import { area, curveStepAfter, stack } from 'd3-shape';
import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { listed } from '#locale/forms.ts';
import { TIME } from '#locale/capture-view.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import { bytesText } from '../../text/bytes.ts';
import type { Clock, Zone } from './clock.ts';
import { seriesOf, type IoSeries } from './io-series.ts';
import { Patterns } from './Patterns.tsx';
import { sum, type Span, type View } from './rows.ts';
import { useWidth } from './use-width.ts';
import { CLASSES, classWord } from './words.ts';

const LEAST_WIDTH = 340;
/** Room (px) for a time of the axis. */
const TICK = 110;
const LEFT = 116;
const RIGHT = 12;
const TOP = 10;
const PLOT = 190;
const AXIS = 24;
const MARK_ROW = 15;
const MARKS = ['unanswered', 'resets', 'repeats'] as const;
/** A sign for each kind of mark, around its middle. */
const SIGNS: Readonly<Record<(typeof MARKS)[number], string>> = {
  unanswered: 'M0 -5L5 4H-5Z',
  resets: 'M-4 -4L4 4M4 -4L-4 4',
  repeats: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
};
const ORDER = CLASSES.map(({ id }) => id);
/** Seconds up to which the axis tells parts of a second, and from which on it tells the day. */
const SHORT = 5;
const LONG = 36 * 3600;
/** Peers whose series of what they sent are known, at most. */
const MOST_SERIES = 500;

interface Props {
  readonly capture: CaptureSummary;
  /** What the filter leaves, at any time. */
  readonly view: View;
  readonly isFiltered: boolean;
  readonly span: Span | null;
  readonly zone: Zone;
  readonly clock: Clock;
  readonly onSpan: (span: Span | null) => void;
}

/** Bytes sent and received over time by class of traffic, what stands out, and a span to choose. */
export function IoGraph(props: Props): JSX.Element | null {
  const { capture, view } = props;
  const { timeline } = capture;
  const series = useMemo(() => seriesOf(timeline, view.peers, ORDER), [timeline, view]);
  if (timeline.start !== null && timeline.buckets < 2) return null;
  return (
    <section id="time" aria-labelledby="time-title">
      <h2 id="time-title">{TIME.title}</h2>
      {timeline.start === null ? (
        <p class="hint">{TIME.noTimes}</p>
      ) : (
        <Chart {...props} series={series} start={timeline.start} />
      )}
    </section>
  );
}

function Chart({
  capture: { timeline, peers },
  isFiltered,
  span,
  zone,
  clock,
  onSpan,
  series,
  start,
}: Props & { readonly series: IoSeries; readonly start: number }): JSX.Element {
  const { per, steps, seconds, classes } = series;
  const [cursor, setCursor] = useState<number | null>(null);
  const drag = useRef<number | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { element, width } = useWidth(LEAST_WIDTH);
  const drawing = useMemo(() => drawingOf(series, start, zone, width), [series, start, zone, width]);
  const { x, y, shapes } = drawing;
  const timeAt = (step: number): number => start + step * seconds;
  const xAt = (step: number): number => x(timeAt(step) * 1000);
  const spanOf = (one: number, other: number): Span => [
    Math.min(one, other) * per,
    Math.min(timeline.buckets, (Math.max(one, other) + 1) * per),
  ];
  const stepAt = (clientX: number): number => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    const at = clientX - box.left - LEFT;
    return Math.min(steps - 1, Math.max(0, Math.floor((at / (width - LEFT - RIGHT)) * steps)));
  };
  const valueAt = (step: number): string => {
    const parts = classes
      .filter((own) => (own.out[step] ?? 0) + (own.in[step] ?? 0) > 0)
      .map((own) => `${classWord(own.traffic)} ${bytesText((own.out[step] ?? 0) + (own.in[step] ?? 0))}`);
    const marks = MARKS.filter((mark) => (series.marks[mark][step] ?? 0) > 0).map((mark) =>
      TIME.markCount(TIME.marks[mark], series.marks[mark][step] ?? 0),
    );
    const out = sum(classes, (own) => own.out[step] ?? 0);
    const back = sum(classes, (own) => own.in[step] ?? 0);
    const more = listed([...parts, ...marks]);
    return `${TIME.value(clock(timeAt(step)), bytesText(out), bytesText(back))}${more === '' ? '' : ` (${more})`}`;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cursor ?? 0;
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: steps - 1 }[event.key];
    if (event.key === 'Escape' && span !== null) onSpan(null);
    else if (target === undefined) return;
    else {
      const next = Math.min(steps - 1, Math.max(0, target));
      if (event.shiftKey) {
        drag.current ??= at;
        onSpan(spanOf(drag.current, next));
      } else drag.current = null;
      setCursor(next);
    }
    event.preventDefault();
  };
  const bottom = TOP + PLOT;
  const height = bottom + AXIS + MARKS.length * MARK_ROW + 4;
  return (
    <figure class="io">
      <figcaption>
        {classes.map(({ traffic }) => (
          <span key={traffic} class={`key key-${traffic}`}>
            {classWord(traffic)}
          </span>
        ))}
        <span class="hint">{TIME.hint}</span>
      </figcaption>
      <div class="scroll" ref={element}>
        <svg
          ref={svg}
          width={width}
          height={height}
          role="slider"
          tabindex={0}
          aria-label={TIME.picture}
          aria-valuemin={0}
          aria-valuemax={steps - 1}
          aria-valuenow={cursor ?? 0}
          aria-valuetext={valueAt(cursor ?? 0)}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            drag.current = stepAt(event.clientX);
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            const step = stepAt(event.clientX);
            setCursor(step);
            if (drag.current !== null && event.buttons > 0 && step !== drag.current) onSpan(spanOf(drag.current, step));
          }}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerLeave={() => {
            if (drag.current === null) setCursor(null);
          }}
        >
          <Patterns />
          {y.ticks(5).map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} class={tick === 0 ? 'io-zero' : 'io-grid'} />
              <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end" class="num">
                {TIME.perSecond(bytesText(Math.abs(tick)))}
              </text>
            </g>
          ))}
          <text x={LEFT + 6} y={TOP + 12} class="io-way">
            {TIME.out}
          </text>
          {classes.some((own) => own.in.some((bytes) => bytes > 0)) && (
            <text x={LEFT + 6} y={bottom - 6} class="io-way">
              {TIME.in}
            </text>
          )}
          {shapes.map(({ traffic, path }, at) => (
            <path key={at} d={path} class={`io-area fill-${traffic}`} />
          ))}
          {span !== null && (
            <rect
              x={xAt(span[0] / per)}
              y={TOP}
              width={Math.max(2, xAt(span[1] / per) - xAt(span[0] / per))}
              height={PLOT}
              class="io-span"
            />
          )}
          {cursor !== null && (
            <rect
              x={xAt(cursor)}
              y={TOP}
              width={Math.max(1.5, xAt(cursor + 1) - xAt(cursor))}
              height={PLOT}
              class="io-cursor"
            />
          )}
          {x.ticks(Math.max(2, Math.floor((width - LEFT) / TICK))).map((tick) => (
            <g key={tick.getTime()}>
              <line x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 5} class="io-zero" />
              <text x={x(tick)} y={bottom + 18} text-anchor="middle" class="num">
                {tickText(tick, zone, steps * seconds)}
              </text>
            </g>
          ))}
          {MARKS.map((mark, row) => {
            const at = bottom + AXIS + row * MARK_ROW + MARK_ROW / 2;
            return (
              <g key={mark}>
                <text x={LEFT - 8} y={at + 4} text-anchor="end">
                  {TIME.marks[mark]}
                </text>
                <line x1={LEFT} x2={width - RIGHT} y1={at} y2={at} class="io-grid" />
                {series.marks[mark].map((count, step) =>
                  count === 0 ? null : (
                    <path
                      key={step}
                      d={SIGNS[mark]}
                      transform={`translate(${(xAt(step) + xAt(step + 1)) / 2} ${at})`}
                      class={`io-mark io-mark-${mark}`}
                    />
                  ),
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <p class="io-value num" aria-hidden="true">
        {cursor === null ? TIME.zone(clock(start)) : valueAt(cursor)}
      </p>
      {isFiltered && (
        <p class="hint">
          {TIME.byFilter} {TIME.wholeMarks}
        </p>
      )}
      {peers.length > MOST_SERIES && <p class="hint">{TIME.someSeries(MOST_SERIES)}</p>}
      <Range
        span={span}
        buckets={timeline.buckets}
        timeAt={(bucket) => clock(start + bucket * timeline.width)}
        onSpan={onSpan}
      />
      <Values series={series} timeAt={(step) => clock(timeAt(step))} />
    </figure>
  );
}

/** The scales of the picture, and the areas of the classes: what was sent above, what was received below. */
function drawingOf({ classes, steps, seconds }: IoSeries, start: number, zone: Zone, width: number) {
  const rows = Array.from({ length: steps + 1 }, (_, step) => Math.min(step, steps - 1));
  const order = classes.map(({ traffic }) => traffic);
  const stacked = (way: 'out' | 'in') =>
    stack<number, (typeof order)[number]>()
      .keys(order)
      .value((step, traffic) => (classes.find((own) => own.traffic === traffic)?.[way][step] ?? 0) / seconds)(rows);
  const top = (way: 'out' | 'in'): number => Math.max(0, ...stacked(way).flatMap((layer) => layer.map(([, to]) => to)));
  const [most, least] = [top('out'), top('in')];
  const y = scaleLinear()
    .domain([-least, Math.max(most, least === 0 ? 1 : 0)])
    .nice(5)
    .range([TOP + PLOT, TOP]);
  const x = (zone === 'utc' ? scaleUtc() : scaleTime())
    .domain([start * 1000, (start + steps * seconds) * 1000])
    .range([LEFT, width - RIGHT]);
  const shape = (sign: 1 | -1) =>
    area<readonly [number, number]>()
      .curve(curveStepAfter)
      .x((_, step) => x((start + step * seconds) * 1000))
      .y0(([from]) => y(from * sign))
      .y1(([, to]) => y(to * sign));
  const shapes = (['out', 'in'] as const).flatMap((way) =>
    stacked(way).map((layer) => ({
      traffic: layer.key,
      path: shape(way === 'out' ? 1 : -1)(layer.map(([from, to]) => [from, to] as const)) ?? '',
    })),
  );
  return { x, y, shapes };
}

/** A time of the axis, as exact as its length wants it. */
function tickText(time: Date, zone: Zone, duration: number): string {
  const shifted = zone === 'utc' ? time : new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  const text = shifted.toISOString();
  if (duration >= LONG) return text.slice(5, 16).replace('T', ' ');
  return duration < SHORT ? text.slice(11, 22) : text.slice(11, 19);
}

/** The span, to be chosen by keys. */
function Range({
  span,
  buckets,
  timeAt,
  onSpan,
}: {
  readonly span: Span | null;
  readonly buckets: number;
  readonly timeAt: (bucket: number) => string;
  readonly onSpan: (span: Span | null) => void;
}): JSX.Element {
  const [from, to] = span ?? [0, buckets];
  const choose = (start: number, end: number): void => {
    onSpan(start === 0 && end === buckets ? null : [start, end]);
  };
  return (
    <div class="chart-range">
      <label>
        {TIME.from}{' '}
        <input
          type="range"
          min={0}
          max={buckets - 1}
          value={from}
          aria-valuetext={timeAt(from)}
          onInput={(event) => {
            const value = Number(event.currentTarget.value);
            choose(value, Math.max(value + 1, to));
          }}
        />{' '}
        <span class="num">{timeAt(from)}</span>
      </label>
      <label>
        {TIME.to}{' '}
        <input
          type="range"
          min={1}
          max={buckets}
          value={to}
          aria-valuetext={timeAt(to)}
          onInput={(event) => {
            const value = Number(event.currentTarget.value);
            choose(Math.min(value - 1, from), value);
          }}
        />{' '}
        <span class="num">{timeAt(to)}</span>
      </label>
      {span !== null && (
        <button
          class="btn btn-quiet"
          type="button"
          onClick={() => {
            onSpan(null);
          }}
        >
          {TIME.whole}
        </button>
      )}
    </div>
  );
}

/** The same numbers as a table. */
function Values({
  series: { steps, classes, marks },
  timeAt,
}: {
  readonly series: IoSeries;
  readonly timeAt: (step: number) => string;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const rows = Array.from({ length: steps }, (_, step) => ({
    step,
    out: sum(classes, (own) => own.out[step] ?? 0),
    in: sum(classes, (own) => own.in[step] ?? 0),
    marks: MARKS.map((mark) => marks[mark][step] ?? 0),
  })).filter((row) => row.out + row.in + sum(row.marks, (count) => count) > 0);
  return (
    <details
      class="more"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{TIME.table}</summary>
      {isOpen && (
        <div class="scroll scroll-long" tabIndex={0} role="region" aria-label={TIME.values}>
          <table>
            <thead>
              <tr>
                {[TIME.elapsed, TIME.out, TIME.in, ...MARKS.map((mark) => TIME.marks[mark])].map((title) => (
                  <th scope="col" key={title}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.step}>
                  <th scope="row" class="num">
                    {timeAt(row.step)}
                  </th>
                  <td class="num">{bytesText(row.out)}</td>
                  <td class="num">{bytesText(row.in)}</td>
                  {row.marks.map((count, at) => (
                    <td class="num" key={at}>
                      {count}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
