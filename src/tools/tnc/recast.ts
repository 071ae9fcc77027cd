import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { hostName } from '../../session/target.ts';
import { isAddress } from '../../text/address.ts';
import { exportedRows, printedRows } from '../columns.ts';

/** The property that tells of the connection; a ping decides nothing. */
const RESULT = 'tcptestsucceeded';
/** What own columns and own lines call the host and the port. */
const HOSTS = [
  'computername',
  'hostname',
  'host',
  'target',
  'server',
  'fqdn',
  'endpoint',
  'destination',
  'url',
  'name',
];
const PORTS = ['remoteport', 'port', 'tcpport'];

/** What Test-NetConnection says in another form than its list: a value alone, a table, an export, a line of a loop. */
export function recastTnc(at: (offset: number) => string, asked: Asked): Recast | null {
  const text = at(0);
  const value = valueIn(text.trim(), asked);
  if (value !== null) return value;
  const column = columnIn(text.toLowerCase(), asked);
  const list = column === null ? null : (listInOneLine(text) ?? rowsBelow(at, column, asked));
  return list ?? lineOfLoop(text.trim(), asked);
}

const BOOLEAN = /^(?:true|false)$/iu;
/** `-InformationLevel Quiet`, which may be shortened. */
const QUIET = /\s-inf[a-z]{0,13}[: ]{1,4}["']?quiet\b/iu;
/** What is printed need not be the property itself. */
const REVERSED =
  /(?:^|[^\w-])-(?:not|i?eq|i?ne|and|or|xor|i?like|i?match|i?replace|is|in|contains)\b|!\s{0,2}[$(]|\bif\s{0,2}\(|\?/iu;

/** What the command prints of the connection, and nothing else. */
function printsResult({ text }: Asked): boolean {
  return text !== '' && !REVERSED.test(text) && (QUIET.test(text) || text.toLowerCase().includes(RESULT));
}

/** `True` or `False` alone: the result of the command above it. Without a port it is that of a ping. */
function valueIn(text: string, asked: Asked): Recast | null {
  if (!BOOLEAN.test(text) || !printsResult(asked)) return null;
  const byPing = asked.ports.includes(null);
  const said = byPing ? `PingSucceeded : ${text}` : result(text);
  return { lines: 1, checks: [{ offset: 0, said: [said], own: false }] };
}

function result(value: string): string {
  return `TcpTestSucceeded : ${/^true$/iu.test(value) ? 'True' : 'False'}`;
}

/** Names of the list whose values a mail or a form may have put into one line. */
const LABELS =
  /(?:^|\s)(ComputerName|RemoteAddress|RemotePort|NameResolutionResults|MatchingIPsecRules|NetworkIsolationContext|IsAdmin|InterfaceAlias|SourceAddress|NetRoute \(NextHop\)|PingSucceeded|PingReplyDetails \(RTT\)|TcpTestSucceeded) {0,32}:/gu;
const LONGEST_LINE = 4096;

/** The whole list in one line, also several of them. */
function listInOneLine(text: string): Recast | null {
  if (text.length > LONGEST_LINE || !text.includes('ComputerName')) return null;
  const labels = [...text.matchAll(LABELS)];
  const checks: RecastCheck[] = [];
  let said: string[] = [];
  const close = (): void => {
    if (said.length > 1) checks.push({ offset: 0, said, own: true });
    said = [];
  };
  for (const [index, label] of labels.entries()) {
    const [written, name = ''] = label;
    if (name === 'ComputerName') close();
    const value = text.slice(label.index + written.length, labels[index + 1]?.index).trim();
    const [word = ''] = value.split(/\s/u, 1);
    if (word === '') continue;
    if (name === 'TcpTestSucceeded' && !BOOLEAN.test(word)) continue;
    if (name === 'RemotePort' && !isPort(word)) continue;
    said.push(`${name} : ${word}`);
  }
  close();
  return checks.length === 0 || !checks[0]?.said[0]?.startsWith('ComputerName') ? null : { lines: 1, checks };
}

/** `[pscustomobject]@{ …; Open = (tnc …).TcpTestSucceeded }`, `select @{n='Open'; e={ $_.TcpTestSucceeded }}`. */
const OWN_COLUMN = /[;{\s]["']?(\w{1,40})["']?\s{0,4}=\s{0,4}[^;={}]{0,200}tcptestsucceeded\b/iu;
const CALCULATED =
  /@\{ {0,4}(?:n|name|l|label) {0,4}= {0,4}["'](\w{1,40})["'] {0,4}; {0,4}e(?:xpression)? {0,4}= {0,4}\{[^{};]{0,80}tcptestsucceeded\b/iu;

/** The column of a head that holds the result, in small letters: the property, or what the command calls it. */
function columnIn(head: string, asked: Asked): string | null {
  if (head.includes(RESULT)) return RESULT;
  if (!printsResult(asked)) return null;
  const { text } = asked;
  const own = (CALCULATED.exec(text) ?? OWN_COLUMN.exec(text))?.[1]?.toLowerCase() ?? null;
  return own !== null && head.includes(own) ? own : null;
}

/** The rows of a table or of an export. */
function rowsBelow(at: (offset: number) => string, column: string, asked: Asked): Recast | null {
  const found = printedRows(at) ?? exportedRows(at);
  if (found === null || !found.rows.some(({ values }) => values.has(column))) return null;
  const named = found.rows.some(({ values }) => HOSTS.some((name) => values.has(name)));
  // without a name of its own a row is that of the command, if it is the only one
  if (!named && found.rows.length > 1) return { lines: found.lines, checks: [] };
  const checks = found.rows.flatMap(({ offset, values }): RecastCheck[] => {
    const said = saidBy(values, column, asked);
    return said === null ? [] : [{ offset, said, own: true }];
  });
  return { lines: found.lines, checks };
}

/** What a row says, as the list says it; null where its host is cut and nothing completes it. */
function saidBy(values: ReadonlyMap<string, string>, column: string, asked: Asked): string[] | null {
  const written = HOSTS.map((name) => values.get(name)).find((value) => value !== undefined && value !== '');
  const host = written === undefined ? (asked.command?.host ?? null) : wholeHost(written, asked);
  if (host === null) return null;
  const listed = PORTS.map((name) => values.get(name)).find((value) => value !== undefined);
  const port = listed ?? portOf(asked);
  const address = values.get('remoteaddress') ?? '';
  const value = values.get(column) ?? '';
  return [
    `ComputerName : ${host}`,
    ...(isAddress(address) ? [`RemoteAddress : ${address}`] : []),
    // without a port there was a ping only, and the property is False all the same
    ...(isPort(port) ? [`RemotePort : ${port}`, ...(BOOLEAN.test(value) ? [result(value)] : [])] : []),
  ];
}

/** The name that a table has cut, completed where one host alone begins so; null where none does. */
function wholeHost(written: string, { targets, hosts }: Asked): string | null {
  const cut = /^(.{1,253}?)(?:\.\.\.|…)$/u.exec(written)?.[1]?.toLowerCase();
  if (cut === undefined) return hostName(withoutUrl(written));
  const found = [...(targets.length > 0 ? targets : hosts)].filter((host) => host.startsWith(cut));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The port that each command of the line asks for; empty where they differ, or it is not known. */
function portOf({ ports }: Asked): string {
  const [port] = ports;
  return ports.length === 1 && port != null ? String(port) : '';
}

function withoutUrl(written: string): string {
  const scheme = written.indexOf('://');
  return scheme < 0 ? written : (written.slice(scheme + 3).split(/[/:?#]/u, 1)[0] ?? '');
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/u.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** `host : True`, `host:443 False`, `host,443,True`, `host -> TcpTestSucceeded=True`: what a command writes with the value in a text. */
const LINE =
  /^["'[(]?(?:https?:\/\/)?([A-Za-z0-9][A-Za-z0-9.-]{2,252})\/?["'\])]?(?:\s{0,4}[:,;|/\s]\s{0,4}(?:port\s{0,4}[:=]?\s{0,4})?(\d{1,5}))?["'\])]?(?:\s{0,16}[:,;|=-]?[=>]?|→)\s{0,16}(?:TcpTestSucceeded\s{0,4}[:=]?\s{0,4})?["']?(true|false)["']?$/iu;
const LONGEST_OWN = 400;

function lineOfLoop(text: string, asked: Asked): Recast | null {
  if (text.length > LONGEST_OWN || !/(?:true|false)["']?$/iu.test(text.slice(-8)) || !printsResult(asked)) return null;
  const [, name = '', port = portOf(asked), value = ''] = LINE.exec(text) ?? [];
  const host = name.includes('.') ? hostName(name) : null;
  if (host === null || !isPort(port) || (asked.targets.length > 0 && !asked.targets.includes(host))) return null;
  const said = [`ComputerName : ${host}`, `RemotePort : ${port}`, result(value)];
  return { lines: 1, checks: [{ offset: 0, said, own: true }] };
}
