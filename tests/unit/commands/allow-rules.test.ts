import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationsOf, rulesFor, type Device } from '../../../src/commands/allow-rules.ts';
import { loadReference, loadRegions } from '../../../src/knowledge/load-files.ts';
import { bashParsed, bashWords, powershellWords } from '../../support/shells.ts';

const { endpoints, scenarios } = loadReference();
const rows = endpoints.filter(({ cloud }) => cloud === 'public');
const uses = scenarios.map(({ id }) => id);
const everything = destinationsOf(rows, { scenarios: uses, regions: ['jpe', 'jpw'], optional: true });
const GIVEN = { group: 'rg-backup', nsg: 'nsg-app', firewall: 'fw-hub', source: '10.1.0.0/24' };

interface Documented {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly values: Readonly<Record<string, readonly string[]>>;
}
const { commands: DOCUMENTED } = JSON.parse(readFileSync(new URL('az-arguments.json', import.meta.url), 'utf8')) as {
  readonly commands: Readonly<Record<string, Documented>>;
};

/** Arguments of a command with their values. */
function argumentsOf(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let own: string[] = [];
  for (const word of words)
    if (word.startsWith('--')) found.set(word, (own = []));
    else own.push(word);
  return found;
}

/** What the documentation does not know of commands of the Azure CLI. */
function unknownIn(commands: readonly string[]): string[] {
  return bashWords(commands).flatMap(unknownOf);
}

function unknownOf(words: readonly string[]): string[] {
  const at = words.findIndex((word) => word.startsWith('--'));
  const documented = DOCUMENTED[words.slice(0, at).join(' ')];
  if (documented === undefined) return [`no such command: ${words.slice(0, at).join(' ')}`];
  const given = argumentsOf(words.slice(at));
  return [
    ...documented.required.filter((name) => !given.has(name)),
    ...[...given.keys()].filter((name) => ![...documented.required, ...documented.optional].includes(name)),
    ...[...given].flatMap(([name, values]) => (values.length === 0 ? [`${name} has no value`] : [])),
    ...Object.entries(documented.values).flatMap(([name, allowed]) =>
      (given.get(name) ?? []).filter((value) => !allowed.includes(value)),
    ),
  ];
}

describe.each(['nsg', 'azure-firewall'] satisfies Device[])('commands for %s', (device) => {
  test('the documentation knows each argument, for each use alone and for all of them', () => {
    for (const use of [...uses.map((one) => [one]), uses]) {
      const { known } = destinationsOf(rows, { scenarios: use, regions: ['jpe'], optional: true });
      expect(unknownIn(rulesFor(device, known, GIVEN).commands)).toEqual([]);
    }
  });

  test('bash reads each as one command', () => {
    const { commands } = rulesFor(device, everything.known, GIVEN);
    expect(bashParsed(commands)).toHaveLength(commands.length);
  });

  test('each destination is in a command, or is said to be in none', () => {
    const { commands, left } = rulesFor(device, everything.known, GIVEN);
    const words = new Set(bashWords(commands).flat());
    for (const one of everything.known)
      expect([one.pattern, words.has(one.pattern) || words.has(one.tag) || left.includes(one)]).toEqual([
        one.pattern,
        true,
      ]);
  });

  test('what a stranger writes in place of a name never becomes a command', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'x; id',
        '$(id)',
        '`id`',
        "a' --yes '",
        '--ids',
        'a b',
        'x\nid',
        '10.0.0.0/24 --no-wait',
        '|| id',
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (group, name, source) => {
        const { commands } = rulesFor(device, everything.known, { group, nsg: name, firewall: name, source });
        expect(bashWords(commands)).toHaveLength(commands.length);
        expect(unknownIn(commands)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test('rules of one group have priorities of their own, and only the first rule of a collection makes it', () => {
  const of = (command: string, name: string) => argumentsOf(bashWords([command])[0] ?? []).get(name)?.[0];
  const nsg = rulesFor('nsg', everything.known, { ...GIVEN, priority: 300 }).commands;
  const priorities = nsg.map((command) => of(command, '--priority'));
  expect(new Set(priorities).size).toBe(nsg.length);
  expect(priorities[0]).toBe('300');
  expect(new Set(nsg.map((command) => of(command, '--name'))).size).toBe(nsg.length);
  const firewall = rulesFor('azure-firewall', everything.known, GIVEN).commands;
  for (const collection of new Set(firewall.map((command) => of(command, '--collection-name')))) {
    const own = firewall.filter((command) => of(command, '--collection-name') === collection);
    expect(own.map((command) => of(command, '--action'))).toEqual(own.map((_, at) => (at === 0 ? 'Allow' : undefined)));
  }
});

test('PowerShell reads the commands for the firewall of Windows, which names no host', () => {
  const { commands } = rulesFor('windows-firewall', everything.known, {});
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    expect(powershellWords(command)[0]).toBe('New-NetFirewallRule');
    expect(command).not.toMatch(/windowsazure|\*/u);
  }
});

test('a star in the middle of a name stands for the region codes that are wanted', () => {
  const { known } = destinationsOf(rows, { scenarios: ['ilr'], regions: ['jpe', 'jpw'], optional: false });
  const names = known.map(({ pattern }) => pattern);
  for (const code of ['jpe', 'jpw']) expect(names.some((name) => name.startsWith(`pod01-rec2.${code}.`))).toBe(true);
  expect(names.some((name) => name.includes('.*.'))).toBe(false);
  expect(
    destinationsOf(rows, { scenarios: ['ilr'], regions: ['$(id)'], optional: false })
      .known.map(({ pattern }) => pattern)
      .join(' '),
  ).not.toContain('$');
  expect(loadRegions().every(({ code }) => /^[a-z0-9]{2,8}$/u.test(code))).toBe(true);
});

test('a destination that several uses need stands once; it is optional only where it is for all of them', () => {
  const { known, own } = destinationsOf(rows, { scenarios: ['mars', 'sql'], regions: [], optional: true });
  const names = known.map(({ pattern, ports }) => `${pattern} ${ports.join(',')}`);
  expect(new Set(names).size).toBe(names.length);
  expect(own).toEqual([]);
  expect(destinationsOf(rows, { scenarios: ['ilr'], regions: ['jpe'], optional: false }).own).toHaveLength(1);
  expect(
    destinationsOf(rows, { scenarios: ['mars'], regions: [], optional: false }).known.some(({ optional }) => optional),
  ).toBe(false);
});

test('what has no service tag is named as what a network security group cannot hold', () => {
  const { left } = rulesFor('nsg', everything.known, GIVEN);
  expect(left.length).toBeGreaterThan(0);
  expect(left.every(({ tag }) => tag === '')).toBe(true);
});

test('proxies and other firewalls get the list alone', () => {
  expect(rulesFor('proxy', everything.known, GIVEN)).toEqual({ commands: [], left: [] });
});
