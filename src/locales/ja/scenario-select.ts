/** A list of scenarios to choose from. */
export const SCENARIOS = {
  choose: '選択してください',
  /** The group of those that belong to no workload. */
  connectivity: '疎通',
} as const;
