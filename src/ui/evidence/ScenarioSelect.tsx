import type { JSX } from 'preact';
import { SCENARIOS } from '#locale/scenario-select.ts';
import type { EvidenceScenario } from '../../knowledge/types.ts';

/** A list of scenarios to choose from, by workload. */
export function ScenarioSelect({
  label,
  scenarios,
  workloads,
  value,
  onChange,
}: {
  readonly label: string;
  readonly scenarios: readonly EvidenceScenario[];
  /** Names of the workloads, by their ids. */
  readonly workloads: Readonly<Record<string, string>>;
  /** Empty when none is chosen yet. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}): JSX.Element {
  return (
    <label>
      {label}{' '}
      <select
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        {value === '' && <option value="">{SCENARIOS.choose}</option>}
        {[...new Set(scenarios.map(({ workload }) => workload))].map((workload) => (
          <optgroup key={workload} label={workloads[workload] ?? SCENARIOS.connectivity}>
            {scenarios
              .filter((known) => known.workload === workload)
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
