import { describe, expect, test } from 'vitest';
import { outputBefore, promptOf } from '../../../src/session/prompt.ts';

describe('prompts', () => {
  test.each([
    ['[root@vm01 ~]# ls', 'ls', { sure: true, machine: 'vm01', root: true }],
    ['azureuser@vm-linux01:~$ ls', 'ls', { sure: true, machine: 'vm-linux01', root: false }],
    ['(venv) azureuser@vm01 ~> ls', 'ls', { sure: true, machine: 'vm01' }],
    ['2026-11-29 12:08:02 [root@vm01 ~]# ls', 'ls', { sure: true, machine: 'vm01' }],
    ['vm-hana01:~ # ls', 'ls', { sure: true, machine: 'vm-hana01', root: true }],
    ['hn1adm@vm-hana01:/usr/sap> ls', 'ls', { sure: true, machine: 'vm-hana01', root: false }],
    ['$ ls', 'ls', { sure: true, root: false }],
    ['bash-5.1# ls', 'ls', { sure: true, root: true }],
    ['❯ ls', 'ls', { sure: true }],
    ['vm-linux01% ls', 'ls', { sure: false, machine: 'vm-linux01' }],
    ['PS C:\\Users\\First Last> ls', 'ls', { sure: true, shell: 'windows' }],
    ['PS> ls', 'ls', { sure: true }],
    ['[vm01]: PS C:\\work> ls', 'ls', { sure: true, machine: 'vm01' }],
    ['C:\\Program Files>ls', 'ls', { sure: true, shell: 'windows' }],
    ['</Error>[root@vm-linux01 ~]# ls', 'ls', { sure: true, machine: 'vm-linux01' }],
    ['[root@vm01 ~]#', '', { sure: true }],
    ['# ls', 'ls', { sure: false }],
  ])('%s', (line, rest, found) => {
    const prompt = promptOf(line);
    expect(prompt).toMatchObject(found);
    expect(line.slice(prompt?.end)).toBe(rest);
  });

  test.each([
    'HTTP/1.1 200 OK',
    'Server:\t\t168.63.129.16',
    'PS>TerminatingError(Invoke-WebRequest): "x"',
    'ComputerName     : a.example',
    '*  subject: C=US; O=Microsoft Corporation; CN=a@b.example',
    '0 packets received, 100% packet loss, time 2ms'.slice(3),
    'Address: 10.0.0.1#53',
  ])('none in: %s', (line) => {
    expect(promptOf(line)?.sure ?? false).toBe(false);
  });
});

const X = 'x'.repeat(64);

describe('what a prompt tells, and where it ends', () => {
  test.each<[string, object | null]>([
    // Windows
    ['PS C:\\> x', { end: 8, sure: true, shell: 'windows' }],
    ['PS C:\\>', { end: 7, sure: true, shell: 'windows' }],
    ['PS ~> x', { end: 6, sure: true, shell: 'windows' }],
    ['PS /home/me> x', { end: 13, sure: true, shell: 'windows' }],
    ['PS \\\\srv\\a> x', { end: 12, sure: true, shell: 'windows' }],
    ['PS> x', { end: 4, sure: true, shell: 'windows' }],
    ['(venv) PS C:\\> x', { end: 15, sure: true, shell: 'windows' }],
    [`PS C:\\${'a'.repeat(258)}> x`, { end: 266, sure: true, shell: 'windows' }],
    ['PS C:\\>x', null],
    ['PS 1> x', null],
    ['(a b) PS C:\\> x', { end: 14, sure: false, shell: 'posix' }],
    ['xPS C:\\> x', { end: 9, sure: false, shell: 'posix' }],
    ['C:\\>x', { end: 4, sure: true, shell: 'windows' }],
    ['d:\\a b>x', { end: 7, sure: true, shell: 'windows' }],
    ['C:\\"a">x', null],
    ['C:\\a|b>x', null],
    ['C:/>x', null],
    ['1:\\>x', null],
    ['[vm01.Local]: PS C:\\> x', { end: 22, sure: true, shell: 'windows', machine: 'vm01.local' }],
    ['[vm01]: C:\\>x', { end: 12, sure: true, shell: 'windows', machine: 'vm01' }],
    ['x [vm01]: PS C:\\> x', { end: 18, sure: false, shell: 'posix' }],
    // decorated
    ['❯ x', { end: 2, sure: true, shell: 'posix' }],
    ['➜  x', { end: 3, sure: true, shell: 'posix' }],
    ['λ x', { end: 2, sure: true, shell: 'posix' }],
    ['» x', { end: 2, sure: true, shell: 'posix' }],
    ['❱ x', { end: 2, sure: true, shell: 'posix' }],
    ['▶ x', { end: 2, sure: true, shell: 'posix' }],
    ['❯x', null],
    ['x ❯ x', null],
    ['❯  x', { end: 3, sure: true, shell: 'posix' }],
    // oh-my-zsh
    ['➜  ~ x', { end: 5, sure: true, shell: 'posix' }],
    ['➜ ~ x', { end: 4, sure: true, shell: 'posix' }],
    ['➜  work git:(main) ✗ x', { end: 21, sure: true, shell: 'posix' }],
    ['➜  work git:(main) x', { end: 19, sure: true, shell: 'posix' }],
    ['➜  a/b.c-d ✗ x', { end: 13, sure: true, shell: 'posix' }],
    ['➜  work ', { end: 8, sure: true, shell: 'posix' }],
    ['➜  work  x', { end: 3, sure: true, shell: 'posix' }],
    ['➜  a(b) x', { end: 3, sure: true, shell: 'posix' }],
    ['x ➜  ~ x', null],
    // brackets with the command right behind them
    ['[root@vm01 ~]#ls', { end: 14, sure: true, shell: 'posix', machine: 'vm01', root: true }],
    ['[a.b-c@d.e-f /tmp]$ls', { end: 19, sure: true, shell: 'posix', machine: 'd.e-f', root: false }],
    ['        [me@vm01 ~]$ls', { end: 20, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['         [me@vm01 ~]$ls', null],
    ['x [me@vm01 ~]$ls', null],
    ['[me@vm01]$ls', null],
    ['[me@ ~]$ls', null],
    ['[@vm01 ~]$ls', null],
    ['[m e@vm01 ~]$ls', null],
    ['[me@vm 01 [~]]$ls', null],
    [`[me@vm01 ${'z'.repeat(80)}]$ls`, { end: 91, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    [`[me@vm01 ${'z'.repeat(81)}]$ls`, null],
    ['[me@vm01 ~]x$ls', null],
    // a sign alone
    ['$ x', { end: 2, sure: true, shell: 'posix', root: false }],
    ['  $ x', { end: 4, sure: true, shell: 'posix', root: false }],
    ['$', { end: 2, sure: true, shell: 'posix', root: false }],
    ['# x', { end: 2, sure: false, shell: 'posix', root: true }],
    ['> x', { end: 2, sure: false, shell: 'posix' }],
    ['% x', { end: 2, sure: false, shell: 'posix' }],
    ['$x', null],
    ['& x', null],
    ['', null],
    // user and machine
    ['Root@VM01:~# x', { end: 13, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['root@vm01:~# x', { end: 13, sure: true, shell: 'posix', machine: 'vm01', root: true }],
    ['me@vm01:~$ x', { end: 11, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['me@vm01 # x', { end: 10, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['(me@vm01) # x', { end: 12, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['1 2 3 4 5 me@vm01 $ x', { end: 20, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['1 2 3 4 5 6 me@vm01 $ x', null],
    ['x/me@vm01 $ x', null],
    [`me@${'a'.repeat(64)}$ x`, { end: 69, sure: true, shell: 'posix', machine: 'a'.repeat(64), root: false }],
    // a machine and a folder
    ['vm-hana:/tmp # x', { end: 15, sure: true, shell: 'posix', machine: 'vm-hana', root: true }],
    ['VM:~> x', { end: 6, sure: true, shell: 'posix', machine: 'vm' }],
    ['vm:~ $ x', { end: 7, sure: true, shell: 'posix', machine: 'vm', root: false }],
    ['vm:tmp # x', null],
    ['vm:/tmp  # x', null],
    // a shell
    ...['sh', 'bash', 'zsh', 'ksh', 'dash'].map((name): [string, object] => [
      `${name}-5.1# x`,
      { end: name.length + 6, sure: true, shell: 'posix', root: true },
    ]),
    ['bash$ x', { end: 6, sure: true, shell: 'posix', root: false }],
    ['fish$ x', { end: 6, sure: false, shell: 'posix', machine: 'fish' }],
    // forms that prose has too
    ['[x]# y', { end: 5, sure: false, shell: 'posix' }],
    ['a [b] # y', { end: 8, sure: false, shell: 'posix' }],
    ['b] # y', null],
    ['(x)# y', { end: 5, sure: false, shell: 'posix' }],
    ['a b ~ # y', { end: 8, sure: false, shell: 'posix' }],
    ['a b\\ # y', { end: 7, sure: false, shell: 'posix' }],
    ['VM01% y', { end: 6, sure: false, shell: 'posix', machine: 'vm01' }],
    ['1vm% y', null],
    ['vm % y', null],
    [`${X}% y`, { end: 66, sure: false, shell: 'posix', machine: X }],
    [`${X}x% y`, null],
    // the first sign need not be that of the prompt
    ['[me@vm01 #1]$ x', { end: 14, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['a b # me@vm01 $ x', { end: 16, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    [`${' '.repeat(158)}$ x`, { end: 160, sure: true, shell: 'posix', root: false }],
    [`${' '.repeat(159)}$ x`, { end: 161, sure: true, shell: 'posix', root: false }],
    [`${' '.repeat(160)}$ x`, null],
    // behind output without a line end
    ['</Error>[root@VM01 ~]# x', { end: 23, sure: true, shell: 'posix', machine: 'vm01', root: true }],
    ['</Error>[me@vm01 /tmp]$ x', { end: 24, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['</Error>[me@vm01 ~]$', { end: 21, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    ['</Error>{me@vm01 ~]# x', null],
    // … of many words, or long
    ['1 2 3 4 5 6 7</Error>[root@VM01 ~]# x', { end: 36, sure: true, shell: 'posix', machine: 'vm01', root: true }],
    ['1 2 3 4 5 6 7</Error>[Root@vm01 /tmp]$ x', { end: 39, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    [`${'y'.repeat(200)}[me@vm01 ~]# x`, { end: 213, sure: true, shell: 'posix', machine: 'vm01', root: false }],
    [
      `${'y'.repeat(200)}[a.b-c@d.e-f ${'z'.repeat(80)}]$ x`,
      { end: 296, sure: true, shell: 'posix', machine: 'd.e-f', root: false },
    ],
    [`${'y'.repeat(200)}[me@vm01 ${'z'.repeat(81)}]$ x`, null],
    [`${'y'.repeat(200)}[me@vm01 [z]]$ x`, null],
    [`${'y'.repeat(200)}[me@vm01 z]% x`, null],
    [`${'y'.repeat(200)}[me@vm01]# x`, null],
    [`${'y'.repeat(200)}[m e@vm01 ~]# x`, null],
    // what only holds a prompt
    ['x❯ y', null],
    ['x C:\\>y', null],
    ['x vm:/tmp # y', null],
    ['xbash-5.1x# y', { end: 12, sure: false, shell: 'posix', machine: 'xbash-5.1x' }],
    ['bash-5.1x y # z', null],
  ])('%s', (line, prompt) => {
    expect(promptOf(line)).toEqual(prompt);
  });
});

test.each([
  ['</Error>[root@vm-linux01 ~]# ls', '</Error>'],
  ['200[root@vm-linux01 ~]$ ls', '200'],
  ['[root@vm-linux01 ~]# ls', ''],
  ['a line without a prompt', ''],
])('before the prompt of %s stands %j', (line, output) => {
  expect(outputBefore(line)).toBe(output);
});
