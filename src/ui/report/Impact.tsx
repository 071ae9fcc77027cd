import type { JSX } from 'preact';
import { UNSEEN, unseenReason } from '#locale/report.ts';
import { IMPACT } from '#locale/view.ts';
import type { WorkloadState } from '../../model/endpoint.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { SERVICE_STATUSES, WORKLOAD_STATUSES } from '../../report/words.ts';
import { Mark } from './Verdict.tsx';

/** Which backups are affected, and by which service. */
export function Impact({ report }: { readonly report: ConnectionReport }): JSX.Element {
  const columns = report.services.filter(({ id }) => report.workloads.some(({ needs }) => needs.includes(id)));
  // the VM backup, which needs none of the other services, is told each time: readers look for it first
  const told = report.workloads.filter(({ status, needs }) => status === 'affected' || needs.includes('platform'));
  const rows = report.workloads.toSorted((a, b) => rank(a) - rank(b));
  return (
    <section id="impact" aria-labelledby="impact-title">
      <h2 id="impact-title">
        {IMPACT.title} <small>{IMPACT.hint}</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={IMPACT.table}>
        <table class="stack impact">
          <thead>
            <tr>
              <th scope="col">{IMPACT.workload}</th>
              {columns.map(({ id, short }) => (
                <th scope="col" key={id}>
                  {short}
                </th>
              ))}
              <th scope="col">{IMPACT.result}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((workload) => (
              <tr key={workload.id} class={workload.status === 'affected' ? 'row-ng' : ''}>
                <th scope="row">{workload.name}</th>
                {columns.map((service) => {
                  const isNeeded = workload.needs.includes(service.id);
                  const { kind, word } = SERVICE_STATUSES[service.status];
                  return (
                    <td key={service.id} class={isNeeded ? undefined : 'needless'}>
                      <b class="k">{service.short}</b>
                      {isNeeded ? <Mark kind={kind} text={word} /> : <Mark kind="no" text={IMPACT.needless} />}
                    </td>
                  );
                })}
                <td>
                  <b class="k">{IMPACT.result}</b>
                  <Result workload={workload} report={report} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul class="hint notes">
        {told.map(({ id, name, note }) => (
          <li key={id}>{IMPACT.note(name, note)}</li>
        ))}
      </ul>
    </section>
  );
}

function rank({ status }: WorkloadState): number {
  return status === 'affected' ? 0 : 1;
}

interface ResultProps {
  readonly workload: WorkloadState;
  readonly report: ConnectionReport;
}

function Result({ workload, report }: ResultProps): JSX.Element {
  const { status, tested } = workload;
  if (status === 'unknown') return <Mark kind={tested ? 'un' : 'no'} text={UNSEEN[unseenReason(workload, report)]} />;
  return <Mark kind={WORKLOAD_STATUSES[status].kind} text={WORKLOAD_STATUSES[status].word} />;
}
