import { detectEncoding } from './decode.ts';

/** Bytes that are looked at. */
const HEAD = 8192;
/** Of so many characters one may be a control character or none at all. */
const FEWEST_CLEAN = 50;

/** True for bytes that are a text in one of the encodings that are read; binaries hold zeros and control characters. */
export function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD);
  const encoding = detectEncoding(head);
  if (!encoding.startsWith('utf-16') && head.includes(0)) return false;
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  let strange = 0;
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === 0xfffd || c < 9 || (c > 13 && c < 32 && c !== 27)) strange += 1;
  }
  return strange * FEWEST_CLEAN <= text.length;
}
