import type { Conditions } from '../../src/judge/endpoints.ts';
import type { JudgedProbe } from '../../src/judge/probes.ts';
import type { MatchedLine } from '../../src/session/matched-line.ts';
import type { RawProbe } from '../../src/session/raw-probe.ts';
import { toolOf } from '../../src/tools/index.ts';
import type { Outcome } from '../../src/tools/outcome.ts';
import type { Layers } from '../../src/model/probe.ts';

/** What a run of a tool was and what came of it; what a test does not name is as in an ordinary log. */
export interface Run {
  readonly host?: string | null;
  readonly port?: number | null;
  /** The text of the command; null where only its output is there. */
  readonly command?: string | null;
  /** Values of the line that decided, and of its other lines. */
  readonly said?: Readonly<Record<string, string>>;
  readonly lines?: readonly Readonly<Record<string, string>>[];
  readonly section?: number;
  readonly machine?: string;
  readonly root?: boolean;
  /** It asks a DNS server that is named on purpose. */
  readonly asksServer?: boolean;
  readonly status?: Outcome['status'];
  readonly cause?: Outcome['cause'];
  readonly detail?: Outcome['detail'];
  readonly layers?: Layers;
  readonly route?: Outcome['route'];
  /** The port that its lines name, where the line that decided does not. */
  readonly toldPort?: number;
}

export const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';

const matched = (values: Readonly<Record<string, string>>): MatchedLine =>
  ({ line: 1, text: '', continued: 0, match: { values } }) as unknown as MatchedLine;

/** A run of a tool with what it says; reachable, unless a test says otherwise. */
export function aRun(id: number, tool: string, run: Run = {}): JudgedProbe {
  const { host = HOST, port = 443, command = `${tool} ${host ?? ''}`, said, lines = [] } = run;
  const { status = 'reachable', cause = 'ok', detail = {}, layers, route } = run;
  const raw = {
    tool,
    command: command === null ? null : { tool, text: command, host, port, asksServer: run.asksServer ?? false },
    matches: lines.map(matched),
    section: run.section ?? 1,
    ...(run.machine === undefined ? {} : { machine: run.machine }),
    ...(run.root === undefined ? {} : { root: run.root }),
  } as unknown as RawProbe;
  return {
    id,
    raw,
    proves: toolOf(tool)?.proves ?? [],
    outcome: {
      status,
      cause,
      decisive: said === undefined ? null : matched(said),
      detail,
      ...(layers === undefined ? {} : { layers }),
      ...(route === undefined ? {} : { route }),
      ...(run.toldPort === undefined ? {} : { port: run.toldPort }),
    },
  };
}

/** `nslookup`: asks for a name. */
export const lookup = (id: number, run: Run = {}): JudgedProbe => aRun(id, 'nslookup', { port: null, ...run });
/** `nc`: connects, directly, and prints the address that it connected to. */
export const connect = (id: number, run: Run = {}): JudgedProbe => aRun(id, 'nc', run);
/** `Test-NetConnection`: connects, directly, and prints the address that the name has. */
export const netConnection = (id: number, run: Run = {}): JudgedProbe => aRun(id, 'tnc', run);
/** `curl`: asks for an answer. */
export const request = (id: number, run: Run = {}): JudgedProbe => aRun(id, 'curl', run);

/** A whole log without a proxy. */
export const CONDITIONS: Conditions = {
  proxied: false,
  proxyUnknown: false,
  incomplete: false,
  lastSection: 9,
  services: {},
  isRequested: () => false,
};
