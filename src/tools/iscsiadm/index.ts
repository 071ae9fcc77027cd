import { hasOption, hyphenOptions, valueOf, type Arguments } from '../../session/arguments.ts';
import { portTarget, NO_TARGET, type Target } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import { ISCSI_PORT } from '../iscsi-port.ts';
import type { Tool } from '../tool.ts';
import { portalOf } from './portal.ts';
import { isTarget, readIscsiadm } from './read.ts';
import { recastIscsiadm } from './recast.ts';

/** Options of iscsiadm with a value: usr/iscsiadm.c of open-iscsi (commit bc236140). */
const OPTIONS = hyphenOptions(
  `mode portal targetname interface op type name value host sid print loginall logoutall killiscsid debug submode ip packetsize
  count interval index portal_type`,
  ['rescan', 'discover', 'login', 'logout', 'stats', 'show', 'version', 'help', 'no_wait'],
  {
    m: 'mode',
    p: 'portal',
    T: 'targetname',
    I: 'interface',
    o: 'op',
    t: 'type',
    n: 'name',
    v: 'value',
    H: 'host',
    r: 'sid',
    P: 'print',
    L: 'loginall',
    U: 'logoutall',
    k: 'killiscsid',
    d: 'debug',
    C: 'submode',
    a: 'ip',
    b: 'packetsize',
    c: 'count',
    i: 'interval',
    x: 'index',
    A: 'portal_type',
    D: 'discover',
    l: 'login',
  },
);

/** iscsiadm of open-iscsi: asks a portal for its targets, and logs in to them. */
export const iscsiadm: Tool = {
  id: 'iscsiadm',
  names: ['iscsiadm'],
  word: 'iscsiadm',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  targets: (given) => [targetOf(given)],
  // what it only shows of its records proves no connection
  settings: (given) => ({ elsewhere: !connects(given) }),
  run: () => new ConnectionRun(),
  recast: recastIscsiadm,
  reads: isTarget,
  read: readIscsiadm,
};

function targetOf(given: Arguments): Target {
  const { host, port } = portalOf(valueOf(given, 'portal') ?? '');
  return connects(given) && host !== '' ? portTarget([host, port ?? ISCSI_PORT]) : NO_TARGET;
}

/** It connects to the portal: a discovery, or a login. */
function connects(given: Arguments): boolean {
  const mode = valueOf(given, 'mode') ?? '';
  if (mode === 'discovery') return hasOption(given, 'type', 'login', 'discover');
  return hasOption(given, mode === 'discoverydb' ? 'discover' : 'login');
}
