import type { JSX } from 'preact';
import { MACHINES } from '../../locales/ja/view.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { machineRows, servicesOf, type MachineRow } from '../../report/machines.ts';
import { SERVICE_STATUSES } from '../../report/words.ts';
import { useNear } from '../near.ts';
import { Mark } from './Verdict.tsx';

interface MachinesProps {
  readonly reports: readonly ConnectionReport[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Rows in one part of the table; of many parts only those near the view are built. */
const CHUNK = 100;
const MOST_BUILT = 300;
/** What a row is high (px) before it was laid out. */
const ROW_HEIGHT = 46;

/** Several machines, or runs, below one another, the worst first; each opens its report. */
export function Machines({ reports, chosen, onChoose }: MachinesProps): JSX.Element {
  const rows = machineRows(reports);
  const services = servicesOf(reports);
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) =>
    rows.slice(at * CHUNK, (at + 1) * CHUNK),
  );
  const isLong = rows.length > MOST_BUILT;
  return (
    <section id="machines" aria-labelledby="machines-title">
      <h2 id="machines-title">
        {MACHINES.title} <small class="num">{MACHINES.count(reports.length)}</small>
      </h2>
      {isLong && <p class="hint">{MACHINES.far}</p>}
      <div class={isLong ? 'scroll scroll-long' : 'scroll'} tabIndex={0} role="region" aria-label={MACHINES.label}>
        <table class="machines">
          <thead>
            <tr>
              <th scope="col">{MACHINES.machine}</th>
              {services.map(({ id, short }) => (
                <th scope="col" key={id}>
                  {short}
                </th>
              ))}
              <th scope="col">{MACHINES.cause}</th>
              <th scope="col">{MACHINES.date}</th>
              <th scope="col">{MACHINES.file}</th>
            </tr>
          </thead>
          {chunks.map((chunk, at) => (
            <Rows key={at} rows={chunk} services={services} chosen={chosen} onChoose={onChoose} isLong={isLong} />
          ))}
        </table>
      </div>
    </section>
  );
}

interface RowsProps extends Pick<MachinesProps, 'chosen' | 'onChoose'> {
  readonly rows: readonly MachineRow[];
  readonly services: ReturnType<typeof servicesOf>;
  readonly isLong: boolean;
}

function Rows({ rows, services, chosen, onChoose, isLong }: RowsProps): JSX.Element {
  const { element, near, height } = useNear<HTMLTableSectionElement>(isLong);
  return (
    <tbody ref={element}>
      {near ? (
        rows.map((row) => (
          <Row key={row.index} row={row} services={services} chosen={chosen === row.index} onChoose={onChoose} />
        ))
      ) : (
        <tr aria-hidden="true">
          <td colSpan={services.length + 4} style={{ height: `${height ?? rows.length * ROW_HEIGHT}px` }} />
        </tr>
      )}
    </tbody>
  );
}

function Row({
  row: { index, report, name },
  services,
  chosen,
  onChoose,
}: {
  readonly row: MachineRow;
  readonly services: RowsProps['services'];
  readonly chosen: boolean;
  readonly onChoose: (index: number) => void;
}): JSX.Element {
  const { source, diagnosis } = report;
  return (
    <tr class={report.tone === 'ng' ? 'row-ng' : undefined}>
      <th scope="row">
        <button
          type="button"
          class="btn"
          aria-pressed={chosen}
          onClick={() => {
            onChoose(index);
          }}
        >
          <Mark kind={report.tone} text={name} />
        </button>
      </th>
      {services.map(({ id }) => {
        const status = report.services.find((service) => service.id === id);
        if (status === undefined || status.endpoints === 0)
          return (
            <td key={id}>
              <Mark kind="no" text={MACHINES.unseen} />
            </td>
          );
        const { kind, word } = SERVICE_STATUSES[status.status];
        return (
          <td key={id}>
            <Mark kind={kind} text={word} />
          </td>
        );
      })}
      <td>{diagnosis[0]?.title ?? ''}</td>
      <td class="num">{runTime(report) ?? MACHINES.none}</td>
      <td class="mono">{source.name}</td>
    </tr>
  );
}
