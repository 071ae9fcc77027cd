import type { JudgedProbe } from '../judge/probes.ts';
import { targetOf } from '../judge/endpoints.ts';
import type { Annotation } from '../model/finding.ts';
import type { Layers, LogProbe, Span } from '../model/probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import type { Scan } from '../session/scanner.ts';

/** Where a log stands in its source. */
export interface Place {
  readonly scan: Scan;
  /** Lines of the source before this log. */
  readonly shift: number;
}

/** A judged probe as the report shows it. */
export function toProbe({ id, raw, outcome }: JudgedProbe, place: Place): LogProbe {
  const { host, port } = targetOf({ raw, outcome });
  const { decisive } = outcome;
  return {
    id,
    tool: raw.tool,
    command: raw.command?.text ?? null,
    host: host === '' ? null : host,
    port,
    lines: [raw.first + place.shift, raw.last + place.shift],
    status: outcome.status,
    cause: outcome.cause,
    signature: decisive?.match.signature.id ?? null,
    evidence: evidenceOf(outcome, place),
    detail: raw.command?.asksServer === true ? { ...outcome.detail, asksServer: true } : outcome.detail,
    layers: layersIn(outcome.layers ?? {}, place.shift),
    route: outcome.route ?? 'unknown',
    account: null,
  };
}

/** The line that decided; that of a gateway's mark where no message has it. */
function evidenceOf({ decisive, evidence }: JudgedProbe['outcome'], place: Place): Span | null {
  if (evidence !== undefined) return { ...evidence, line: evidence.line + place.shift };
  return decisive === null ? null : spanOf(decisive, place);
}

/** The layers with the source's line numbers. */
function layersIn({ dns, tcp, tls, http }: Layers, shift: number): Layers {
  const moved = <T extends { readonly line: number }>(layer: T): T => ({ ...layer, line: layer.line + shift });
  return {
    ...(dns === undefined ? {} : { dns: moved(dns) }),
    ...(tcp === undefined ? {} : { tcp: moved(tcp) }),
    ...(tls === undefined ? {} : { tls: moved(tls) }),
    ...(http === undefined ? {} : { http: moved(http) }),
  };
}

/** Commands, the lines that decide, the failures and the settings; those of the settings come last. */
export function annotate(judged: readonly JudgedProbe[], place: Place): Annotation[] {
  const notes: Annotation[] = [];
  for (const { id, raw, outcome } of judged) {
    if (raw.command !== null) {
      notes.push({
        kind: 'command',
        line: raw.first + place.shift,
        start: 0,
        end: place.scan.text.lines.endOf(raw.first) - place.scan.text.lines.startOf(raw.first),
        probe: id,
        signature: null,
        verdict: outcome.status === 'incomplete' ? 'not_run' : outcome.status,
        decides: false,
      });
    }
    // PowerShell writes a failure two or three times: it is explained where it decides, or where it stands first
    const decisive = outcome.decisive === null ? null : messageOf(outcome.decisive);
    let said: Set<string> | undefined;
    for (const matched of raw.matches) {
      const decides = matched === outcome.decisive;
      const { verdict: own, id: signature, finding } = matched.match.signature;
      if (!decides && finding !== true && (own === 'informational' || own === 'reachable')) continue;
      if (!decides) {
        const message = messageOf(matched);
        if (message === decisive || said?.has(message) === true) continue;
        said ??= new Set();
        said.add(message);
      }
      const verdict = decides && outcome.status !== 'incomplete' ? outcome.status : own;
      const { line, start, end } = spanOf(matched, place);
      notes.push({ kind: 'message', line, start, end, probe: id, signature, verdict, decides });
    }
  }
  for (const matched of place.scan.settings) {
    const { verdict, id: signature } = matched.match.signature;
    notes.push({ kind: 'message', ...spanOf(matched, place), probe: null, signature, verdict, decides: false });
  }
  return notes;
}

function messageOf({ text, match }: MatchedLine): string {
  return text.slice(match.start, match.end);
}

function spanOf({ line, match: { start, end } }: MatchedLine, { scan: { text }, shift }: Place): Span {
  return { line: line + shift, start: text.originOf(line, start), end: text.originOf(line, end) };
}
