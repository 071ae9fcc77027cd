/** Positions of bytes that have a table of their own: the longest key is an IPv6 address. */
const POSITIONS = 16;

/**
 * Tables of random numbers, made anew in each process, so that nobody can write a capture whose keys collide.
 * Tabulation hashing keeps linear probing at a constant number of steps for any keys (Pătraşcu and Thorup 2012).
 */
const TABLE = Int32Array.from({ length: POSITIONS * 256 }, () => (Math.random() * 4294967296) | 0);

/** Hash of four bytes at a position (0, 4, 8 or 12) of a key; the hash of a key is the exclusive or of its parts. */
export function hashWord(position: 0 | 4 | 8 | 12, value: number): number {
  const at = position << 8;
  return (
    (TABLE[at | (value & 255)] as number) ^
    (TABLE[(at + 256) | ((value >>> 8) & 255)] as number) ^
    (TABLE[(at + 512) | ((value >>> 16) & 255)] as number) ^
    (TABLE[(at + 768) | (value >>> 24)] as number)
  );
}
