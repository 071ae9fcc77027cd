/**
 * The shell for which a command is written. `windows`: the command prompt and PowerShell alike. `any`: the text is the
 * same for bash and for both of Windows.
 */
export type Shell = 'bash' | 'powershell' | 'windows' | 'any';

/** Words that need no quotes. PowerShell takes a comma for a list, `@` for a splat. */
const PLAIN: Readonly<Record<Shell, RegExp>> = {
  bash: /^[\w./:@%+=,-]+$/u,
  powershell: /^[\w./:\\=-]+$/u,
  windows: /^[\w./:\\=-]+$/u,
  any: /^[\w./:=-]+$/u,
};
/** What double quotes do not keep a shell of Windows from reading. */
const READ_IN_QUOTES = /["“”„`$%!^\r\n]/u;

/** A text as one word of a shell, in quotes where it needs them. */
export function quoted(text: string, shell: Shell): string {
  if (PLAIN[shell].test(text)) return text;
  if (shell === 'bash') return bashQuoted(text);
  return shell === 'windows' && !READ_IN_QUOTES.test(text) ? `"${text}"` : powershellQuoted(text);
}

/** A text in single quotes, within which bash reads nothing but their end. */
export function bashQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text in single quotes; PowerShell takes the typographic ones for quotes as well. */
export function powershellQuoted(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/gu, '$&$&')}'`;
}
