/** What a reader has collected and filled in, kept in this browser only. */
export interface Progress {
  readonly scenario: string;
  readonly done: readonly string[];
  readonly answers: Readonly<Record<string, string>>;
}

const KEY = 'sotsu:evidence';
const NOTHING: Progress = { scenario: '', done: [], answers: {} };

/** What was kept; nothing when the browser keeps nothing or something else stands there. */
export function loadProgress(): Progress {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return NOTHING;
    const { scenario, done, answers } = kept as Partial<Record<keyof Progress, unknown>>;
    return {
      scenario: typeof scenario === 'string' ? scenario : '',
      done: Array.isArray(done) ? done.filter((id) => typeof id === 'string') : [],
      answers:
        typeof answers === 'object' && answers !== null
          ? Object.fromEntries(
              Object.entries(answers).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
            )
          : {},
    };
  } catch {
    return NOTHING;
  }
}

export function keepProgress(progress: Progress): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // a browser that keeps nothing shows the list all the same
  }
}

export function clearProgress(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}
