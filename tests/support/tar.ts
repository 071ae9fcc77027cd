/** Seconds are all that a tar file keeps of a time. */
const TIME = Date.UTC(2026, 10, 20);

/** A header of a tar file. */
export function header(name: string, size: number, type: string, link = ''): Uint8Array {
  const bytes = new Uint8Array(512);
  const put = (text: string, at: number): void => bytes.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  put(name.slice(0, 100), 0);
  put('0000644\0', 100);
  put(`${octal(size, 11)}\0`, 124);
  put(`${octal(Math.floor(TIME / 1000), 11)}\0`, 136);
  put('        ', 148);
  put(type, 156);
  put(link, 157);
  put('ustar\0' + '00', 257);
  put(
    `${octal(
      bytes.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return bytes;
}

/** Content as a tar file holds it: in blocks of 512 bytes. */
export function padded(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(content.length / 512) * 512);
  bytes.set(content);
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A whole tar file. */
export function tarOf(files: readonly (readonly [name: string, content: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  return joined([
    ...files.flatMap(([name, content]) => [header(name, content.length, '0'), padded(content)]),
    new Uint8Array(1024),
  ]);
}
