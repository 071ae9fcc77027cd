import type { Target } from '../../session/target.ts';
import { portTarget } from '../../session/target.ts';
import type { Arguments } from '../../session/arguments.ts';
import { cmdletOptions } from '../cmdlet.ts';
import type { Tool } from '../tool.ts';
import { readTnc } from './read.ts';
import { recastTnc } from './recast.ts';
import { TncRun } from './run.ts';

/** Parameters of Test-NetConnection with a value, and what they are called. */
const PARAMETERS = 'computername port commontcpport informationlevel hops constrainsourceaddress constraininterface';
const ALIASES: Readonly<Record<string, string>> = {
  cn: 'computername',
  remoteaddress: 'computername',
  remoteport: 'port',
};
/** Ports that Test-NetConnection knows by name. https://learn.microsoft.com/powershell/module/nettcpip/test-netconnection */
const COMMON_PORTS: Readonly<Record<string, string>> = { http: '80', rdp: '3389', smb: '445', winrm: '5985' };

/** Test-NetConnection: a connection to a port, and the address to which the name leads. */
export const tnc: Tool = {
  id: 'tnc',
  names: ['tnc', 'test-netconnection'],
  word: 'Test-NetConnection (tnc)',
  platform: 'windows',
  cmdlet: true,
  proves: ['dns', 'tcp'],
  options: cmdletOptions(PARAMETERS, ALIASES),
  targets({ options, positional }: Arguments): readonly Target[] {
    const common = COMMON_PORTS[(options.get('commontcpport')?.[0] ?? '').toLowerCase()];
    const named = options.get('computername')?.[0];
    const [first = '', second = '', third = ''] = named === undefined ? positional : [named, ...positional];
    const port = options.get('port')?.[0] ?? common ?? (second === 'port' ? third : second);
    return [portTarget([first, port], true)];
  },
  run: () => new TncRun(),
  recast: recastTnc,
  // it writes warnings, and gives its variable a value all the same
  assigns: (probe) => !probe.interrupted && probe.matches.every(({ match }) => match.signature.verdict !== 'not_run'),
  read: readTnc,
};
