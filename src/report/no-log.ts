import type { Report } from '../model/report.ts';

/** What only a log tells, as the report of another source has it. */
export const NO_LOG = {
  schema: 1,
  proxy: { state: 'unknown', http: null, https: null, accounts: [], line: null },
  script: false,
  proxied: false,
  tls: {},
  tlsShown: false,
  annotations: [],
  findings: [],
  unread: [],
  firstLine: 1,
} as const satisfies Partial<Report>;
