import type { SettingsRules } from '../../knowledge/types.ts';
import type { NetworkSettings } from '../../model/settings.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { onceFor } from '../../text/once.ts';

type Rules = SettingsRules['network'];
type Servers = NetworkSettings['dnsServers'];

const expressionsFrom = onceFor((rules: Rules) => ({
  labelled: new RegExp(rules.dnsServer, 'u'),
  below: new RegExp(rules.dnsServerBelow, 'u'),
}));

/** No machine has more. */
const MOST = 32;

/** The DNS servers of the machine: behind their labels, and alone in the lines below. */
export function readDnsServers(lines: readonly NumberedLine[], rules: Rules): Servers {
  const { labelled, below } = expressionsFrom(rules);
  const found = new Map<string, number>();
  /** The line before names a server. */
  let open = false;
  for (const { line, text } of lines) {
    const address: string | undefined = labelled.exec(text)?.[1] ?? (open ? below.exec(text)?.[1] : undefined);
    open = address !== undefined;
    if (address !== undefined && found.size < MOST && !found.has(address)) found.set(address, line);
  }
  return Array.from(found, ([address, line]) => ({ address, line }));
}
