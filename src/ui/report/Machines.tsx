import type { JSX } from 'preact';
import { MACHINES } from '../../locales/ja/view.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { machineRows, servicesOf, type MachineRow } from '../../report/machines.ts';
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
  readonly onChoose: (index: number) => void;
}

/** Of more rows only those near the view are built. */
const MOST_BUILT = 300;
/** What a row is high (px) before it was laid out. */
const ROW_HEIGHT = 46;

/** Several machines, or runs, below one another, the worst first; each opens its report. */
export function Machines({ reports, chosen, id = 'machines', labelOf, onChoose }: MachinesProps): JSX.Element {
  const rows = machineRows(reports);
  const services = servicesOf(reports);
  const isLong = rows.length > MOST_BUILT;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
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
          <NearRows
            rows={rows}
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
    </section>
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
          aria-label={labelOf?.(name, source.name)}
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
