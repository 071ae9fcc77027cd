import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { FLEET } from '#locale/fleet.ts';
import { MACHINES } from '#locale/view.ts';
import type { ConnectionReport } from '../../model/report.ts';
import {
  causeGroups,
  countMachines,
  filterRows,
  fleetToCsv,
  fleetToJson,
  fleetToMarkdown,
  lineOfService,
  rowsOf,
  sortRows,
  type CauseGroup,
  type FleetColumn,
} from '../../report/fleet.ts';
import { runTime } from '../../report/machine.ts';
import { servicesOf, type MachineRow } from '../../report/machines.ts';
import { SERVICE_STATUSES } from '../../report/words.ts';
import { NearRows } from './NearRows.tsx';
import { Mark } from './Verdict.tsx';

interface MachinesProps {
  readonly reports: readonly ConnectionReport[];
  /** Null: none is open. */
  readonly chosen: number | null;
  /** Where it stands beside another such table. */
  readonly id?: string;
  /** What a row's button does, by the machine and the file. */
  readonly labelOf?: (name: string, path: string) => string;
  /** Opens a report; `line`: at that line of it. */
  readonly onChoose: (index: number, line?: number) => void;
}

/** Of more rows only those near the view are built. */
const MOST_BUILT = 300;
/** What a row is high (px) before it was laid out. */
const ROW_HEIGHT = 46;
/** Names of machines that a cause lists. */
const MOST_NAMES = 6;
/** Rows from which on a filter helps. */
const FEW = 4;

/** Several machines, or runs, below one another, the worst first; each opens its report, each cell at the line that proves it. */
export function Machines({ reports, chosen, id = 'machines', labelOf, onChoose }: MachinesProps): JSX.Element {
  const [text, setText] = useState('');
  const [cause, setCause] = useState<string | null>(null);
  const [sort, setSort] = useState<{ readonly column: FleetColumn; readonly down: boolean }>(WORST);
  const [said, setSaid] = useState('');
  const rows = rowsOf(reports);
  const services = useMemo(() => servicesOf(reports), [reports]);
  const groups = useMemo(() => causeGroups(rows), [rows]);
  const shown = useMemo(
    () => sortRows(filterRows(rows, text, cause), sort.column, sort.down),
    [rows, text, cause, sort],
  );
  const isLong = shown.length > MOST_BUILT;
  const copy = (written: string): void => {
    void navigator.clipboard.writeText(written).then(
      () => {
        setSaid(FLEET.copied);
      },
      () => {
        setSaid(FLEET.notCopied);
      },
    );
  };
  const heading = (column: FleetColumn, title: string): JSX.Element => (
    <th scope="col" aria-sort={sort.column === column ? (sort.down ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        class="sort"
        onClick={() => {
          setSort({ column, down: sort.column === column && !sort.down });
        }}
      >
        {title}
      </button>
    </th>
  );
  return (
    <section id={id} class="fleet" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {MACHINES.title} <small class="num">{MACHINES.count(reports.length)}</small>
      </h2>
      <Groups rows={rows} groups={groups} chosen={cause} onChoose={setCause} />
      {rows.length >= FEW && (
        <div class="filters">
          <label>
            {FLEET.filter}{' '}
            <input
              type="search"
              value={text}
              placeholder={FLEET.filterHint}
              onInput={(event) => {
                setText(event.currentTarget.value);
              }}
            />
          </label>
          <button
            type="button"
            class="btn"
            aria-pressed={sort.column === 'worst'}
            onClick={() => {
              setSort(WORST);
            }}
          >
            {FLEET.worst}
          </button>
          <span class="num hint">{FLEET.shown(shown.length, rows.length)}</span>
        </div>
      )}
      {isLong && <p class="hint">{MACHINES.far}</p>}
      <div class={isLong ? 'scroll scroll-long' : 'scroll'} tabIndex={0} role="region" aria-label={MACHINES.label}>
        <table class="machines">
          <thead>
            <tr>
              {heading('machine', MACHINES.machine)}
              {services.map(({ id: service, short }) => (
                <th scope="col" key={service}>
                  {short}
                </th>
              ))}
              {heading('cause', MACHINES.cause)}
              {heading('date', MACHINES.date)}
              {heading('file', MACHINES.file)}
            </tr>
          </thead>
          <NearRows
            rows={shown}
            row={(row) => (
              <Row
                key={row.index}
                row={row}
                services={services}
                chosen={chosen === row.index}
                labelOf={labelOf}
                onChoose={onChoose}
              />
            )}
            columns={services.length + 4}
            height={ROW_HEIGHT}
            isLong={isLong}
          />
        </table>
      </div>
      {shown.length === 0 && <p class="hint">{FLEET.none}</p>}
      <div class="fleet-acts">
        {COPIES.map(([label, written]) => (
          <button
            type="button"
            class="btn btn-quiet"
            key={label}
            onClick={() => {
              copy(written(shown));
            }}
          >
            {label}
          </button>
        ))}
        <span role="status" class="hint">
          {said}
        </span>
      </div>
    </section>
  );
}

const WORST = { column: 'worst', down: false } as const;
const COPIES = [
  [FLEET.markdown, fleetToMarkdown],
  [FLEET.csv, fleetToCsv],
  [FLEET.json, fleetToJson],
] as const;

/** How many machines have a problem, and which cause is the main one of which of them. */
function Groups({
  rows,
  groups,
  chosen,
  onChoose,
}: {
  readonly rows: readonly MachineRow[];
  readonly groups: readonly CauseGroup[];
  readonly chosen: string | null;
  readonly onChoose: (cause: string | null) => void;
}): JSX.Element {
  const { all, ng } = countMachines(rows);
  return (
    <>
      <p class="fleet-summary">
        <strong>{FLEET.summary(all, ng)}</strong>
        {rows.length > all && <span class="hint num">{FLEET.runs(rows.length)}</span>}
      </p>
      <ul class="fleet-causes" aria-label={FLEET.causes}>
        {groups.map(({ title, tone, machines }) => (
          <li key={title}>
            <button
              type="button"
              class="btn btn-quiet"
              aria-pressed={chosen === title}
              title={chosen === title ? FLEET.all : FLEET.only}
              onClick={() => {
                onChoose(chosen === title ? null : title);
              }}
            >
              <Mark kind={tone} text={title} /> <span class="num">{FLEET.machines(machines.length)}</span>
            </button>
            <span class="fleet-names mono">
              {FLEET.names(machines.slice(0, MOST_NAMES), Math.max(0, machines.length - MOST_NAMES))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({
  row: { index, report, name },
  services,
  chosen,
  labelOf,
  onChoose,
}: {
  readonly row: MachineRow;
  readonly services: ReturnType<typeof servicesOf>;
  readonly chosen: boolean;
  readonly labelOf: MachinesProps['labelOf'];
  readonly onChoose: MachinesProps['onChoose'];
}): JSX.Element {
  const { source, diagnosis } = report;
  return (
    <tr class={report.tone === 'ng' ? 'row-ng' : undefined}>
      <th scope="row">
        <button
          type="button"
          class="btn"
          aria-pressed={chosen}
          aria-label={labelOf?.(name, source.name)}
          onClick={() => {
            onChoose(index);
          }}
        >
          <Mark kind={report.tone} text={name} />
        </button>
      </th>
      {services.map((service) => (
        <Cell key={service.id} service={service} row={{ index, report, name }} onChoose={onChoose} />
      ))}
      <td>{diagnosis[0]?.title ?? ''}</td>
      <td class="num">{runTime(report) ?? MACHINES.none}</td>
      <td class="mono">{source.name}</td>
    </tr>
  );
}

/** What a machine's log says of a service; it opens the line that proves it. */
function Cell({
  service: { id, short },
  row: { index, report, name },
  onChoose,
}: {
  readonly service: ReturnType<typeof servicesOf>[number];
  readonly row: MachineRow;
  readonly onChoose: MachinesProps['onChoose'];
}): JSX.Element {
  const status = report.services.find((service) => service.id === id);
  if (status === undefined || status.endpoints === 0)
    return (
      <td>
        <Mark kind="no" text={MACHINES.unseen} />
      </td>
    );
  const { kind, word } = SERVICE_STATUSES[status.status];
  const line = lineOfService(report, id);
  return (
    <td>
      {line === null ? (
        <Mark kind={kind} text={word} />
      ) : (
        <button
          type="button"
          class="fleet-cell"
          aria-label={FLEET.cell(name, short, word, line)}
          onClick={() => {
            onChoose(index, line);
          }}
        >
          <Mark kind={kind} text={word} />
        </button>
      )}
    </td>
  );
}
