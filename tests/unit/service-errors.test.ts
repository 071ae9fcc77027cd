import { describe, expect, test } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { aloneOnly, MessageSearch } from '../../src/signatures/find-messages.ts';
import { knowledge } from '../support/analyzer.ts';

/** What services write, English and Japanese, as each message is shown by itself. */
const MESSAGES = loadSignatures()
  .filter(({ layer, finding }) => layer === 'service' && finding !== false)
  .flatMap(({ id, examples }) => examples.map((message) => ({ id, message: message.trim() })));
const search = new MessageSearch(aloneOnly(knowledge.signatures));

const isFound = (text: string, id: string): boolean =>
  search.inText(text.split('\n')).some(({ signature }) => signature.id === id);
const alone = MESSAGES.filter(({ id, message }) => isFound(message, id));

/** A JSON string without its quotes. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
/** Broken at the width of a console, also within a word. */
const broken = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? [];
const HEAD =
  '{"status":"Failed","error":{"code":"DeploymentFailed","message":"At least one resource deployment operation failed."';

const NOTATIONS: readonly (readonly [string, (message: string) => string])[] = [
  [
    'ARM',
    (m) => `{\n  "error": {\n    "code": "BadRequest",\n    "message": "${escaped(m)}",\n    "details": []\n  }\n}`,
  ],
  [
    'JSON within JSON',
    (m) =>
      `${HEAD},"details":[{"code":"Conflict","message":"${escaped(JSON.stringify({ error: { code: 'X', message: m } }))}"}]}}`,
  ],
  ['within JSON once more', (m) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ Message: m }) }) })],
  ['az', (m) => `ERROR: (UserErrorX) ${m}\nCode: UserErrorX\nMessage: ${m}`],
  [
    'Windows PowerShell',
    (m) =>
      [
        ...broken(`Backup-AzRecoveryServicesBackupItem : ${m}`, 80),
        'At line:1 char:1',
        '    + FullyQualifiedErrorId : X',
      ].join('\n'),
  ],
  [
    'PowerShell 7',
    (m) =>
      [
        'Backup-AzRecoveryServicesBackupItem:',
        'Line |',
        '   1 |  Backup-AzRecoveryServicesBackupItem',
        '     |  ~~~~~~',
      ]
        .concat(broken(m, 70).map((line) => `     | ${line}`))
        .join('\n'),
  ],
  ['the portal', (m) => `エラー コード\nUserErrorX\nエラー メッセージ\n${m}\n推奨される操作\n再試行してください。`],
  ['a table', (m) => `Failed\t2026/11/30 1:02:03\t${m}\tNone`],
];

test('the messages of services are many, and most are found by themselves', () => {
  expect(alone.length).toBeGreaterThan(500);
  expect(alone.length / MESSAGES.length).toBeGreaterThanOrEqual(0.99);
});

describe('whatever stands around it, the message of a service is found', () => {
  test.each(NOTATIONS)('%s', (_, written) => {
    const missed = alone.filter(({ id, message }) => !isFound(written(message), id)).map(({ id }) => id);
    expect(1 - missed.length / alone.length, missed.join(' ')).toBeGreaterThanOrEqual(0.995);
  });
});

test('a message that begins with a word of one letter is found behind a hundred words', () => {
  const line = `${'"k":"v",'.repeat(100)}"message":"A backup job is already in progress for this file share."`;
  expect(search.inLine(line).map(({ signature }) => signature.id)).toEqual(['afs-parallel-snapshot-request']);
});
