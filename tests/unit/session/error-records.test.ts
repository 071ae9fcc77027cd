import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const NO_CONNECTION = 'Unable to connect to the remote server';
const NO_NAME = "The remote name could not be resolved: 'a.example'";

/** An error record of Windows PowerShell with the command that it quotes. */
const record = (message: string, command: string) => [
  `iwr : ${message}`,
  'At line:1 char:1',
  `+ ${command}`,
  `+ ${'~'.repeat(command.length)}`,
  '    + CategoryInfo          : InvalidOperation: (:) [Invoke-WebRequest], WebException',
];

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('error records one below the other', () => {
  test.each<Case>([
    [
      'each quotes its command',
      [...record(NO_CONNECTION, 'iwr https://a.example'), ...record(NO_CONNECTION, 'iwr https://b.example')],
      ['1-5 iwr a.example:443: 1 iwr-connect-failure', '6-10 iwr b.example:443: 6 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'one that names no host, among others',
      [...record(NO_CONNECTION, 'iwr https://a.example'), ...record(NO_CONNECTION, 'iwr $u'), 'x'],
      ['1-5 iwr a.example:443: 1 iwr-connect-failure'],
      [6, 7, 8, 9, 10, 11],
      [],
    ],
    [
      'one that names no host, before others',
      [...record(NO_CONNECTION, 'iwr $u'), ...record(NO_CONNECTION, 'iwr https://a.example')],
      ['6-10 iwr a.example:443: 6 iwr-connect-failure'],
      [1, 2, 3, 4, 5],
      [],
    ],
    ['alone it is kept', [...record(NO_CONNECTION, 'iwr $u')], ['1-5 iwr ?: 1 iwr-connect-failure'], [], []],
    [
      'so are two that name none',
      [...record(NO_CONNECTION, 'iwr $u'), ...record(NO_CONNECTION, 'iwr $u')],
      ['1-5 iwr ?: 1 iwr-connect-failure', '6-10 iwr ?: 6 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'a message that names its host',
      [...record(NO_NAME, 'iwr $u'), ...record(NO_CONNECTION, 'iwr $u')],
      ['1-5 iwr ?: 1 iwr-name-resolution'],
      [6, 7, 8, 9, 10],
      [],
    ],
    [
      'an answer that names none',
      [
        ...record('The remote server returned an error: (404) Not Found.', 'iwr $u'),
        ...record(NO_CONNECTION, 'iwr https://a.example'),
      ],
      ['1-5 iwr ?: 1 iwr-404', '6-10 iwr a.example:443: 6 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'messages alone, with their commands below',
      [
        NO_CONNECTION,
        'At line:1 char:1',
        '+ iwr https://a.example',
        '+ ~~~~~',
        NO_CONNECTION,
        'At line:1 char:1',
        '+ iwr https://b.example',
        '+     ~~~~~',
      ],
      ['1-4 iwr a.example:443: 1 iwr-connect-failure', '5-8 iwr b.example:443: 5 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'without the wavy line they are of one',
      [
        NO_CONNECTION,
        'At line:1 char:1',
        '+ iwr https://a.example',
        '+ ~~~~~',
        NO_CONNECTION,
        'At line:1 char:1',
        '+ iwr https://b.example',
        'x + ~~~~~',
      ],
      ['1-8 iwr a.example:443: 1 iwr-connect-failure, 5 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'without the sign they are of one',
      [
        NO_CONNECTION,
        'At line:1 char:1',
        '+ iwr https://a.example',
        '+ ~~~~~',
        NO_CONNECTION,
        'At line:1 char:1',
        'x + iwr https://b.example',
        '+     ~~~~~',
      ],
      ['1-8 iwr a.example:443: 1 iwr-connect-failure, 5 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'of one command they are its own',
      [
        'PS C:\\> iwr https://a.example',
        ...record(NO_CONNECTION, 'iwr https://a.example'),
        ...record(NO_CONNECTION, 'iwr https://a.example'),
      ],
      ['1-11 iwr a.example:443: 2 iwr-connect-failure, 7 iwr-connect-failure'],
      [],
      [],
    ],
    [
      'the name of the cmdlet, in any letters',
      [
        'Invoke-WebRequest   : Unable to connect to the remote server',
        '+ iwr https://a.example',
        'INVOKE-WEBREQUEST: Unable to connect to the remote server',
        '+ iwr https://b.example',
      ],
      ['1-2 iwr a.example:443: 1 iwr-connect-failure', '3-4 iwr b.example:443: 3 iwr-connect-failure'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

test('records of PowerShell 7, whose heads name the script', () => {
  const record7 = (host: string, line: number) => [
    `iwr : C:\\check.ps1:${line}`,
    'Line |',
    `   ${line} |  iwr https://${host}`,
    '     |  ~~~~',
    `     | No such host is known. (${host}:443)`,
  ];
  expect(ownersIn(...record7('a.example', 3), ...record7('b.example', 4), ': x')).toEqual({
    runs: ['5-5 iwr ?: 5 ps7-nohost', '6-11 iwr b.example:443: 10 ps7-nohost'],
    others: [1, 2, 3, 4],
    unread: [],
  });
  const short = [
    'iwr: No such host is known. (a.example:443)',
    'IWR: C:\\check.ps1:4',
    '   4 |  iwr https://b.example',
  ];
  expect(ownersIn(...short).runs).toEqual(['1-1 iwr ?: 1 ps7-nohost', '2-3 iwr b.example:443']);
});

describe('the command that a record quotes', () => {
  test.each<Case>([
    [
      'names another host than the message',
      [...record(NO_NAME, 'iwr https://b.example')],
      ['1-5 iwr ?: 1 iwr-name-resolution'],
      [],
      [],
    ],
    [
      'names the host of the message',
      [...record(NO_NAME, 'iwr https://a.example')],
      ['1-5 iwr a.example:443: 1 iwr-name-resolution'],
      [],
      [],
    ],
    [
      'is cut within the name',
      [
        'PS C:\\> nslookup pod01.a.example',
        'PS C:\\> .\\check.ps1',
        ...record(NO_CONNECTION, 'Invoke-WebRequest https://pod01.a ...'),
      ],
      ['1-1 nslookup pod01.a.example', '3-7 iwr pod01.a.example:443: 3 iwr-connect-failure'],
      [2],
      [],
    ],
    [
      'is cut within a name that fits two',
      [
        'PS C:\\> nslookup pod01.a.example',
        'PS C:\\> nslookup pod01.a.test',
        'PS C:\\> .\\check.ps1',
        ...record(NO_CONNECTION, 'Invoke-WebRequest https://pod01.a ...'),
      ],
      ['1-1 nslookup pod01.a.example', '2-2 nslookup pod01.a.test'],
      [3, 4, 5, 6, 7, 8],
      ['3-8 ?'],
    ],
    [
      'is cut within a name that fits none',
      [
        'PS C:\\> nslookup pod02.a.example',
        'PS C:\\> .\\check.ps1',
        ...record(NO_CONNECTION, 'Invoke-WebRequest https://pod01.a ...'),
      ],
      ['1-1 nslookup pod02.a.example'],
      [2, 3, 4, 5, 6, 7],
      ['2-7 ?'],
    ],
    [
      'is cut within a name that another one ends with',
      [
        'PS C:\\> nslookup x.pod01.a',
        'PS C:\\> .\\check.ps1',
        ...record(NO_CONNECTION, 'Invoke-WebRequest https://pod01.a…'),
      ],
      ['1-1 nslookup x.pod01.a'],
      [2, 3, 4, 5, 6, 7],
      ['2-7 ?'],
    ],
    [
      'is cut behind the name',
      ['PS C:\\> .\\check.ps1', ...record(NO_CONNECTION, 'Invoke-WebRequest https://a.example/ -UseBas ...')],
      ['2-6 iwr a.example:443: 2 iwr-connect-failure'],
      [1],
      [],
    ],
    [
      'is cut before it',
      ['PS C:\\> .\\check.ps1', ...record(NO_CONNECTION, '...     Invoke-WebRequest https://a.example/')],
      ['2-6 iwr a.example:443: 2 iwr-connect-failure'],
      [1],
      [],
    ],
    [
      'is cut before it, with one sign',
      ['PS C:\\> .\\check.ps1', ...record(NO_CONNECTION, '…Invoke-WebRequest https://a.example/')],
      ['2-6 iwr a.example:443: 2 iwr-connect-failure'],
      [1],
      [],
    ],
    [
      'has dots in the middle',
      ['PS C:\\> .\\check.ps1', ...record(NO_CONNECTION, 'Invoke-WebRequest https://a.example/...x')],
      ['2-6 iwr a.example:443: 2 iwr-connect-failure'],
      [1],
      [],
    ],
    [
      'is of another tool',
      ['curl : Unable to connect to the remote server', 'At line:1 char:1', '+ curl https://a.example', '+ ~~~~'],
      ['1-4 iwr ?: 1 iwr-connect-failure'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
