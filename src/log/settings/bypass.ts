/** Whether a proxy's list of exceptions (`localhost;*.blob.core.windows.net;<local>`) covers a host in lower case. */
export function isBypassed(host: string, bypass: readonly string[]): boolean {
  return bypass.some((entry) => {
    const pattern = entry.toLowerCase();
    // names without a dot
    if (pattern === '<local>') return host !== '' && !host.includes('.') && !host.includes(':');
    return matches(host, pattern.slice(pattern.indexOf('://') < 0 ? 0 : pattern.indexOf('://') + 3));
  });
}

/** `*` stands for any characters; the parts between are literal, so the search is linear. */
function matches(host: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts.shift() ?? '';
  const last = parts.pop();
  if (last === undefined) return host === first;
  if (!host.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return host.length - last.length >= at && host.endsWith(last);
}

/** The entries of a list as Windows writes them, separated by semicolons, commas or blanks. */
export function bypassList(text: string): string[] {
  return text
    .split(/[;,\s]+/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== '(none)' && entry !== '(なし)');
}
