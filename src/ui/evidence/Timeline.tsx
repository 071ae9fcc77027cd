import type { ComponentChildren, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { TIMES } from '#locale/capture.ts';
import { TIMELINE } from '#locale/timeline.ts';
import type { Moment } from '../../model/evidence.ts';
import {
  momentPlace,
  momentText,
  momentTime,
  narrowed,
  placed,
  timelineToMarkdown,
  unzonedPaths,
  type Placed,
} from '../../report/timeline.ts';
import { zoneChoices, type Zone } from '../capture/clock.ts';
import { NearRows } from '../report/NearRows.tsx';
import { Mark } from '../report/Verdict.tsx';

/** Seconds before and behind the failure that can be chosen. */
const AROUND = [600, 3600, 6 * 3600, 86_400];
/** Of more rows only those near the view are built, each of about this height (px). */
const MOST_BUILT = 300;
const ROW_HEIGHT = 60;
const SEVERITIES = ['ng', 'un', 'info'] as const;

/** Minutes by which the reader's own zone is ahead of UTC at a time that a clock there shows. */
function ownOffset(time: number): number {
  return -new Date(time * 1000).getTimezoneOffset();
}

/** How the reader narrows the list. */
interface Choice {
  readonly zone: Zone;
  /** The zone of files that state none. */
  readonly unzoned: Zone;
  /** Seconds around the failure; 0: the whole. */
  readonly within: number;
  readonly path: string | null;
  readonly severities: ReadonlySet<Moment['severity']>;
}

/** What happened when, across all files: narrowed by the reader, each row with the way to its line. */
export function Timeline({
  moments,
  failedAt,
  heading: Heading,
  open,
  children,
}: {
  readonly moments: readonly Moment[];
  /** When the failure happened, in milliseconds since the epoch. */
  readonly failedAt: number | undefined;
  readonly heading: 'h2' | 'h4';
  readonly open: (path: string, line: number | null) => void;
  /** Where the reader tells when the failure happened. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const [choice, setChoice] = useState<Choice>({
    zone: 'local',
    unzoned: 'local',
    within: 3600,
    path: null,
    severities: new Set(['ng', 'un']),
  });
  const [said, setSaid] = useState('');
  const paths = useMemo(() => [...new Set(moments.map(({ path }) => path))].sort(), [moments]);
  const unzoned = useMemo(() => unzonedPaths(moments), [moments]);
  const all = useMemo(() => placed(moments, choice.unzoned === 'utc' ? null : ownOffset), [moments, choice.unzoned]);
  const around =
    failedAt === undefined || choice.within === 0 ? null : { time: failedAt / 1000, within: choice.within };
  const shown = narrowed(all, { around, path: choice.path, severities: choice.severities });
  const change = (next: Partial<Choice>): void => {
    setChoice({ ...choice, ...next });
  };
  const [zoneName = ''] = zoneChoices().flatMap(([zone, name]) => (zone === choice.zone ? [name] : []));
  const copy = (): void => {
    const zone = { name: zoneName, offset: choice.zone === 'utc' ? null : ownOffset(shown[0]?.at ?? 0) };
    navigator.clipboard.writeText(timelineToMarkdown(shown, zone)).then(
      () => {
        setSaid(TIMELINE.copied);
      },
      () => {
        setSaid(TIMELINE.notCopied);
      },
    );
  };
  const isLong = shown.length > MOST_BUILT;
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <Heading id="timeline-title">{TIMELINE.title}</Heading>
      <p class="hint">{TIMELINE.intro}</p>
      <div class="filters">
        {children}
        <Select
          label={TIMELINE.around}
          value={String(choice.within)}
          disabled={failedAt === undefined}
          choices={[
            ...AROUND.map((seconds) => [String(seconds), TIMELINE.within(seconds)] as const),
            ['0', TIMELINE.whole],
          ]}
          onChange={(value) => {
            change({ within: Number(value) });
          }}
        />
        <Select
          label={TIMELINE.file}
          value={choice.path ?? ''}
          choices={[['', TIMELINE.everyFile], ...paths.map((path) => [path, path] as const)]}
          onChange={(value) => {
            change({ path: value === '' ? null : value });
          }}
        />
        <Select
          label={TIMES.choice}
          value={choice.zone}
          choices={zoneChoices()}
          onChange={(value) => {
            change({ zone: value === 'utc' ? 'utc' : 'local' });
          }}
        />
        <fieldset class="severities">
          <legend>{TIMELINE.severity}</legend>
          {SEVERITIES.map((severity) => (
            <label key={severity}>
              <input
                type="checkbox"
                checked={choice.severities.has(severity)}
                onChange={(event) => {
                  const severities = new Set(choice.severities);
                  if (event.currentTarget.checked) severities.add(severity);
                  else severities.delete(severity);
                  change({ severities });
                }}
              />{' '}
              {TIMELINE.severities[severity].word}
            </label>
          ))}
        </fieldset>
      </div>
      {failedAt === undefined && <p class="hint">{TIMELINE.needsTime}</p>}
      {unzoned.length > 0 && (
        <fieldset class="severities">
          <legend>{TIMELINE.zone}</legend>
          <p class="hint">{TIMELINE.zoneOf(unzoned.length)}</p>
          {zoneChoices().map(([zone, name]) => (
            <label key={zone}>
              <input
                type="radio"
                name="unzoned"
                checked={choice.unzoned === zone}
                onChange={() => {
                  change({ unzoned: zone });
                }}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <div class="acts">
        <span class="num">{TIMELINE.shown(shown.length, all.length)}</span>
        <button type="button" class="btn" disabled={shown.length === 0} onClick={copy}>
          {TIMELINE.copy}
        </button>
        <span role="status">{said}</span>
      </div>
      {shown.length === 0 ? (
        <p>{TIMELINE.none}</p>
      ) : (
        <div class={isLong ? 'scroll scroll-long' : 'scroll'} tabIndex={0} role="region" aria-label={TIMELINE.label}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{TIMELINE.time}</th>
                <th scope="col">{TIMELINE.severity}</th>
                <th scope="col">{TIMELINE.what}</th>
                <th scope="col">{TIMELINE.place}</th>
              </tr>
            </thead>
            <NearRows
              rows={shown}
              row={(moment) => <Row moment={moment} zone={choice.zone} open={open} />}
              columns={4}
              height={ROW_HEIGHT}
              isLong={isLong}
            />
          </table>
        </div>
      )}
    </section>
  );
}

function Row({
  moment,
  zone,
  open,
}: {
  readonly moment: Placed;
  readonly zone: Zone;
  readonly open: (path: string, line: number | null) => void;
}): JSX.Element {
  const { kind, word } = TIMELINE.severities[moment.severity];
  return (
    <tr class={moment.severity === 'ng' ? 'row-ng' : ''}>
      <th scope="row" class="num">
        {momentTime(moment, zone === 'utc' ? null : ownOffset(moment.at))}
        {!moment.zoned && <div class="hint">{TIMELINE.unsaid}</div>}
      </th>
      <td>
        <b class="k">{TIMELINE.severity}</b>
        <Mark kind={kind} text={word} />
      </td>
      <td class="wrap">
        <b class="k">{TIMELINE.what}</b>
        <div>{momentText(moment)}</div>
      </td>
      <td class="wrap">
        <b class="k">{TIMELINE.place}</b>
        <div>
          <button
            type="button"
            class="btn btn-quiet mono"
            aria-label={TIMELINE.open(momentPlace(moment))}
            onClick={() => {
              open(moment.path, moment.line);
            }}
          >
            {momentPlace(moment)}
          </button>
        </div>
      </td>
    </tr>
  );
}

function Select({
  label,
  value,
  choices,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label>
      {label}{' '}
      <select
        value={value}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        {choices.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
