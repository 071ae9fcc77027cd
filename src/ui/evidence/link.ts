import type { ConnectionReport } from '../../model/report.ts';
import type { ReportEvidence } from '../../knowledge/types.ts';
import { visible } from '../../text/visible.ts';

/** What a link may fill in: facts that a report knows. A folder is none of them: a path goes into commands. */
const FACTS = ['vmName', 'machineName', 'os', 'timeOfFailure', 'errorCode'] as const;
/** Letters of a fact that a link may hold. */
const LONGEST = 200;

/** What a link to the evidence page says. */
export interface EvidenceLink {
  readonly scenario: string;
  readonly given: Readonly<Record<string, string>>;
}

/** The evidence page with the list that a report needs, and what the report knows filled in. */
export function evidenceLink({ kind, format, machine, diagnosis }: ConnectionReport, rules: ReportEvidence): string {
  const { list, machine: question } = kind === 'capture' ? rules.capture : (rules.formats[format] ?? rules.other);
  const facts: Readonly<Record<(typeof FACTS)[number], string | null | undefined>> = {
    vmName: question === 'vmName' ? machine.hostname : null,
    machineName: question === 'machineName' ? machine.hostname : null,
    os: machine.os,
    timeOfFailure: machine.startedAt,
    errorCode: diagnosis[0]?.title,
  };
  const filled = FACTS.flatMap((name): [string, string][] => (facts[name] ? [[name, facts[name]]] : []));
  return `/guide/evidence/#${new URLSearchParams([['scenario', list], ...filled]).toString()}`;
}

/** Reads the fragment of a link, which anybody may have written; null when it names no list. */
export function readEvidenceLink(fragment: string): EvidenceLink | null {
  const values = new URLSearchParams(fragment.replace(/^#/u, ''));
  const scenario = values.get('scenario');
  if (scenario === null || !/^[a-z0-9-]{1,40}$/u.test(scenario)) return null;
  const given = FACTS.flatMap((name): [string, string][] => {
    const value = visible(values.get(name) ?? '').trim();
    return value === '' ? [] : [[name, value.slice(0, LONGEST)]];
  });
  return { scenario, given: Object.fromEntries(given) };
}

/** Answers with what a link gives: what the reader wrote before stays. */
export function withGiven(
  kept: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const own = Object.entries(kept).filter(([, value]) => value.trim() !== '');
  return { ...given, ...Object.fromEntries(own) };
}
