import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOOLS } from '../../src/tools/index.ts';
import { SettingsCommands } from '../../src/session/settings-commands.ts';
import { simpleCommands } from '../../src/text/shell-words.ts';
import { peel } from '../../src/session/wrappers.ts';
import { diagnose, knowledge } from '../support/analyzer.ts';

const CONTENT = new URL('../../content/', import.meta.url);

/** What stands in the slots of a command. */
const VALUES: Readonly<Record<string, string>> = {
  host: 'pod01-manag1.jpe.backup.windowsazure.com',
  name: 'pod01-manag1.jpe.backup.windowsazure.com',
  port: '443',
  proxyhost: 'proxy.contoso.local',
  proxyport: '8080',
};

interface Suggested {
  readonly command: string;
  readonly where: string;
  readonly windows: boolean;
}

/** Every command that a root cause, a page of a message or a guide suggests. */
function suggested(): Suggested[] {
  const found: Suggested[] = [];
  const add = (command: string, where: string, windows: boolean): void => {
    const filled = command.replaceAll(/\{(\w+)\}/gu, (slot, name: string) => VALUES[name] ?? slot).trim();
    if (filled !== '' && !filled.startsWith('#')) found.push({ command: filled, where, windows });
  };
  for (const { id, steps } of knowledge.diagnoses)
    for (const { command, linux, windows } of steps) {
      for (const one of [command, linux]) if (one !== undefined) add(one, id, false);
      if (windows !== undefined) add(windows, id, true);
    }
  for (const file of readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.mdx')) continue;
    const page = readFileSync(new URL(file, CONTENT), 'utf8');
    for (const [, shell, code = ''] of page.matchAll(/^ *```(bash|powershell)\n([^]*?)^ *```$/gmu))
      for (const line of code.split('\n')) add(line, file, shell === 'powershell');
  }
  return found;
}

/** Names of the programs of a line, without what only runs them. */
function programsIn({ command, windows }: Suggested): string[] {
  return simpleCommands(command, windows ? 'windows' : 'posix').flatMap(({ words }) => {
    const [name = ''] = peel(words).rest;
    const own = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
    return own === '' ? [] : [own.replace(/\.exe$/u, '')];
  });
}

/** What shows settings, with any arguments. */
const SHOWING = knowledge.settingsCommands.filter((one) => one.arguments === undefined);
const TESTING = new Set(TOOLS.flatMap(({ names }) => names));
const READ = new Set([...TESTING, ...SHOWING.flatMap(({ names }) => names)]);
const SETTINGS = new SettingsCommands(knowledge.settingsCommands);

/** Names of the programs of a line that show no settings with these arguments. */
function othersIn({ command, windows, where }: Suggested): string[] {
  return simpleCommands(command, windows ? 'windows' : 'posix')
    .filter(({ words }) => !showsSettings(words))
    .flatMap(({ text }) => programsIn({ command: text, windows, where }));
}

function showsSettings(words: readonly string[]): boolean {
  const { rest } = peel(words);
  const [name = '', ...given] = rest.length > 0 ? rest : words.slice(words.indexOf('env'));
  return SETTINGS.of(name.toLowerCase(), given) !== null;
}

/** What prints records of a log, which a format reads. */
const RECORDS = new Set(['get-winevent', 'journalctl']);
/** Programs of which the errors are read, wherever they stand. */
const ERRORS = new Set(['az', 'node', 'npm', 'python3']);
/** What says nothing of a connection: files, services, disks, packages, times. */
const LOCAL = new Set(
  `apt apt-get attrib ausearch automount awk bash bitsadmin cat cd chkdsk chmod chown chronyc clear-dnsclientcache date df diskpart dmesg dnf
  du echo editcap enable-bitlockerautounlock file find findmnt format-hex format-list format-table free fsutil get-acl
  get-azrecoveryservicesbackupcontainer get-azrecoveryservicesvault get-azresourcelock get-azvm get-bitlockervolume get-childitem
  get-ciminstance get-clustersharedvolume get-command get-content get-counter get-date get-disk get-executionpolicy get-filehash get-item
  get-mppreference get-objob get-obmachinesetting get-partition get-process get-psdrive get-scheduledtask get-scheduledtaskinfo get-service
  get-storagepool get-tlsciphersuite get-volume get-wbjob get-windowsfeature getenforce grep hdbsql hdbuserstore head hostname icacls
  install-windowsfeature keytool ldd ls lsblk lsmod lvdisplay lvs manage-bde mdadm measure-command measure-object mkdir modprobe mount net
  new-item new-object od powershell printf ps psexec64 pvs register-azrecoveryservicesbackupcontainer restart-service sc sed select-object select-string
  set-executionpolicy set-itemproperty sh sha256sum sort sort-object sqlcmd start-service su systemctl tail tee test-path timedatectl ulimit
  uname unblock-file uniq unzip update-crypto-policies uptime vgchange vgimportclone vgs w32tm waagent where-object whoami yum zypper`.split(
    /\s+/u,
  ),
);
/** What writes a capture into a file (`netsh trace`): the file is read, and what the command prints says nothing. */
const CAPTURING = new Set(['netsh', 'pktmon']);
/** Words of a shell, and values that stand where a command could. */
const WORDS = new Set(['client', 'done', 'for', 'foreach', 'read']);
const PROGRAM = /^[a-z][a-z\d]*(?:-[a-z]+)*$/u;

const commands = suggested();

test('content suggests commands of every kind', () => {
  expect(commands.length).toBeGreaterThan(800);
  expect(commands.filter(({ windows }) => windows).length).toBeGreaterThan(200);
});

test('the output of each is read, or it is known why not', () => {
  const unknown = commands.flatMap((one) =>
    othersIn(one)
      .filter((name) => PROGRAM.test(name) && !WORDS.has(name))
      .filter((name) => ![READ, RECORDS, LOCAL, CAPTURING, ERRORS].some((known) => known.has(name)))
      .map((name) => `${name}: ${one.where}`),
  );
  expect(unknown).toEqual([]);
});

test('what is excepted is suggested somewhere and not read', () => {
  const used = new Set(commands.flatMap(programsIn));
  expect([...RECORDS, ...LOCAL, ...CAPTURING, ...ERRORS].filter((name) => READ.has(name) || !used.has(name))).toEqual(
    [],
  );
});

/** It asks for no destination: its version, its help, what it holds by itself. */
const NO_DESTINATION =
  /--version|--engine|--help| -h\b|openssl (?:version|x509|ciphers)|flush-caches|resolvectl status|^command -v|getent passwd|\$/u;

const isShowing = ({ command, windows }: Suggested): boolean => {
  const [first] = simpleCommands(command, windows ? 'windows' : 'posix');
  return first !== undefined && showsSettings(first.words);
};

const asking = commands.filter(
  (one) => TESTING.has(programsIn(one)[0] ?? '') && !NO_DESTINATION.test(one.command) && !isShowing(one),
);

test.each([...new Map(asking.map((one) => [one.command, one])).values()])('$command is understood', (one) => {
  const report = diagnose(`${one.windows ? 'PS C:\\> ' : '$ '}${one.command}\n`);
  const [program = ''] = programsIn(one);
  const tools = report.probes.map(({ tool }) => TOOLS.find(({ id }) => id === tool)?.names ?? []).flat();
  // of what prints an object only the failures are read
  expect([...tools, ...report.unread.map(({ tool }) => tool)], one.where).toContain(program);
});

const showing = commands.filter((one) => isShowing(one) && !othersIn(one).some((name) => TESTING.has(name)));

test('content suggests commands that show settings', () => {
  expect(showing.length).toBeGreaterThan(100);
});

test.each([...new Map(showing.map((one) => [one.command, one])).values()])('$command shows settings', (one) => {
  const { unread, endpoints } = diagnose(`${one.windows ? 'PS C:\\> ' : '$ '}${one.command}\n`);
  expect([unread, endpoints], one.where).toEqual([[], []]);
});
