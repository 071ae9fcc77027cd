import { portTarget, type Target } from '../../session/target.ts';
import type { Arguments } from '../../session/arguments.ts';
import { ConnectionRun } from '../connection-run.ts';
import { ISCSI_PORT } from '../iscsi-port.ts';
import type { Tool } from '../tool.ts';
import { readIscsicli } from './read.ts';

/** Where a command names its portal, and its port: Microsoft iSCSI Initiator User’s Guide, “iscsicli commands”. */
const PORTALS: Readonly<Record<string, { readonly address: number; readonly port: number | null }>> = {
  qaddtargetportal: { address: 1, port: null },
  addtargetportal: { address: 1, port: 2 },
  logintarget: { address: 3, port: 4 },
};

/** iscsicli of Windows: adds a portal, and logs in to its targets. Its options are words in a fixed order. */
export const iscsicli: Tool = {
  id: 'iscsicli',
  names: ['iscsicli'],
  word: 'iscsicli',
  platform: 'windows',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
  targets: (given) => [targetOf(given)],
  run: () => new ConnectionRun(),
  read: readIscsicli,
};

function targetOf({ positional }: Arguments): Target {
  const places = PORTALS[positional[0]?.toLowerCase() ?? ''];
  // an asterisk leaves the place to Windows, and is no host
  const host = places === undefined ? '' : (positional[places.address] ?? '');
  const port = places?.port == null ? '' : (positional[places.port] ?? '');
  return portTarget([host, /^\d{1,5}$/u.test(port) ? port : ISCSI_PORT]);
}
