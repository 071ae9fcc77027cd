import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CaptureSummary } from '../../model/capture.ts';
import { besides } from '#locale/forms.ts';
import { damageText, notLookedAt, TIMES } from '#locale/capture.ts';
import { FILE, LOOKUPS, OVERVIEW } from '#locale/capture-overview.ts';
import { AGAIN_UNKNOWN, UNMASK } from '#locale/capture-view.ts';
import { MASK } from '#locale/mask.ts';
import { SERVICE_TAGS } from '#locale/service-tags.ts';
import { BAR } from '#locale/view.ts';
import type { CaptureKnowledge, NameRules, PeerRule } from '../../knowledge/types.ts';
import type { CaptureReport } from '../../model/report.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { flowsByDestination, flowsOfCause } from '../../report/endpoint-flows.ts';
import { href } from '../../site/href.ts';
import { Actions } from '../report/Actions.tsx';
import { EndpointTable } from '../report/EndpointTable.tsx';
import { Bar } from '../report/Bar.tsx';
import { NextSteps, OtherCauses } from '../report/Causes.tsx';
import { Conclusion } from '../report/Conclusion.tsx';
import { MaskPanel } from '../report/MaskPanel.tsx';
import { InReport } from '../report/PageLink.tsx';
import { PathTable } from '../report/PathTable.tsx';
import { Breakable } from '../Breakable.tsx';
import { Lines } from '../../text/lines.ts';
import { loadNameRules } from '../worker/start.ts';
import type { CaptureSession } from './client.ts';
import { clockOf, zoneChoices, type Clock, type Zone } from './clock.ts';
import { Answers } from './Answers.tsx';
import { Chapters } from './Chapters.tsx';
import { FactsView } from './Facts.tsx';
import { Workbench, WORKBENCH_PARTS } from './Workbench.tsx';
import { failedLookups } from './failed-lookups.ts';
import { titlesOf } from './rows.ts';
import { useStages } from './use-stages.ts';
import { useMaskedCapture } from './use-masked-capture.ts';
import { prepare } from '../workbench/prepare.ts';
import { readServiceTags } from './service-tags.ts';
import { bytesText } from '../../text/bytes.ts';

/** Addresses that are offered as the machine's own. */
const MOST_CANDIDATES = 12;
/** Conversations that a cause leads to. */
const MOST_PROOFS = 5;
/** A capture has no lines that a report could quote. */
const NO_LINES = new Lines('');

/** A capture, from the conclusion to the single segment. */
export function CaptureView({
  first,
  session,
  knowledge,
  onAnother,
  isMasked = false,
}: {
  readonly first: CaptureReport;
  readonly session: CaptureSession;
  readonly knowledge: CaptureKnowledge;
  /** Goes on to another source; absent within an article. */
  readonly onAnother?: (() => void) | undefined;
  readonly isMasked?: boolean;
}): JSX.Element {
  const [report, setReport] = useState(first);
  const [tags, setTags] = useState<readonly PeerRule[]>([]);
  const [said, setSaid] = useState('');
  const [masked, setMasked] = useState(isMasked);
  const [words, setWords] = useState<readonly string[]>([]);
  const [zone, setZone] = useState<Zone>('local');
  const clock = clockOf(zone);
  const [names, setNames] = useState<NameRules | null>(null);
  useEffect(() => {
    // where they do not come, the switch stays off
    loadNameRules().then(setNames, () => undefined);
  }, []);
  const outgoing = useMaskedCapture(report, masked ? names : null, words, session, knowledge.secrets);
  // nothing is shown before the rules have come
  const isReady = typeof outgoing === 'object' && !(masked && names === null);
  const shown = isReady ? outgoing.report : report;
  const original = useMemo(() => originals(report.capture, shown.capture), [report, shown]);
  const { capture } = shown;
  const rules = useMemo(() => new Map([...knowledge.peers, ...tags].map((rule) => [rule.id, rule])), [knowledge, tags]);
  const titleOf = useMemo(() => titlesOf(rules), [rules]);
  const flowsOf = useMemo(() => flowsByDestination(capture), [capture]);
  const causeFlows = (entry: Diagnosis): readonly number[] => flowsOfCause(shown, entry, flowsOf, MOST_PROOFS);
  const built = useStages(WORKBENCH_PARTS + 1, capture.conversations.length + shown.endpoints.length);
  const judge = (own: readonly string[], more: readonly PeerRule[]): void => {
    void session.judge(own, more).then(async (judged) => {
      await prepare(judged);
      setReport(judged);
    });
  };
  const readTags = async (file: File): Promise<void> => {
    const read = readServiceTags(await file.text());
    if (read === null) {
      setSaid(SERVICE_TAGS.otherFile);
      return;
    }
    setTags(read);
    setSaid(SERVICE_TAGS.loaded(read.length));
    judge(report.capture.own, read);
  };
  const mask = {
    masked,
    ready: names !== null,
    onMask: setMasked,
    leftovers: isReady ? outgoing.leftovers : [],
    words,
    onWords: setWords,
  };
  if (!isReady)
    return (
      <div class="report capture">
        <p role="status">{outgoing === 'failed' ? MASK.failed : MASK.working}</p>
        <button
          type="button"
          class="btn"
          onClick={() => {
            setMasked(false);
          }}
        >
          {UNMASK}
        </button>
      </div>
    );
  return (
    <InReport.Provider value={onAnother !== undefined}>
      <div class="report capture">
        <Bar
          title={shown.source.name}
          verdict={shown.diagnosis[0]?.title ?? ''}
          facts={
            <span class="num">
              {besides([report.recognised.title, FILE.packets(capture.packets), bytesText(capture.wireBytes)])}
            </span>
          }
          another={BAR.anotherFile}
          onAnother={onAnother}
        >
          <Actions report={shown} outgoing={NO_LINES} evidence={knowledge.reportEvidence} mask={mask} />
        </Bar>
        <MaskPanel masking={shown.masking} mask={mask} />
        <Conclusion report={shown} />
        {capture.defects.map(({ offset, damage }) => (
          <p class="capture-defect" key={offset}>
            <strong>{FILE.caution}</strong> ({FILE.offset(offset)}): {damageText(damage)}
          </p>
        ))}
        {notLookedAt(capture).map((sentence) => (
          <p class="capture-defect" key={sentence}>
            <strong>{FILE.caution}</strong>: {sentence}
          </p>
        ))}
        {capture.packets > 0 && (
          <>
            <Answers report={shown} flowsOf={flowsOf} titleOf={titleOf} />
            <Chapters report={shown} />
          </>
        )}
        <PathTable report={shown} />
        <NextSteps report={shown} href={href} flowsOf={causeFlows} />
        <OtherCauses report={shown} href={href} flowsOf={causeFlows} />
        {capture.packets > 0 && (
          <>
            <Facts capture={capture} clock={clock} onOwn={(own) => judge(own.map(original), tags)} />
            <div class="filters">
              <label class="btn" for="service-tags">
                {SERVICE_TAGS.load}
              </label>
              <input
                class="visually-hidden"
                id="service-tags"
                type="file"
                accept=".json,application/json"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? [];
                  if (file !== undefined) void readTags(file);
                }}
              />
              <span role="status">{said}</span>
              <label>
                {TIMES.choice}{' '}
                <select
                  value={zone}
                  onChange={(event) => {
                    setZone(event.currentTarget.value as Zone);
                  }}
                >
                  {zoneChoices().map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            {capture.facts !== undefined && (
              <FactsView
                key={capture.facts.trace?.chosen}
                facts={capture.facts}
                onPlace={(place) => void session.readPlace(place).then(setReport)}
              />
            )}
            {built > 0 && (
              <Workbench
                built={built - 1}
                report={shown}
                rules={rules}
                titleOf={titleOf}
                zone={zone}
                isMasked={masked}
                load={(ends) => session.segments({ ...ends, a: original(ends.a), b: original(ends.b) })}
                save={(selection, filter, onSaving) => session.save(selection, filter, onSaving)}
              />
            )}
            {built > WORKBENCH_PARTS && shown.endpoints.length > 0 && (
              <EndpointTable report={shown} flowsOf={flowsOf} />
            )}
            <FailedLookups capture={capture} />
          </>
        )}
      </div>
    </InReport.Provider>
  );
}

/** Leads an address that is shown back to the one that it stands for. */
function originals(raw: CaptureSummary | undefined, shown: CaptureSummary | undefined): (address: string) => string {
  const known = new Map<string, string>();
  const pair = (from: string | undefined, to: string): void => {
    if (from !== undefined) known.set(from, to);
  };
  for (const [at, address] of (raw?.own ?? []).entries()) pair(shown?.own[at], address);
  for (const [at, { address }] of (raw?.peers ?? []).entries()) pair(shown?.peers[at]?.address, address);
  for (const [at, { a, b }] of (raw?.conversations ?? []).entries()) {
    pair(shown?.conversations[at]?.a, a);
    pair(shown?.conversations[at]?.b, b);
  }
  return (address) => known.get(address) ?? address;
}

function Facts({
  capture,
  clock,
  onOwn,
}: {
  readonly capture: CaptureSummary;
  readonly clock: Clock;
  readonly onOwn: (own: readonly string[]) => void;
}): JSX.Element {
  const { own, peers, conversations, firstPacket, lastPacket, cutPackets } = capture;
  const candidates = [...new Set([...own, ...peers.map(({ address }) => address)])].slice(0, MOST_CANDIDATES);
  const trips = conversations
    .flatMap(({ connections }) => connections.flatMap(({ roundTrip }) => (roundTrip === null ? [] : [roundTrip])))
    .sort((a, b) => a - b);
  const median = trips[Math.floor(trips.length / 2)];
  const segments = conversations.reduce(
    (sum, { connections }) => sum + connections.reduce((n, one) => n + one.segments, 0),
    0,
  );
  const repeated = conversations.reduce((sum, { retransmissions }) => sum + (retransmissions ?? 0), 0);
  const rows: [string, string][] = [
    [
      OVERVIEW.period,
      firstPacket === null ? clock(null) : OVERVIEW.span(clock(firstPacket), (lastPacket ?? firstPacket) - firstPacket),
    ],
    [OVERVIEW.roundTrip, median === undefined ? OVERVIEW.notMeasured : OVERVIEW.median(median * 1000, trips.length)],
    [
      OVERVIEW.again,
      segments === 0
        ? OVERVIEW.noTcp
        : (capture.facts?.doubling ?? 'none') !== 'none'
          ? AGAIN_UNKNOWN
          : OVERVIEW.repeated(repeated, segments),
    ],
    ...(cutPackets > 0 ? [[OVERVIEW.cut, OVERVIEW.cutPackets(cutPackets)] as [string, string]] : []),
  ];
  return (
    <section id="machine" aria-labelledby="machine-title">
      <h2 id="machine-title">{OVERVIEW.title}</h2>
      <dl class="facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <fieldset class="own">
        <legend>{OVERVIEW.own}</legend>
        {candidates.map((address) => (
          <label key={address}>
            <input
              type="checkbox"
              checked={own.includes(address)}
              onChange={(event) => {
                onOwn(event.currentTarget.checked ? [...own, address] : own.filter((known) => known !== address));
              }}
            />{' '}
            <span class="mono">{address}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function FailedLookups({ capture }: { readonly capture: CaptureSummary }): JSX.Element | null {
  const failed = failedLookups(capture);
  if (failed.length === 0) return null;
  return (
    <section id="dns" aria-labelledby="dns-title">
      <h2 id="dns-title">
        {LOOKUPS.title} <small class="num">{LOOKUPS.count(failed.length)}</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={LOOKUPS.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{LOOKUPS.name}</th>
              <th scope="col">{LOOKUPS.answer}</th>
              <th scope="col">{LOOKUPS.asked}</th>
              <th scope="col">{LOOKUPS.server}</th>
            </tr>
          </thead>
          <tbody>
            {failed.slice(0, 100).map(({ name, rcode, queries, server }) => (
              <tr key={name}>
                <th scope="row" class="mono">
                  <Breakable text={name} />
                </th>
                <td>{rcode ?? LOOKUPS.noAnswer}</td>
                <td class="num">{LOOKUPS.times(queries)}</td>
                <td class="mono">{server}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
