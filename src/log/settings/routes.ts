import type { SettingsRules } from '../../knowledge/types.ts';
import type { NetworkSettings } from '../../model/settings.ts';
import type { ShownSettings } from '../../session/settings-commands.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { onceFor } from '../../text/once.ts';
import type { SettingsOutput } from './outputs.ts';

type Rules = SettingsRules['network']['routes'];
type Routes = Pick<NetworkSettings, 'defaultRoute' | 'unrouted'>;

/** The rules made ready, once. */
const expressionsFrom = onceFor((rules: Rules) => ({
  list: new RegExp(rules.list, 'u'),
  askDefault: new RegExp(rules.askDefault, 'u'),
  row: new RegExp(rules.row, 'u'),
  default: new RegExp(rules.default, 'u'),
  unrouted: new RegExp(rules.unrouted, 'u'),
  tables: rules.tables.map((heading) => new RegExp(heading, 'u')),
  tableRow: new RegExp(rules.tableRow, 'u'),
  tableDefault: new RegExp(rules.tableDefault, 'u'),
  part: new RegExp(rules.part, 'u'),
  stated: new RegExp(rules.stated, 'u'),
}));

type Expressions = ReturnType<typeof expressionsFrom>;

/** Ids of the commands that list routes (content/reference/settings-commands.yaml). */
const LIST = 'ip-route';
const TABLE = 'route-table';

/**
 * What lists of routes say. That there is no default route is told only by a whole list: its command asked for all of them,
 * some are there, and more of the text follows.
 */
export function readRoutes(lines: readonly NumberedLine[], outputs: readonly SettingsOutput[], rules: Rules): Routes {
  const expressions = expressionsFrom(rules);
  let defaultRoute: Routes['defaultRoute'] = null;
  const unrouted: Routes['unrouted'][number][] = [];
  for (const { command, lines: own } of outputs) {
    if (command.id === LIST) {
      defaultRoute = listed(command, own, expressions) ?? defaultRoute;
      const address = unroutedBy(command.text, own, expressions.unrouted);
      if (address !== null) unrouted.push(address);
    } else if (command.id === TABLE) defaultRoute = tabled(command, own, expressions) ?? defaultRoute;
  }
  if (outputs.length === 0) defaultRoute = stated(lines, expressions) ?? tabled(null, lines, expressions);
  return { defaultRoute, unrouted };
}

/** A script has looked itself. */
function stated(lines: readonly NumberedLine[], { stated: line }: Expressions): Routes['defaultRoute'] {
  for (const { line: number, text } of lines) {
    const found = line.exec(text);
    if (found !== null) return { present: found[1] === undefined, line: number };
  }
  return null;
}

/** `ip route`. */
function listed(
  { text, first, whole }: ShownSettings,
  own: readonly NumberedLine[],
  { list, askDefault, row, default: isDefault }: Expressions,
): Routes['defaultRoute'] {
  const found = own.find((line) => isDefault.test(line.text));
  if (found !== undefined) return { present: true, line: found.line };
  const given = text.slice(text.indexOf('ip ') + 3).trimEnd();
  if (!whole) return null;
  const nothing = askDefault.test(given) && own.length === 0;
  const others = list.test(given) && own.length > 0 && own.every((line) => row.test(line.text));
  return nothing || others ? { present: false, line: first } : null;
}

/** `ip route get`: the address for which there is none. */
function unroutedBy(text: string, own: readonly NumberedLine[], unrouted: RegExp): Routes['unrouted'][number] | null {
  const address = /\bget (?:to )?([\da-fA-F.:]{3,45})/u.exec(text)?.[1];
  const said = address === undefined ? undefined : own.find((line) => unrouted.test(line.text));
  return address === undefined || said === undefined ? null : { address, line: said.line };
}

/** `route -n`, `netstat -rn`, `route print`; without its command a table may be a part only. */
function tabled(
  command: ShownSettings | null,
  own: readonly NumberedLine[],
  { tables, tableRow, tableDefault, part }: Expressions,
): Routes['defaultRoute'] {
  const at = own.findIndex(({ text }) => tables.some((heading) => heading.test(text)));
  let rows = 0;
  for (const { line, text } of at < 0 ? [] : own.slice(at + 1)) {
    // that of IPv6 has routes of its own
    if (text.startsWith('IPv6 ')) break;
    if (tableDefault.test(text)) return { present: true, line };
    if (tableRow.test(text)) rows += 1;
  }
  const whole = command?.whole === true && !part.test(command.text);
  return whole && rows > 0 ? { present: false, line: own[at]?.line ?? command.first } : null;
}
