/** What is left of a command behind the programs that only run it, and the variables that they set for it. */
export interface Peeled {
  readonly rest: readonly string[];
  /** By their name in lower case. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Programs that run the command behind them, with the options of theirs that take the next word. */
const WRAPPERS: ReadonlyMap<string, { readonly values: readonly string[]; readonly words: number }> = new Map(
  Object.entries({
    sudo: {
      values: [
        '-u',
        '-g',
        '-h',
        '-p',
        '-C',
        '-r',
        '-t',
        '-T',
        '-U',
        '-D',
        '-R',
        '--user',
        '--group',
        '--host',
        '--prompt',
        '--chdir',
      ],
      words: 0,
    },
    doas: { values: ['-u', '-C'], words: 0 },
    env: { values: ['-u', '-C', '--unset', '--chdir'], words: 0 },
    timeout: { values: ['-k', '-s', '--kill-after', '--signal'], words: 1 },
    time: { values: ['-f', '-o', '--format', '--output'], words: 0 },
    nohup: { values: [], words: 0 },
    command: { values: [], words: 0 },
    exec: { values: ['-a'], words: 0 },
    setsid: { values: [], words: 0 },
    winpty: { values: [], words: 0 },
    stdbuf: { values: ['-i', '-o', '-e', '--input', '--output', '--error'], words: 0 },
    nice: { values: ['-n', '--adjustment'], words: 0 },
    ionice: { values: ['-c', '-n', '--class', '--classdata'], words: 0 },
    watch: { values: ['-n', '--interval'], words: 0 },
  }),
);

const ASSIGNMENT = /^([A-Za-z_]\w{0,63})=/u;
/** `$r = Invoke-WebRequest …` of PowerShell. */
const VARIABLE = /^\$[\w:]{1,64}$/u;
/** How `bash -x` shows a command: one `+` for each level. */
const TRACE = /^\+{1,8}$/u;

/** A word with which a command may begin without being its tool. */
export function isWrapper(word: string): boolean {
  return WRAPPERS.has(word) || TRACE.test(word) || VARIABLE.test(word) || ASSIGNMENT.test(word);
}

/** Takes off what only runs a command: `sudo -u x`, `timeout 10`, `env A=b`, `A=b`, `time`, `nohup`, `watch -n 5` … */
export function peel(words: readonly string[]): Peeled {
  const variables = new Map<string, string>();
  let at = 0;
  const next = (): string => words[at] ?? '';
  while (at < words.length) {
    const assigned = ASSIGNMENT.exec(next());
    if (assigned?.[1] !== undefined) {
      variables.set(assigned[1].toLowerCase(), next().slice(assigned[0].length));
      at += 1;
    } else if (TRACE.test(next())) at += 1;
    else if (VARIABLE.test(next()) && words[at + 1] === '=') at += 2;
    else {
      const wrapper = WRAPPERS.get(baseName(next()));
      if (wrapper === undefined) break;
      at += 1;
      while (at < words.length && next().startsWith('-')) {
        const option = next();
        at += wrapper.values.includes(option) ? 2 : 1;
        if (option === '--') break;
      }
      at += wrapper.words;
    }
  }
  return { rest: words.slice(at), variables };
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).toLowerCase();
}
