import { hyphenOptions, type Arguments } from '../../session/arguments.ts';
import { portTarget, NO_TARGET, type Target } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { readMount } from './read.ts';
import { recastDiagnostics } from './recast.ts';
import { SMB_PORT } from './smb-port.ts';

/** Options with a value of mount.cifs (mount.cifs.c of cifs-utils, commit 25ba696a) and of mount, which hands them on. */
const OPTIONS = hyphenOptions('options types', ['verbose', 'read-only', 'fake'], { o: 'options', t: 'types' });

/** `//host/share`, also with backslashes, or as a URL. */
const SHARE = /^(?:smb:|cifs:)?[/\\]{2,4}([^/\\\s]{1,253})[/\\]/iu;
const PORT = /(?:^|,)port=(\d{1,5})(?:,|$)/u;
/** The address to which it connects in place of the one to which the name leads. */
const ADDRESS = /(?:^|,)(?:ip|addr)=/u;

/** mount.cifs: mounts a share over SMB. `mount -t cifs` runs it. */
export const mountCifs: Tool = {
  id: 'mount-cifs',
  names: ['mount.cifs', 'mount.smb3'],
  word: 'mount.cifs',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  writers: ['az-file-diagnostics'],
  targets: (given) => [targetOf(given)],
  settings: (given) => ({ elsewhere: ADDRESS.test(mountOptions(given)) }),
  run: () => new ConnectionRun(),
  recast: recastDiagnostics,
  read: readMount,
};

function targetOf(given: Arguments): Target {
  const host = SHARE.exec(given.positional[0] ?? '')?.[1];
  if (host === undefined) return NO_TARGET;
  return portTarget([host, PORT.exec(mountOptions(given))?.[1] ?? SMB_PORT]);
}

/** All of `-o`, which may be given several times. */
function mountOptions({ options }: Arguments): string {
  return (options.get('options') ?? []).join(',');
}
