import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const ASK = 'PS C:\\> $r = tnc a.example -Port 443';
const SHOW = 'PS C:\\> $r.TcpTestSucceeded';
const IWR = 'PS C:\\> $r = iwr https://a.example; $r.StatusCode';

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('what a variable holds, shown by a later command', () => {
  test.each<Case>([
    ['stands where it is shown', [ASK, SHOW, 'True'], ['2-3 tnc a.example:443: 3 tnc-succeeded'], [1], []],
    [
      'is shown once',
      [ASK, SHOW, 'True', SHOW, 'True'],
      ['2-3 tnc a.example:443: 3 tnc-succeeded'],
      [1, 4, 5],
      ['4-5 ?'],
    ],
    [
      'keeps what the run wrote',
      [
        ASK,
        'WARNING: TCP connect to (20.1.1.1 : 443) failed',
        'x',
        'PS C:\\> ls',
        'y',
        'PS C:\\> $r',
        'TcpTestSucceeded : False',
      ],
      ['6-7 tnc a.example:443: 2 tnc-warn-tcp, 7 tnc-failed'],
      [4, 5, 1, 2, 3],
      ['4-5 ?'],
    ],
    [
      'of the last run',
      [ASK, 'PS C:\\> $r = tnc b.example -Port 443', SHOW, 'True'],
      ['1-1 tnc a.example:443', '3-4 tnc b.example:443: 4 tnc-succeeded'],
      [2],
      [],
    ],
    [
      'among others',
      ['PS C:\\> $q = tnc b.example -Port 443', ASK, 'PS C:\\> $q.TcpTestSucceeded', 'False', SHOW, 'True'],
      ['3-4 tnc b.example:443: 4 tnc-failed', '5-6 tnc a.example:443: 6 tnc-succeeded'],
      [1, 2],
      [],
    ],
    [
      'is lost when something else is put into it',
      [ASK, 'PS C:\\> $r = Get-Content x', SHOW, 'True'],
      ['1-1 tnc a.example:443'],
      [2, 3, 4],
      ['3-4 ?'],
    ],
    [
      'may be that of an earlier run when the last one failed',
      [
        'PS C:\\> $r = iwr https://a.example',
        'PS C:\\> $r = iwr https://b.example',
        'iwr : Unable to connect to the remote server',
        'PS C:\\> $r.StatusCode',
        '200',
      ],
      ['4-5 iwr a.example:443: 5 iwr-result-ok', '2-3 iwr b.example:443: 3 iwr-connect-failure'],
      [1],
      [],
    ],
    [
      'is nobody’s when the last run hid its failures',
      [
        'PS C:\\> $r = iwr https://a.example',
        'PS C:\\> $r = iwr https://b.example -ea 0',
        'PS C:\\> $r.StatusCode',
        '200',
      ],
      ['1-1 iwr a.example:443', '2-2 iwr b.example:443 (elsewhere)'],
      [3, 4],
      ['3-4 ?'],
    ],
    [
      'is nobody’s when two are shown',
      [ASK, 'PS C:\\> $s = tnc b.example -Port 443', 'PS C:\\> $r; $s', 'TcpTestSucceeded : True'],
      ['1-1 tnc a.example:443', '2-2 tnc b.example:443'],
      [3, 4],
      ['3-4 ?'],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('what a line asks for and shows', () => {
  test.each<Case>([
    ['is its own', [IWR, '200'], ['1-2 iwr a.example:443: 2 iwr-result-ok'], [], []],
    [
      'may be older where it hides failures',
      ['PS C:\\> $r = iwr https://a.example -ea 0; $r.StatusCode', '200'],
      ['1-2 iwr a.example:443: 2 iwr-result-ok (elsewhere)'],
      [],
      [],
    ],
    [
      'may be older where all failures are hidden',
      ['PS C:\\> $ErrorActionPreference = "Ignore"', IWR, '200'],
      ['2-3 iwr a.example:443: 3 iwr-result-ok (elsewhere)'],
      [1],
      [],
    ],
    [
      '… by a line without a prompt',
      ['PS C:\\> ls', '$ErrorActionPreference = "Ignore"', IWR, '200'],
      ['3-4 iwr a.example:443: 4 iwr-result-ok (elsewhere)'],
      [1, 2],
      ['1-2 ?'],
    ],
    [
      '… that is indented',
      ['PS C:\\> ls', '        Set-Variable ErrorActionPreference Ignore', IWR, '200'],
      ['3-4 iwr a.example:443: 4 iwr-result-ok (elsewhere)'],
      [1, 2],
      ['1-2 ?'],
    ],
    [
      'not by one that is indented more',
      ['PS C:\\> ls', '         $ErrorActionPreference = "Ignore"', IWR, '200'],
      ['3-4 iwr a.example:443: 4 iwr-result-ok'],
      [1, 2],
      ['1-2 ?'],
    ],
    [
      'not by prose',
      ['PS C:\\> ls', 'we set $ErrorActionPreference = "Ignore"', IWR, '200'],
      ['3-4 iwr a.example:443: 4 iwr-result-ok'],
      [1, 2],
      ['1-2 ?'],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
