/** What is left of a command behind the programs that only run it, and the variables that they set for it. */
export interface Peeled {
  readonly rest: readonly string[];
  /** By their name in lower case. */
  readonly variables: ReadonlyMap<string, string>;
  /** What a shell is given to run as one text (`ssh vm01 "…"`, `ansible -a "…"`); `rest` is empty then. */
  readonly script: string | null;
  /** A program runs it: then it is one too, and no cmdlet under the same name. */
  readonly byProgram: boolean;
}

/** How a program names the command that it runs. */
interface Wrapper {
  /** Options of its own that take the next word. */
  readonly values?: readonly string[];
  /** Words of its own before the command. */
  readonly words?: number;
  /** It runs a command only with one of these words: `docker exec`. */
  readonly verbs?: readonly string[];
  /** Options behind which the command stands as a text. */
  readonly script?: readonly string[];
  /** Behind it stand several texts, one for each line. */
  readonly several?: boolean;
  /** Without such an option it runs no command of the line. */
  readonly onlyScript?: boolean;
  /** The command stands behind `--`. */
  readonly behindDashes?: boolean;
  /** A shell reads the rest once more. */
  readonly joined?: boolean;
  /** Its last own word is an image, whose program runs where no other is named. */
  readonly image?: boolean;
}

const CONTAINER: Wrapper = {
  values: [
    ...['-e', '-u', '-w', '-v', '-p', '-l', '-h', '-m', '--env', '--user', '--workdir', '--detach-keys', '--env-file'],
    ...['--name', '--network', '--net', '--volume', '--mount', '--publish', '--dns', '--add-host', '--hostname'],
    ...['--memory', '--cpus', '--entrypoint', '--platform', '--pull'],
  ],
  words: 1,
  verbs: ['exec', 'run'],
  image: true,
};
const KUBERNETES: Wrapper = { verbs: ['exec', 'run', 'debug'], behindDashes: true };
const ANSIBLE: Wrapper = { script: ['-a', '--args'], onlyScript: true };

/** Programs that run the command behind them. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries<Wrapper>({
    sudo: {
      values: [
        ...['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R'],
        ...['--user', '--group', '--host', '--prompt', '--chdir'],
      ],
    },
    doas: { values: ['-u', '-C'] },
    env: { values: ['-u', '-C', '--unset', '--chdir'] },
    timeout: { values: ['-k', '-s', '--kill-after', '--signal'], words: 1 },
    time: { values: ['-f', '-o', '--format', '--output'] },
    nohup: {},
    command: {},
    busybox: {},
    exec: { values: ['-a'] },
    setsid: {},
    winpty: {},
    stdbuf: { values: ['-i', '-o', '-e', '--input', '--output', '--error'] },
    nice: { values: ['-n', '--adjustment'] },
    ionice: { values: ['-c', '-n', '--class', '--classdata'] },
    watch: { values: ['-n', '--interval'] },
    strace: { values: ['-a', '-b', '-e', '-E', '-I', '-o', '-O', '-p', '-P', '-s', '-S', '-u', '-X'] },
    chroot: { words: 1 },
    su: { script: ['-c', '--command'], onlyScript: true },
    runuser: { values: ['-u', '-g', '-G', '-s'], script: ['-c', '--command'], behindDashes: true },
    ip: { verbs: ['exec'], words: 1 },
    xargs: {
      values: [
        '-n',
        '-I',
        '-P',
        '-L',
        '-d',
        '-s',
        '-a',
        '-E',
        '--max-args',
        '--max-procs',
        '--max-lines',
        '--delimiter',
      ],
    },
    ssh: {
      values: [
        ...['-b', '-B', '-c', '-D', '-E', '-e', '-F', '-I', '-i', '-J', '-L', '-l', '-m', '-O', '-o', '-p', '-Q', '-R'],
        ...['-S', '-W', '-w'],
      ],
      words: 1,
      joined: true,
    },
    kubectl: KUBERNETES,
    oc: KUBERNETES,
    docker: CONTAINER,
    podman: CONTAINER,
    nerdctl: CONTAINER,
    az: { verbs: ['run-command'], script: ['--scripts'], several: true, onlyScript: true },
    ansible: ANSIBLE,
  }),
);

/** Words among which a verb stands: `docker compose exec`, `kubectl -n x exec`, `az vm run-command`. */
const MOST_VERBS = 6;

const ASSIGNMENT = /^([A-Za-z_]\w{0,63})=/u;
/** `$r = Invoke-WebRequest …` of PowerShell. */
const VARIABLE = /^\$[\w:]{1,64}$/u;
/** How `bash -x` shows a command: one `+` for each level. */
const TRACE = /^\+{1,8}$/u;

/** The program that hands a file system on to the helper of its type. */
const MOUNT = 'mount';

/** A word with which a command may begin without being its tool. */
export function isWrapper(word: string): boolean {
  return WRAPPERS.has(word) || word === MOUNT || TRACE.test(word) || VARIABLE.test(word) || ASSIGNMENT.test(word);
}

/** Takes off what only runs a command: `sudo -u x`, `timeout 10`, `env A=b`, `A=b`, `ssh vm01`, `docker exec web` … */
export function peel(words: readonly string[]): Peeled {
  const variables = new Map<string, string>();
  let rest = words;
  let byProgram = false;
  for (let own = step(rest, variables); own !== null; own = step(rest, variables)) {
    if (typeof own === 'string') return { rest: [], variables, script: own, byProgram: true };
    byProgram ||= WRAPPERS.has(baseName(rest[0] ?? ''));
    rest = own;
  }
  return { rest, variables, script: null, byProgram };
}

/** The words behind one wrapper or variable, or the text that it gives to a shell; null where there is none. */
function step(words: readonly string[], variables: Map<string, string>): readonly string[] | string | null {
  const [first, second] = words;
  if (first === undefined) return null;
  const assigned = ASSIGNMENT.exec(first);
  if (assigned?.[1] !== undefined) {
    variables.set(assigned[1].toLowerCase(), first.slice(assigned[0].length));
    return words.slice(1);
  }
  if (TRACE.test(first)) return words.slice(1);
  if (VARIABLE.test(first) && second === '=') return words.slice(2);
  if (baseName(first) === MOUNT) return helperOf(words);
  const wrapper = WRAPPERS.get(baseName(first));
  return wrapper === undefined ? null : behind(wrapper, words);
}

/** `mount -t TYPE` runs `mount.TYPE` with the same words (mount(8), «External helpers»); null where it names no type. */
function helperOf(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => word === '-t' || word === '--types');
  const type = at < 0 ? '' : (words[at + 1] ?? '');
  return /^[a-z][a-z\d]{1,15}$/u.test(type) ? [`${MOUNT}.${type}`, ...words.slice(1)] : null;
}

function behind(wrapper: Wrapper, words: readonly string[]): readonly string[] | string | null {
  let at = 1;
  if (wrapper.verbs !== undefined) {
    const verb = words.findIndex((word, index) => index > 0 && wrapper.verbs?.includes(word) === true);
    if (verb < 0 || verb > MOST_VERBS) return null;
    at = verb + 1;
  }
  const option = words.findIndex((word, index) => index >= at && wrapper.script?.includes(word) === true);
  if (option >= 0) return wrapper.several === true ? textsBehind(words, option + 1) : (words[option + 1] ?? '');
  if (wrapper.onlyScript === true) return null;
  const dashes = words.indexOf('--', at);
  if (wrapper.behindDashes === true) {
    if (dashes >= 0) return words.slice(dashes + 1);
    if (wrapper.verbs !== undefined) return null;
  }
  while (words[at]?.startsWith('-') === true) {
    const own = words[at] ?? '';
    at += wrapper.values?.includes(own) === true ? 2 : 1;
    if (own === '--') break;
  }
  const image = wrapper.image === true ? (words[at] ?? '') : '';
  at += wrapper.words ?? 0;
  const rest = words.slice(at);
  if (wrapper.joined === true) return rest.join(' ');
  // without a program of its own name the image's runs, with these words as its arguments
  return image !== '' && /^-|:\/\//u.test(rest[0] ?? '') ? [baseName(image).split(':', 1)[0] ?? '', ...rest] : rest;
}

function textsBehind(words: readonly string[], from: number): string {
  const end = words.findIndex((word, index) => index > from && word.startsWith('-'));
  return words.slice(from, end < 0 ? words.length : end).join('\n');
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).toLowerCase();
}
