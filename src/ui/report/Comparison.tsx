import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { compareRuns } from '../../judge/comparison.ts';
import { COMPARISON } from '#locale/fleet.ts';
import type { CauseChange, Change, EndpointChange, SettingChange, SettingShown } from '../../model/comparison.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { lineOfProbe } from '../../report/proof.ts';
import { dnsWord, hostWord, httpsWord, tcpWord, VERDICTS } from '../../report/words.ts';
import type { LineSource } from '../../text/lines.ts';
import { Breakable } from '../Breakable.tsx';
import { Mark, TONES } from './Verdict.tsx';

/** A run as the page shows it. */
interface Run {
  readonly report: ConnectionReport;
  readonly lines: LineSource;
}

interface ComparisonProps {
  readonly before: Run;
  readonly after: Run;
  /** Opens a run at a line. */
  readonly onOpen: (run: 'before' | 'after', line: number) => void;
  readonly onSwap: () => void;
  readonly onClose: () => void;
}

/** Characters of a line that is quoted. */
const LONGEST = 160;
/** Destinations of which each is shown; of very many the first. */
const MOST = 300;

/** Two runs of one machine: what changed, each with the lines of both that prove it. */
export function Comparison({ before, after, onOpen, onSwap, onClose }: ComparisonProps): JSX.Element {
  const found = useMemo(() => compareRuns(before.report, after.report), [before.report, after.report]);
  const { title, tone } = COMPARISON.outcomes[found.outcome];
  const isShown = ({ change, after: is, isOtherReason }: EndpointChange): boolean =>
    change !== 'same' || isOtherReason || is?.verdict === 'unreachable';
  const changed = found.endpoints.filter(isShown);
  const counts = Object.fromEntries(
    (['fixed', 'worse', 'same', 'unclear'] as const).map((change) => [
      change,
      found.endpoints.filter((endpoint) => endpoint.change === change).length,
    ]),
  ) as Record<Change, number>;
  const hidden = found.endpoints.length - changed.length;
  const runs = { before, after, onOpen };
  return (
    <section id="comparison" class="comparison" aria-labelledby="comparison-title">
      <h2 id="comparison-title">
        {COMPARISON.title} <small class="num">{COMPARISON.counts(counts)}</small>
      </h2>
      <p class={`comparison-outcome verdict-${tone}`} tabIndex={-1}>
        <span class="verdict-mark" aria-hidden="true">
          {TONES[tone]}
        </span>{' '}
        <strong>{title}</strong>
      </p>
      {found.isSameMachine !== true && (
        <p class="hint">{found.isSameMachine === null ? COMPARISON.unknownMachine : COMPARISON.otherMachine}</p>
      )}
      <dl class="comparison-runs">
        {(['before', 'after'] as const).map((which) => (
          <div key={which}>
            <dt>{COMPARISON[which]}</dt>
            <dd>
              <b>{runs[which].report.machine.hostname ?? runs[which].report.source.name}</b>{' '}
              <span class="num">{runTime(runs[which].report) ?? COMPARISON.absent}</span>{' '}
              <span class="mono">{runs[which].report.source.name}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div class="fleet-acts">
        <button type="button" class="btn btn-quiet" onClick={onSwap}>
          {COMPARISON.swap}
        </button>
        <button type="button" class="btn btn-quiet" onClick={onClose}>
          {COMPARISON.close}
        </button>
      </div>
      {changed.length > 0 && <Endpoints changed={changed.slice(0, MOST)} runs={runs} />}
      {changed.length === 0 && found.settings.length === 0 && <p>{COMPARISON.nothing}</p>}
      {hidden > 0 && <p class="hint">{COMPARISON.unchanged(hidden)}</p>}
      {found.settings.length > 0 && <Settings changes={found.settings} runs={runs} />}
      {found.causes.length > 0 && <Causes changes={found.causes} />}
    </section>
  );
}

type Runs = Pick<ComparisonProps, 'before' | 'after' | 'onOpen'>;

function Endpoints({
  changed,
  runs,
}: {
  readonly changed: readonly EndpointChange[];
  readonly runs: Runs;
}): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={COMPARISON.endpoints}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{COMPARISON.endpoint}</th>
            <th scope="col">{COMPARISON.change}</th>
            <th scope="col">{COMPARISON.before}</th>
            <th scope="col">{COMPARISON.after}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((entry) => (
            <tr key={`${entry.host} ${entry.port}`} class={entry.change === 'worse' ? 'row-ng' : undefined}>
              <th scope="row" class="host">
                <Breakable text={`${hostWord(entry.host)}:${entry.port}`} />
              </th>
              <td>
                <b class="k">{COMPARISON.change}</b>
                <ChangeMark entry={entry} />
              </td>
              {(['before', 'after'] as const).map((which) => (
                <td key={which}>
                  <b class="k">{COMPARISON[which]}</b>
                  <Side endpoint={entry[which]} which={which} runs={runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeMark({ entry: { change, isOtherReason, after } }: { readonly entry: EndpointChange }): JSX.Element {
  const { word, kind } = COMPARISON.changes[change];
  if (isOtherReason) return <Mark kind="ng" text={COMPARISON.otherReason} />;
  if (change === 'same' && after?.verdict === 'unreachable') return <Mark kind="ng" text={COMPARISON.stillFailing} />;
  return <Mark kind={kind} text={word} />;
}

/** What one of the runs says of a destination, and the line that proves it. */
function Side({
  endpoint,
  which,
  runs,
}: {
  readonly endpoint: Endpoint | null;
  readonly which: 'before' | 'after';
  readonly runs: Runs;
}): JSX.Element {
  if (endpoint === null) return <Mark kind="no" text={COMPARISON.absent} />;
  const { kind, word } = VERDICTS[endpoint.verdict];
  const reason = [dnsWord(endpoint), tcpWord(endpoint), httpsWord(endpoint)].find((layer) => layer.kind === 'ng');
  const line = lineOfProbe(runs[which].report, endpoint.decidedBy);
  return (
    <>
      <Mark kind={kind} text={reason === undefined ? word : `${word} (${reason.text})`} />
      {line !== null && <Proof which={which} line={line} runs={runs} />}
    </>
  );
}

/** A line of one of the runs, which opens it. */
function Proof({
  which,
  line,
  runs,
}: {
  readonly which: 'before' | 'after';
  readonly line: number;
  readonly runs: Runs;
}): JSX.Element {
  return (
    <button
      type="button"
      class="comparison-proof"
      onClick={() => {
        runs.onOpen(which, line);
      }}
    >
      <span class="visually-hidden">{COMPARISON.open(COMPARISON[which])}</span>
      <span class="num">{COMPARISON.line(line)}</span>{' '}
      <code>{runs[which].lines.at(line).trim().slice(0, LONGEST)}</code>
    </button>
  );
}

function Settings({ changes, runs }: { readonly changes: readonly SettingChange[]; readonly runs: Runs }): JSX.Element {
  return (
    <>
      <h3>{COMPARISON.settingsTitle}</h3>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{COMPARISON.setting}</th>
            <th scope="col">{COMPARISON.before}</th>
            <th scope="col">{COMPARISON.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ setting, of, ...shown }) => (
            <tr key={`${setting} ${of ?? ''}`}>
              <th scope="row">
                {COMPARISON.settings[setting]}
                {of !== null && <span class="mono"> {of}</span>}
              </th>
              {(['before', 'after'] as const).map((which) => (
                <td key={which}>
                  <b class="k">{COMPARISON[which]}</b>
                  <span class="mono">{valueOf(shown[which])}</span>
                  {shown[which].line !== null && <Proof which={which} line={shown[which].line} runs={runs} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function valueOf({ value, line }: SettingShown): string {
  if (value !== null) return COMPARISON.values[value] ?? value;
  // no line shows that there is none
  return line === null ? COMPARISON.absent : COMPARISON.none;
}

function Causes({ changes }: { readonly changes: readonly CauseChange[] }): JSX.Element {
  return (
    <>
      <h3>{COMPARISON.causesTitle}</h3>
      <ul class="comparison-causes">
        {changes.map(({ change, before, after }) => {
          const { word, kind } = COMPARISON.causes[change];
          return (
            <li key={`${change} ${(after ?? before)?.title ?? ''}`}>
              <Mark kind={kind} text={word} /> {(after ?? before)?.title}
            </li>
          );
        })}
      </ul>
    </>
  );
}
