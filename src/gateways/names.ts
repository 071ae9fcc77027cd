/** Where an attribute of a distinguished name begins: `CN = …`, `; O=…`, `,OU=…`. */
const ATTRIBUTE = /(?:^|[,;]) {0,4}([A-Za-z][A-Za-z0-9.]{0,24}) ?= ?/gu;
/** … in the old form of openssl: `/C=US/O=…`. */
const SLASHED = /\/([A-Za-z][A-Za-z0-9.]{0,24})=/gu;
/** No name in a certificate is longer. */
const LONGEST = 1024;

export interface Attribute {
  readonly key: string;
  readonly value: string;
}

/** The attributes of a distinguished name as curl, openssl (old and new) and GnuTLS write it, in their order. */
export function attributesOf(name: string): Attribute[] {
  const text = name.trim().slice(0, LONGEST);
  const found: Attribute[] = [];
  let key: string | null = null;
  let from = 0;
  const take = (to: number): void => {
    if (key !== null) found.push({ key, value: unquoted(text.slice(from, to).trim()) });
  };
  for (const match of text.matchAll(text.startsWith('/') ? SLASHED : ATTRIBUTE)) {
    take(match.index);
    key = match[1] ?? '';
    from = match.index + match[0].length;
  }
  take(text.length);
  return found;
}

/** The name as the marks have it: `C=US, O=…, CN=…`. */
export function canonical(attributes: readonly Attribute[]): string {
  return attributes.map(({ key, value }) => `${key}=${value}`).join(', ');
}

function unquoted(value: string): string {
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1).trim() : value;
}
