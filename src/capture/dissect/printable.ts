/** A text with its control characters in octal, as labels of DNS are written: a terminal must not obey it. */
export function printable(text: string): string {
  let shown = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 32 && (code < 127 || code > 159)) continue;
    shown += `${text.slice(from, at)}\\${code.toString(8).padStart(3, '0')}`;
    from = at + 1;
  }
  return from === 0 ? text : shown + text.slice(from);
}
