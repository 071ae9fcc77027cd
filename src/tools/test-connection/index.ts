import { valueOf, type Arguments } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import { cmdletOptions } from '../cmdlet.ts';
import { ConnectionRun } from '../connection-run.ts';
import { tcpclient } from '../tcpclient/index.ts';
import type { Tool } from '../tool.ts';
import { readTestConnection } from './read.ts';
import { recastTestConnection } from './recast.ts';

/** Parameters of Test-Connection with a value. https://learn.microsoft.com/powershell/module/microsoft.powershell.management/test-connection */
const PARAMETERS = 'targetname computername tcpport count delay buffersize maxhops timeoutseconds source credential';
const ALIASES: Readonly<Record<string, string>> = {
  cn: 'computername',
  ttl: 'maxhops',
  timetolive: 'maxhops',
  hops: 'maxhops',
  size: 'buffersize',
};
/** Destinations of one command at most. */
const MOST = 64;

/** Test-Connection: pings, and with `-TcpPort` (PowerShell 7) a connection to a port. */
export const testConnection: Tool = {
  id: 'test-connection',
  names: ['test-connection'],
  word: 'Test-Connection',
  platform: 'any',
  cmdlet: true,
  proves: ['dns', 'tcp'],
  options: cmdletOptions(PARAMETERS, ALIASES),
  targets: targetsOf,
  run: () => new ConnectionRun(),
  recast: recastTestConnection,
  // it says of its connection the same with the same word
  like: tcpclient,
  read: readTestConnection,
};

function targetsOf(given: Arguments): readonly Target[] {
  const named = valueOf(given, 'targetname', 'computername') ?? given.positional[0] ?? '';
  const port = Number(valueOf(given, 'tcpport') ?? Number.NaN);
  const hosts = named.split(',', MOST).map(hostName);
  return hosts.map((host) =>
    host === null ? NO_TARGET : { host, port: Number.isInteger(port) && port > 0 ? port : null, scheme: null },
  );
}
