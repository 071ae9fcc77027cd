import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
/** A prompt with which a command fills its line. */
const FOLDER = 'PS C:\\Users\\azureuser\\check> ';

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('a command that a console broke', () => {
  test.each<Case>([
    [
      'within an option',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -I`, 'nformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'behind the hyphen',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -`, 'InformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'behind an option',
      [`${FOLDER}Test-NetConnection a.example -Port 443 -InformationLevel`, ' Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'within the last letters of an option',
      [`${FOLDER}Test-NetConnection a.example -Port 443 -InformationLe`, 'vel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'within a value, an option behind it',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 44`, '3 -InformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'behind a value, an option behind it',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443`, ' -InformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'between two options',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -Verbose`, ' -InformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'not within a value with nothing behind it',
      [`${FOLDER}Test-NetConnection a.example -Port 443 -InformationLevel Qui`, 'et', 'True'],
      ['1-3 tnc a.example:443'],
      [],
      [],
    ],
    [
      'not before a text that is too long',
      [
        `${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -I`,
        `nformationLevel Quiet ${'x'.repeat(80)}`,
        'True',
      ],
      ['1-3 tnc a.example:443'],
      [],
      [],
    ],
    [
      'not before a sentence',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -I`, 'nformationLevel: Quiet', 'True'],
      ['1-3 tnc a.example:443'],
      [],
      [],
    ],
    [
      'not before a line of something else',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 443 -I`, '! nformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:443'],
      [],
      [],
    ],
    [
      'not before an option within a line',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 44`, '! 3 -InformationLevel Quiet', 'True'],
      ['1-3 tnc a.example:44'],
      [],
      [],
    ],
    [
      'not before a short option',
      [`${FOLDER}Test-NetConnection -ComputerName a.example -Port 44`, '3 -I', 'True'],
      ['1-3 tnc a.example:44'],
      [],
      [],
    ],
    [
      'not before an address: it is the answer',
      [`${FOLDER}Resolve-DnsName -Type A -Name contosostor01contosostor01`, '20.1.1.1'],
      ['1-2 resolve-dnsname contosostor01contosostor01'],
      [],
      [],
    ],
    [
      'not before a name with its final dot',
      ['me@vm01:~$ host -t A -W 5 -R 1 -v contosostor01contosostor01contosostor01contoso', 'b.core.windows.net.', 'x'],
      ['1-3 host contosostor01contosostor01contosostor01contoso @vm01'],
      [],
      [],
    ],
    [
      'within an address',
      ['me@vm01:~$ nc -v -z -w 10 -s 10.0.0.4 -q 1 -i 1 -G 10 -H 30 -I 60 -J 5 -vvvv -n 20.1.1', '.12 443', CONNECTED],
      ['1-3 nc 20.1.1.12:443: 3 nc-connected @vm01'],
      [],
      [],
    ],
    [
      'not before numbers, behind a letter',
      ['me@vm01:~$ curl --connect-timeout 10 --max-time 20 --silent https://contosostor01.blo', '12.5 x', CONNECTED],
      ['1-3 curl contosostor01.blo:443 @vm01'],
      [],
      [],
    ],
    [
      'not behind a sign',
      [
        'me@vm01:~$ curl --connect-timeout 10 --max-time 20 --silent https://contosostor01.blo/',
        'b.core.windows.net',
        CONNECTED,
      ],
      ['1-3 curl contosostor01.blo:443 @vm01'],
      [],
      [],
    ],
    [
      'not behind a blank',
      [
        'me@vm01:~$ curl --connect-timeout 10 --max-time 20 --silent https://contosostor01.blo ',
        'b.core.windows.net',
        CONNECTED,
      ],
      ['1-3 curl contosostor01.blo:443 @vm01'],
      [],
      [],
    ],
    [
      'not a line without a prompt',
      [
        'curl --connect-timeout 10 --max-time 20 --silent --verbose https://contosostor01.blo',
        'b.core.windows.net',
        CONNECTED,
      ],
      ['1-3 curl contosostor01.blo:443'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
