import { refusalText, remarkText } from '#locale/bundle.ts';
import { damageText } from '#locale/capture.ts';
import { NO_NETWORK_SETTINGS, NO_PROXY_SETTINGS, NO_TLS_SETTINGS } from '../judge/no-settings.ts';
import { UNKNOWN_MACHINE } from '../log/settings/machine.ts';
import type { Report } from '../model/report.ts';

/** What version 1 of the contract has in every report, as one whose source does not tell it says so. */
const UNTOLD = {
  schema: 1,
  proxy: NO_PROXY_SETTINGS,
  script: false,
  proxied: false,
  tls: NO_TLS_SETTINGS,
  tlsShown: false,
  network: NO_NETWORK_SETTINGS,
  annotations: [],
  findings: [],
  unread: [],
  firstLine: 1,
} as const;
/** A capture and a bundle are no text. */
const NO_TEXT = { encoding: 'binary', lines: 0 } as const;

/** A report as its JSON is written: readers of version 1 find every field, whatever the kind. */
export function toJson(report: Report): object {
  switch (report.kind) {
    case 'log':
      return report;
    case 'capture':
      return {
        ...UNTOLD,
        ...report,
        source: { ...report.source, ...NO_TEXT },
        capture: {
          ...report.capture,
          defects: report.capture.defects.map(({ offset, damage }) => ({ offset, message: damageText(damage) })),
        },
      };
    case 'evidence': {
      const { kind, rules, source, evidence, ...rest } = report;
      return {
        ...UNTOLD,
        kind,
        rules,
        source: { ...source, ...NO_TEXT },
        machine: UNKNOWN_MACHINE,
        probes: [],
        endpoints: [],
        services: [],
        workloads: [],
        ...rest,
        evidence: {
          ...evidence,
          items: evidence.items.map((item) => ({
            ...item,
            reason: item.reason === null ? null : remarkText(item.reason),
          })),
          refused: evidence.refused.map(({ path, reason }) => ({ path, reason: refusalText(reason) })),
          reports: evidence.reports.map(toJson),
        },
      };
    }
  }
}
