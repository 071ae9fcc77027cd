import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rulesFor, type Destination } from '../../../src/commands/allow-rules.ts';
import { EXAMPLE, WAYS } from '../../../src/ui/capture-form/commands.ts';
import { azUses, codeOf, textsOf, type AzUse } from '../../support/az.ts';

interface Reference {
  readonly globals: readonly string[];
  readonly commands: Readonly<Record<string, readonly string[]>>;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const { globals, commands } = JSON.parse(readFileSync(`${ROOT}tests/support/az-commands.json`, 'utf8')) as Reference;

/** What of a use the reference does not know. A group of commands may be named, without arguments. */
function unknown({ words, names }: AzUse): string[] {
  const path = words.join(' ');
  const known = commands[path];
  if (known === undefined) {
    const isGroup = names.length === 0 && Object.keys(commands).some((name) => name.startsWith(`${path} `));
    return isGroup ? [] : [`az ${path}`];
  }
  return names.filter((name) => !known.includes(name) && !globals.includes(name)).map((name) => `az ${path} ${name}`);
}

const unknownIn = (texts: readonly string[]): string[] => texts.flatMap(azUses).flatMap(unknown);

const files = readdirSync(`${ROOT}content`, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:mdx|yaml)$/u.test(name),
);

test('every az command of the articles, pages and diagnoses exists, and so do its arguments', () => {
  const wrong = files.flatMap((name) => {
    const text = readFileSync(`${ROOT}content/${name}`, 'utf8');
    if (!text.includes('az ')) return [];
    return unknownIn(name.endsWith('.mdx') ? codeOf(text) : textsOf(text)).map((what) => `${name}: ${what}`);
  });
  expect(wrong).toEqual([]);
});

const ROWS = { uses: [], optional: false, protocol: 'Tcp' } as const;
const DESTINATIONS: readonly Destination[] = [
  { ...ROWS, pattern: '*.backup.windowsazure.com', tag: 'AzureBackup', ports: ['443'] },
  { ...ROWS, pattern: 'login.microsoftonline.com', tag: '', ports: ['443'] },
  { ...ROWS, pattern: '168.63.129.16', tag: '', ports: ['80', '32526'] },
];

test('so do those of the commands that we make', () => {
  const values = { group: 'rg01', nsg: 'nsg01', firewall: 'fw01', source: '10.1.0.0/24', priority: '200' };
  const made = [
    ...(['nsg', 'azure-firewall'] as const).flatMap((device) => rulesFor(device, DESTINATIONS, values).commands),
    ...WAYS.map(({ commands: made }) => made(EXAMPLE)),
  ];
  const uses = made.flatMap(azUses);
  expect(new Set(uses.map(({ words }) => words.join(' ')))).toEqual(
    new Set([
      'network nsg rule create',
      'network firewall application-rule create',
      'network firewall network-rule create',
      'network watcher packet-capture create',
      'network watcher packet-capture show-status',
      'network watcher packet-capture stop',
    ]),
  );
  expect(uses.flatMap(unknown)).toEqual([]);
});

test.each([
  ['a command that does not exist', 'az backup job lst -g rg01', ['az backup job lst']],
  ['an argument that does not exist', 'az lock list --group rg01 -o table', ['az lock list --group']],
  ['one behind a value in quotes', 'az lock list --query "[?name==\'--x y\']" --groups a', ['az lock list --groups']],
  ['one on a continued line', 'az lock list \\\n  --groups a', ['az lock list --groups']],
  ['one with its value joined', 'az lock list --groups=a', ['az lock list --groups']],
  ['one within a substitution', 'az lock list --resource "$(az vm show --vm x)" -o tsv', ['az vm show --vm']],
  ['another command behind a pipe', 'az lock list -o tsv | sort --unknown', []],
  ['a group that is named', 'az network firewall', []],
  ['a group with arguments', 'az network firewall --name x', ['az network firewall']],
  ['a word that ends in az', 'sudo /usr/bin/az lst; xaz lst', []],
])('%s', (_, text, wrong) => {
  expect(unknownIn([text])).toEqual(wrong);
});

test('code is looked for where a reader copies it, not in the titles of sources', () => {
  const page = '---\ntitle: az nothing here\n---\n\n`az one` and text az two\n\n```bash\naz three --x\n```\n';
  expect(codeOf(page).flatMap(azUses)).toEqual([
    { words: ['three'], names: ['--x'] },
    { words: ['one'], names: [] },
  ]);
  expect(textsOf('steps:\n  - command: az four\n').flatMap(azUses)).toEqual([{ words: ['four'], names: [] }]);
});
