/** The shell for which a command is written; `any`: the text is the same for each. */
export type Shell = 'bash' | 'powershell' | 'any';

/** Words that need no quotes. PowerShell takes a comma for a list, `@` for a splat. */
const PLAIN: Readonly<Record<Shell, RegExp>> = {
  bash: /^[\w./:@%+=,-]+$/u,
  powershell: /^[\w./:\\=-]+$/u,
  any: /^[\w./:=-]+$/u,
};

/** A text as one word of a shell, in single quotes where it needs them. */
export function quoted(text: string, shell: Shell): string {
  if (PLAIN[shell].test(text)) return text;
  return shell === 'bash' ? bashQuoted(text) : powershellQuoted(text);
}

/** A text in single quotes, within which bash reads nothing but their end. */
export function bashQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text in single quotes; PowerShell takes the typographic ones for quotes as well. */
export function powershellQuoted(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/gu, '$&$&')}'`;
}
