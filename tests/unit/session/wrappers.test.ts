import { describe, expect, test } from 'vitest';
import { isWrapper, peel } from '../../../src/session/wrappers.ts';

const peeled = (line: string) => {
  const { rest, variables } = peel(line.split(' '));
  return [rest.join(' '), Object.fromEntries(variables)];
};

describe('what only runs a command is taken off', () => {
  test.each([
    // options with a value
    ...['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R'].map((option) => `sudo ${option} x`),
    ...['--user', '--group', '--host', '--prompt', '--chdir'].map((option) => `sudo ${option} x`),
    'doas -u x',
    'doas -C x',
    ...['-u', '-C', '--unset', '--chdir'].map((option) => `env ${option} x`),
    ...['-k', '-s', '--kill-after', '--signal'].map((option) => `timeout ${option} x 10`),
    ...['-f', '-o', '--format', '--output'].map((option) => `time ${option} x`),
    'exec -a x',
    ...['-i', '-o', '-e', '--input', '--output', '--error'].map((option) => `stdbuf ${option} x`),
    ...['-n', '--adjustment'].map((option) => `nice ${option} 5`),
    ...['-c', '-n', '--class', '--classdata'].map((option) => `ionice ${option} 2`),
    ...['-n', '--interval'].map((option) => `watch ${option} 5`),
    ...[
      ...[
        '-e',
        '-u',
        '-w',
        '-v',
        '-p',
        '-l',
        '-h',
        '-m',
        '--env',
        '--user',
        '--workdir',
        '--detach-keys',
        '--env-file',
      ],
      ...['--name', '--network', '--net', '--volume', '--mount', '--publish', '--dns', '--add-host', '--hostname'],
      ...['--memory', '--cpus', '--entrypoint', '--platform', '--pull'],
    ].map((option) => `docker run ${option} x alpine`),
    ...'abeEIoOpPsSuX'.split('').map((letter) => `strace -${letter} x`),
    ...'nIPLdsaE'.split('').map((letter) => `xargs -${letter} x`),
    ...['--max-args', '--max-procs', '--max-lines', '--delimiter'].map((option) => `xargs ${option} x`),
    // options without one
    'sudo -E',
    'sudo --user=x',
    'time -p',
    'stdbuf -oL',
    'watch -d',
    'nohup',
    'command',
    'busybox',
    'setsid -w',
    'winpty',
    'env -i',
    // words that are no options
    'timeout 10',
    'timeout 5s',
    // several, one inside the other
    'sudo -n timeout -s KILL 10 nice -n 5 nohup',
    'sudo --',
    'sudo -u x --',
    '/usr/bin/sudo',
    'SUDO',
    '+',
    '++++++++',
  ])('%s', (line) => {
    expect(peeled(`${line} tool -u x --`)).toEqual(['tool -u x --', {}]);
  });

  test.each<[string, string, object]>([
    ['A=b tool', 'tool', { a: 'b' }],
    ['HTTPS_PROXY=http://p:8080 x_1= tool A=c', 'tool A=c', { https_proxy: 'http://p:8080', x_1: '' }],
    ['sudo env A=b tool', 'tool', { a: 'b' }],
    ['A=b=c tool', 'tool', { a: 'b=c' }],
    ['A=b A=c tool', 'tool', { a: 'c' }],
    ['$r = tool x', 'tool x', {}],
    ['$env:x = tool x', 'tool x', {}],
    ['tool sudo x', 'tool sudo x', {}],
    ['$r tool', '$r tool', {}],
    ['$r + tool', '$r + tool', {}],
    ['1A=b tool', '1A=b tool', {}],
    ['+++++++++ tool', '+++++++++ tool', {}],
    ['+x tool', '+x tool', {}],
    ['sudoers tool', 'sudoers tool', {}],
    ['sudo', '', {}],
    ['timeout', '', {}],
    ['sudo -u', '', {}],
    ['sudo -- -x', '-x', {}],
    ['timeout 10 -x', '-x', {}],
    ['$r.x = tool', '$r.x = tool', {}],
    ['', '', {}],
  ])('%s', (line, rest, variables) => {
    expect(peeled(line)).toEqual([rest, variables]);
  });
});

describe('a word with which a command may begin', () => {
  test.each([
    'sudo',
    'doas',
    'env',
    'timeout',
    'time',
    'nohup',
    'command',
    'exec',
    'setsid',
    'winpty',
    'stdbuf',
    'nice',
    'ionice',
    'watch',
    'busybox',
    'strace',
    'chroot',
    'su',
    'runuser',
    'ip',
    'xargs',
    'ssh',
    'kubectl',
    'oc',
    'docker',
    'podman',
    'nerdctl',
    'az',
    'ansible',
    '+',
    '$r',
    'A=b',
    '_x=',
  ])('%s', (word) => {
    expect(isWrapper(word)).toBe(true);
  });

  test.each(['', 'tool', 'Sudo', '-u', '$', 'a b', '=b', '+x', 'x$r', 'a-b=c'])('not %j', (word) => {
    expect(isWrapper(word)).toBe(false);
  });
});

test.each<[string, boolean]>([
  ['tool', false],
  ['A=b tool', false],
  ['$r = tool', false],
  ['+ tool', false],
  ['/usr/bin/sudo A=b tool', true],
  ['A=b sudo tool', true],
  ['kubectl exec pod -- tool', true],
  ['kubectl get pods', false],
  ['ssh vm01 tool', true],
])('%s is run by a program: %s', (line, byProgram) => {
  expect(peel(line.split(' ')).byProgram).toBe(byProgram);
});

describe('what runs elsewhere, or in another shell', () => {
  test.each<[string, string]>([
    ['kubectl exec -it pod -c main -- tool -x', 'tool -x'],
    ['kubectl -n kube-system exec pod -- tool', 'tool'],
    ['oc exec pod -- tool', 'tool'],
    ['docker exec -e A=b -it web tool -x', 'tool -x'],
    ['docker compose exec web tool', 'tool'],
    ['docker run --rm --network host img/tool:1.2 -x y', 'tool -x y'],
    ['docker run --rm alpine tool -x', 'tool -x'],
    ['docker run img/tool https://a.example', 'tool https://a.example'],
    ['ip netns exec blue tool', 'tool'],
    ['chroot /mnt tool', 'tool'],
    ['strace -f -e trace=network -o x tool', 'tool'],
    ['runuser -u me -- tool', 'tool'],
    ['xargs -n 1 -I {} tool {}', 'tool {}'],
    ['kubectl run x --image=alpine -it -- tool -x', 'tool -x'],
    ['kubectl debug pod --image=alpine -- tool -x', 'tool -x'],
    ['runuser -x me -- tool -x', 'tool -x'],
    ...'ugGs'.split('').map((letter): [string, string] => [`runuser -${letter} x tool -y`, 'tool -y']),
    ['podman exec web tool', 'tool'],
    ['nerdctl exec web tool', 'tool'],
    ['docker run alpine tool-x y', 'tool-x y'],
    ['docker run --rm registry.example:5000/img/tool:1.2 -x', 'tool -x'],
    ['docker exec', ''],
    ['docker 2 3 4 5 6 exec web tool', 'tool'],
    ['docker 2 3 4 5 6 7 exec web tool', 'docker 2 3 4 5 6 7 exec web tool'],
  ])('%s', (line, rest) => {
    expect(peeled(line)[0]).toBe(rest);
  });

  test.each<[readonly string[], string]>([
    [['ssh', '-p', '22', 'vm01', 'tool', 'x'], 'tool x'],
    [['ssh', 'vm01', 'tool x'], 'tool x'],
    ...'bBcDEeFIiJLlmOopQRSWw'
      .split('')
      .map((letter): [readonly string[], string] => [['ssh', `-${letter}`, 'y', 'vm01', 'tool', 'x'], 'tool x']),
    [['ssh', '-t', '-4', 'vm01', 'tool', 'x'], 'tool x'],
    [['ssh', 'vm01'], ''],
    [['ansible', 'all', '--args', 'tool x'], 'tool x'],
    [['su', 'me', '--command', 'tool x'], 'tool x'],
    [['su', '-c'], ''],
    [['runuser', '--command', 'tool x', 'me'], 'tool x'],
    [['az', 'vm', 'run-command', 'invoke', '--scripts', 'tool x', 'tool y'], 'tool x\ntool y'],
    [['az', 'vm', '--scripts', 'y', 'run-command', 'invoke', '--scripts', 'tool x'], 'tool x'],
    [['ansible', 'all', '-m', 'shell', '-a', 'tool x'], 'tool x'],
    [
      ['az', 'vm', 'run-command', 'invoke', '-g', 'x', '--scripts', 'tool x', 'tool y', '--output', 'json'],
      'tool x\ntool y',
    ],
    [['su', '-', 'me', '-c', 'tool x'], 'tool x'],
    [['sudo', 'runuser', '-c', 'tool x', 'me'], 'tool x'],
  ])('%j is read once more', (words, script) => {
    expect(peel(words).script).toBe(script);
  });

  test.each([
    'kubectl get pods',
    'kubectl exec pod tool',
    'docker ps',
    'ip route get 1.2.3.4',
    'az vm list',
    'ansible all -m ping',
    'su - me',
  ])('%s runs no command of the line', (line) => {
    expect(peeled(line)[0]).toBe(line);
  });
});
