import type { Asked, Recast } from '../../session/tool-table.ts';

/** What a login came to: it names its portal itself, with the address and the port. */
const LOGIN =
  /^(?:iscsiadm: Could not login to|Login to) \[iface: [^\]]{1,300}, portal: ([\da-f.:]{2,45}),\d{1,5}\](?:\.| successful\.)$/u;
/** Why a login failed, on the line below. */
const REASON = /^iscsiadm: initiator reported error /u;

/** A login where no command names its portal (`--loginall`, a lost command): each is a check of its own. */
export function recastIscsiadm(at: (offset: number) => string, { targets }: Asked): Recast | null {
  const own = at(0).trim();
  const host = targets.length > 0 ? undefined : LOGIN.exec(own)?.[1];
  if (host === undefined) return null;
  const reason = at(1).trim();
  const hasReason = REASON.test(reason);
  return {
    lines: hasReason ? 2 : 1,
    checks: [{ offset: 0, said: hasReason ? [own, reason] : [own], own: true, host, alone: true }],
  };
}
