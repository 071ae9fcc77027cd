import { portTarget } from '../../session/target.ts';
import { cmdletOptions } from '../cmdlet.ts';
import { iwr } from '../iwr/index.ts';
import type { Tool } from '../tool.ts';
import { equivalents } from './methods.ts';
import { readTcpClient } from './read.ts';
import { recastTcpClient } from './recast.ts';
import { TcpClientRun } from './run.ts';

/** System.Net.Sockets.TcpClient of .NET, as PowerShell calls it where Test-NetConnection is missing: a connection to a port. */
export const tcpclient: Tool = {
  id: 'tcpclient',
  names: ['tcpclient'],
  word: 'TcpClient (.NET)',
  platform: 'windows',
  cmdlet: true,
  proves: ['tcp'],
  options: cmdletOptions('port'),
  targets: ({ positional }) => [portTarget(positional)],
  run: () => new TcpClientRun(),
  recast: recastTcpClient,
  equivalents,
  // both show what Windows says of the socket
  like: iwr,
  read: readTcpClient,
};
