/** What stands for a setting whose value the log does not show. */
export const SETTINGS = {
  /** A configuration script (PAC) whose address is not legible. */
  script: '(スクリプト)',
} as const;
