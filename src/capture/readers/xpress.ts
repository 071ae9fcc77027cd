/** Lengths of a copy start at three bytes. */
const SHORTEST_COPY = 3;
/** What does not fit into the length of three bits goes on in four bits, a byte, two bytes, four bytes. */
const LONG = 7;
const LONGER = 15;
const LONGEST = 255;

/**
 * Unpacks plain LZ77 of Xpress (MS-XCA 2.4), which stands at `from … to` of `source`, into `into`.
 * Returns where that ended: at the end of what was packed, of `into`, or at the first thing that makes no sense.
 */
export function unpackXpress(source: Uint8Array, from: number, to: number, into: Uint8Array): number {
  let read = from;
  let write = 0;
  let flags = 0;
  let left = 0;
  /** Where the byte stands of which one half is still to be used as a length, 0: nowhere. */
  let half = 0;
  while (write < into.length) {
    if (left === 0) {
      if (read + 4 > to) return write;
      flags = word(source, read) | (word(source, read + 2) << 16);
      read += 4;
      left = 32;
    }
    left -= 1;
    if (((flags >>> left) & 1) === 0) {
      if (read >= to) return write;
      into[write] = source[read] ?? 0;
      write += 1;
      read += 1;
      continue;
    }
    if (read + 2 > to) return write;
    const pair = word(source, read);
    read += 2;
    let length = pair & LONG;
    if (length === LONG) {
      if (half === 0) {
        if (read >= to) return write;
        half = read;
        length = (source[read] ?? 0) & LONGER;
        read += 1;
      } else {
        length = (source[half] ?? 0) >> 4;
        half = 0;
      }
      if (length === LONGER) {
        if (read >= to) return write;
        length = source[read] ?? 0;
        read += 1;
        if (length === LONGEST) {
          if (read + 2 > to) return write;
          length = word(source, read);
          read += 2;
          if (length === 0) {
            if (read + 4 > to) return write;
            length = word(source, read) + word(source, read + 2) * 65_536;
            read += 4;
          }
          // the longer forms count from nothing
          if (length < LONGER + LONG) return write;
          length -= LONGER + LONG;
        }
        length += LONGER;
      }
      length += LONG;
    }
    const back = write - ((pair >> 3) + 1);
    if (back < 0) return write;
    const end = Math.min(into.length, write + length + SHORTEST_COPY);
    // what is copied may reach into what it writes
    for (let copied = back; write < end; copied += 1, write += 1) into[write] = into[copied] ?? 0;
  }
  return write;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
