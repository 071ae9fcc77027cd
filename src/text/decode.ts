import type { Encoding } from '../model/report.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** How many bytes are looked at when an encoding has to be guessed. */
const SAMPLE = 1 << 18;

/**
 * Bytes to text. Recognises UTF-8 and UTF-16 (with and without a byte order mark), Shift_JIS (as Windows-31J)
 * and EUC-JP. Never throws: what cannot be decoded becomes U+FFFD.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = detectEncoding(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** Bytes decoded at a time: small enough that pieces die young, measured best between 2^16 and 2^22. */
const CHUNK = 1 << 16;

/** The text of a source in pieces; a character that stands on a border is not torn. */
export function* decodeChunks(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length });
  }
}

/** The encoding that explains the bytes best; UTF-8 when nothing speaks against it. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = sampleOf(bytes);
  const wide = wideEncoding(sample);
  if (wide !== null) return wide;
  if (isUtf8(sample)) return 'utf-8';
  return bestGuess(sample);
}

/** A window around the first byte that is not ASCII, so that a long ASCII head does not hide the evidence. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  let first = 0;
  while (first < bytes.length && (bytes[first] ?? 0) < 0x80 && bytes[first] !== 0) first += 1;
  const start = Math.max(0, Math.min(first, bytes.length - SAMPLE) & ~1);
  return bytes.subarray(start, start + SAMPLE);
}

/** UTF-16 without a mark shows in ASCII text as a zero in every second byte. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  if (!bytes.includes(0)) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = bytes.length / 2;
  if (odd > half * 0.3 && even < odd / 8) return 'utf-16le';
  if (even > half * 0.3 && odd < even / 8) return 'utf-16be';
  return null;
}

/** Valid UTF-8, where a character cut in two at either end is forgiven: logs and samples are cut anywhere. */
function isUtf8(bytes: Uint8Array): boolean {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let cut = 0; cut <= 3; cut += 1) {
    try {
      strict.decode(bytes.subarray(start, bytes.length - cut));
      return true;
    } catch {
      // the next shorter end may be the valid one
    }
  }
  return false;
}

function bestGuess(bytes: Uint8Array): Encoding {
  let best: Encoding = 'utf-8';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of ['utf-8', 'shift_jis', 'euc-jp'] as const) {
    const score = plausibility(new TextDecoder(encoding).decode(bytes));
    if (score > bestScore) {
      best = encoding;
      bestScore = score;
    }
  }
  return best;
}

/** Japanese prose is full of hiragana; the wrong decoding shows half-width katakana, rare symbols or U+FFFD. */
function plausibility(text: string): number {
  let score = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c < 0x80) continue;
    if (c === 0xfffd) score -= 8;
    else if (c >= 0x3041 && c <= 0x3093) score += 3;
    else if (c >= 0x30a1 && c <= 0x30fc) score += 2;
    else if (c >= 0x4e00 && c <= 0x9fa0) score += 1;
    else if (c >= 0xff61 && c <= 0xff9f) score -= 2;
    else if (c >= 0xe000 && c <= 0xf8ff) score -= 6;
    else if (c >= 0x3000 && c <= 0x3002) score += 1;
  }
  return score;
}
