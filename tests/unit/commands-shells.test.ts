import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandOf, slotsOf } from '../../src/commands/command.ts';
import { quoted } from '../../src/commands/quote.ts';
import { host as hostOf, path as pathOf, port as portOf } from '../../src/commands/values.ts';
import { loadDiagnoses, loadEvidence } from '../../src/knowledge/load-files.ts';
import { WAYS, EXAMPLE } from '../../src/ui/capture-form/commands.ts';
import { linuxCommands, readNames, windowsCommands } from '../../src/ui/private-endpoint/commands.ts';
import { bashParsed, bashWords, powershellTree, powershellWords } from '../support/shells.ts';

/** What a stranger writes in place of a name. */
const piece = fc.constantFrom(
  ...[
    ';',
    '|',
    '&',
    '&&',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '#',
    '$(id)',
    '`id`',
    '${x}',
    '$x',
    '%PATH%',
    '^',
    '!',
    '*',
    '?',
    '~',
  ],
  ...[
    "'",
    '"',
    '’',
    '‘',
    '“',
    '”',
    '„',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '>>',
    '\\',
    '\\\\evil\\share',
    '--%',
    '@(',
    '@x',
  ],
  ...[
    '-',
    '--',
    '-o',
    '/c',
    ',',
    '=',
    '\u0000',
    '\u001B]0;x\u0007',
    '\u202E',
    '\u2028',
    '\uFEFF',
    'ａ',
    'あ',
    '😀',
    '\uD800',
  ],
  ...[
    'login.microsoft.com',
    'a',
    '-a',
    'x.y',
    '10.0.0.4',
    'fd00::1',
    '::',
    '443',
    '0',
    '.',
    '..',
    'con',
    '1e5',
    '0x10',
    '1kb',
  ],
  ...[
    '$env:x',
    '`n',
    ';id;',
    '| iex',
    '& calc',
    '\nid\n',
    "';id;'",
    '";id;"',
    '$(rm -rf ~)',
    'a b',
    '{host}',
    '{port}',
  ],
);
const name = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.domain() },
  { weight: 1, arbitrary: fc.ipV4() },
  { weight: 1, arbitrary: fc.ipV6() },
);
const names = fc.array(name, { minLength: 40, maxLength: 80 });

const hostIn = (value: string): string => hostOf(value) ?? 'HOST_NAME';
const urlHost = (value: string): string => (hostIn(value).includes(':') ? `[${hostIn(value)}]` : hostIn(value));

describe('for any host a command is one command with the intended words', () => {
  test('in bash', () => {
    fc.assert(
      fc.property(names, (all) => {
        const commands = all.flatMap((host) => [
          commandOf('nc -vz -w 10 {host} {port}', { host, port: host }, 'bash'),
          commandOf('curl -I https://{host}', { host }, 'bash'),
          commandOf('nslookup {host} {server}', { host, server: host }, 'any'),
        ]);
        expect(bashWords(commands)).toEqual(
          all.flatMap((host) => [
            ['nc', '-vz', '-w', '10', hostIn(host), portOf(host) ?? 'PORT_NUMBER'],
            ['curl', '-I', `https://${urlHost(host)}`],
            ['nslookup', hostIn(host), hostOf(host) ?? 'DNS_SERVER'],
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('in PowerShell', () => {
    fc.assert(
      fc.property(name, (host) => {
        expect(
          powershellWords(commandOf('Test-NetConnection {host} -Port {port}', { host, port: host }, 'powershell')),
        ).toEqual(['Test-NetConnection', hostIn(host), '-Port', portOf(host) ?? 'PORT_NUMBER']);
        expect(
          powershellWords(commandOf('Invoke-WebRequest https://{host} -UseBasicParsing', { host }, 'powershell')),
        ).toEqual(['Invoke-WebRequest', `https://${urlHost(host)}`, '-UseBasicParsing']);
        expect(powershellWords(commandOf('nslookup {host}', { host }, 'any'))).toEqual(['nslookup', hostIn(host)]);
      }),
      { numRuns: 1500 },
    );
  });

  test('what stands in place of a name is inert: letters, digits and _ alone', () => {
    const all = [
      'host',
      'address',
      'destination',
      'server',
      'port',
      'proxyhost',
      'proxyport',
      'folder',
      'vm',
      'group',
      'resource',
      'account',
    ];
    for (const slot of all) expect(commandOf(`x {${slot}}`, { [slot]: '$(id)' }, 'bash')).toMatch(/^x \w+$/u);
  });
});

describe('for any path a command is one command with the intended words', () => {
  const inPath = (value: string): string => pathOf(value) ?? 'FOLDER';
  test('in bash', () => {
    fc.assert(
      fc.property(names, (all) => {
        const commands = all.map((folder) => commandOf('tar -cf {folder}/x.tar', { folder }, 'bash'));
        expect(bashWords(commands)).toEqual(all.map((folder) => ['tar', '-cf', `${inPath(folder)}/x.tar`]));
      }),
      { numRuns: 40 },
    );
  });

  test('in PowerShell', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.constantFrom('C:\\My Logs', 'D:\\採取 (1)', '/var/tmp')), (folder) => {
        expect(powershellWords(commandOf('tar -cf {folder}\\x.tar', { folder }, 'powershell'))).toEqual([
          'tar',
          '-cf',
          `${inPath(folder)}\\x.tar`,
        ]);
      }),
      { numRuns: 800 },
    );
  });

  test('any text at all is one word when it is quoted', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 20, maxLength: 40 }), (all) => {
        const plain = all.map((text) => text.replaceAll('\u0000', '').toWellFormed());
        expect(bashWords(plain.map((text) => `x ${quoted(text, 'bash')}`))).toEqual(plain.map((text) => ['x', text]));
      }),
      { numRuns: 40 },
    );
  });
});

/** Every command of the content, by its shell. */
const templates = {
  bash: [...loadDiagnoses().flatMap(({ steps }) => steps.flatMap(({ command, linux }) => [command, linux]))].filter(
    (template) => template !== undefined,
  ),
  powershell: [
    ...loadDiagnoses().flatMap(({ steps }) => steps.flatMap(({ command, windows }) => [command, windows])),
  ].filter((template) => template !== undefined),
};
const SAFE = {
  host: 'safe.example',
  name: 'safe.example',
  server: 'safe.example',
  proxyhost: 'safe.example',
  port: 1,
  proxyport: 1,
};
const hostile = (value: string): Record<string, string> =>
  Object.fromEntries(
    ['host', 'name', 'server', 'proxyhost', 'port', 'proxyport', 'address', 'destination'].map((slot) => [slot, value]),
  );
const INJECTIONS = [
  "x';id;'",
  'x";id;"',
  'x;id',
  '$(id)',
  '`id`',
  'x\nid',
  'x|id',
  'x & id',
  '$x',
  'x)',
  'x}',
  '-x',
  "''",
  '',
];

describe('every command of the content keeps its shape, whatever is filled in', () => {
  const shape = (text: string): string =>
    text.replaceAll(/safe\.example|\b1\b|HOST_NAME|DNS_SERVER|PROXY_HOST|PORT_NUMBER|PROXY_PORT|IP_ADDRESS/gu, '·');

  test('in bash', () => {
    for (const value of INJECTIONS) {
      const safe = bashParsed(templates.bash.map((template) => commandOf(template, SAFE, 'bash')));
      const filled = bashParsed(templates.bash.map((template) => commandOf(template, hostile(value), 'bash')));
      expect(filled.map(shape)).toEqual(safe.map(shape));
    }
  });

  test('in PowerShell', () => {
    for (const template of templates.powershell) {
      if (slotsOf(template).length === 0) continue;
      const [program = ''] = template.split(' ');
      const safe = commandOf(template, hostile('$(id)'), 'powershell');
      for (const value of INJECTIONS) {
        const filled = commandOf(template, hostile(value), 'powershell');
        expect(filled).toBe(safe);
      }
      expect(
        powershellTree(safe)
          .descendantsOfType('command')
          .map((node) => node?.text ?? ''),
      ).not.toContain('id');
      expect(safe.startsWith(program.includes('{') ? '' : program)).toBe(true);
    }
  });

  test('a value that is what it should be reaches the command', () => {
    for (const template of [...templates.bash, ...templates.powershell]) {
      if (!slotsOf(template).some((slot) => slot === 'host' || slot === 'name')) continue;
      expect(commandOf(template, SAFE, 'powershell')).toContain('safe.example');
    }
  });
});

test('no command of the content waits for a word between < and >', () => {
  const own = [
    ...templates.bash,
    ...templates.powershell,
    ...loadEvidence().scenarios.flatMap(({ items }) => items.flatMap(({ commands }) => commands)),
  ];
  expect(own.filter((command) => /<[a-z]\w*>/iu.test(command.replaceAll('<local>', '')))).toEqual([]);
});

describe('the forms', () => {
  test('a capture is written where the reader says, or where the form says, and nothing else happens', () => {
    fc.assert(
      fc.property(name, (typed) => {
        const wish = { ...EXAMPLE, folder: typed, address: typed, resourceGroup: typed, vm: typed, storage: typed };
        for (const { id, commands } of WAYS) {
          const lines = commands(wish).split('\n');
          expect(lines.length).toBe(
            commands({ ...EXAMPLE, address: typed.trim() === '' ? '' : '10.0.0.4' }).split('\n').length,
          );
          if (id === 'linux' || id === 'cli') expect(() => bashParsed(lines)).not.toThrow();
          else for (const line of lines) expect(() => powershellTree(line)).not.toThrow();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('private names lead to one command a line', () => {
    fc.assert(
      fc.property(name, (typed) => {
        const found = readNames(typed);
        const linux = linuxCommands(found);
        const windows = windowsCommands(found);
        if (linux === '') return;
        expect(bashWords(linux.split('\n')).length).toBe(linux.split('\n').length);
        for (const line of windows.split('\n')) powershellWords(line);
      }),
      { numRuns: 200 },
    );
  });
});
