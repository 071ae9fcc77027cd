import { decode } from '../../text/decode.ts';
import { CHUNK, type Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import { fileTime, momentText } from '../../text/moment.ts';

/** Types of values ([MS-EVEN6] 2.2.12, BinXmlVariant). */
const TYPE = {
  none: 0x00,
  text: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  real32: 0x0b,
  real64: 0x0c,
  bool: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  handle: 0x20,
  xml: 0x21,
} as const;
const ARRAY = 0x80;

/** Bytes of the types that have one size only. */
const SIZES: Readonly<Record<number, number>> = {
  [TYPE.int8]: 1,
  [TYPE.uint8]: 1,
  [TYPE.int16]: 2,
  [TYPE.uint16]: 2,
  [TYPE.int32]: 4,
  [TYPE.uint32]: 4,
  [TYPE.int64]: 8,
  [TYPE.uint64]: 8,
  [TYPE.real32]: 4,
  [TYPE.real64]: 8,
  [TYPE.bool]: 4,
  [TYPE.guid]: 16,
  [TYPE.fileTime]: 8,
  [TYPE.systemTime]: 16,
  [TYPE.hex32]: 4,
  [TYPE.hex64]: 8,
};

/** True for a value that is XML itself. */
export function isXml(type: number): boolean {
  return type === TYPE.xml;
}

/** True for a value that has no text because there is none, unlike one whose text is empty. */
export function isNothing(type: number): boolean {
  return type === TYPE.none;
}

/** True for a time to 100 ns. */
export function isFileTime(type: number, size: number): boolean {
  return type === TYPE.fileTime && size === SIZES[TYPE.fileTime];
}

/** The texts of a list of values; null for a single one. */
export function listOf(chunk: Chunk, type: number, at: number, size: number): string[] | null {
  if ((type & ARRAY) === 0) return null;
  if (at < 0 || at + size > CHUNK) throw new Damage('a value beyond the chunk');
  const kind = type & ~ARRAY;
  if (kind === TYPE.text) return parts(chunk, at, size, 2).map(([from, length]) => chunk.text(from, length));
  if (kind === TYPE.ansi) return parts(chunk, at, size, 1).map(([from, length]) => ansi(chunk, from, length));
  const found: string[] = [];
  const end = at + size;
  for (let place = at; place < end;) {
    chunk.count();
    const each = kind === TYPE.sid ? sidSize(chunk, place) : (SIZES[kind] ?? size);
    // the rest that is no value of its own is written as bytes
    const length = Math.min(each, end - place);
    found.push(textOf(chunk, kind, place, length));
    place += length;
  }
  return found;
}

/** What Windows writes for a value; a value of a size that its type cannot have is written as bytes. */
export function textOf(chunk: Chunk, type: number, at: number, size: number): string {
  if (at < 0 || at + size > CHUNK) throw new Damage('a value beyond the chunk');
  const { bytes, view } = chunk;
  const wanted = SIZES[type];
  if (wanted !== undefined && size !== wanted) {
    if (size === 0) return '';
    // a byte stands for a truth in some events
    if (type === TYPE.bool) return bytes.subarray(at, at + size).some((byte) => byte !== 0) ? 'true' : 'false';
    return hex(bytes, at, size);
  }
  switch (type) {
    case TYPE.none:
      return '';
    case TYPE.text:
      return chunk.text(at, size);
    case TYPE.ansi:
      return ansi(chunk, at, size);
    case TYPE.int8:
      return String(view.getInt8(at));
    case TYPE.uint8:
      return String(view.getUint8(at));
    case TYPE.int16:
      return String(view.getInt16(at, true));
    case TYPE.uint16:
      return String(view.getUint16(at, true));
    case TYPE.int32:
      return String(view.getInt32(at, true));
    case TYPE.uint32:
      return String(view.getUint32(at, true));
    case TYPE.int64:
      return String(view.getBigInt64(at, true));
    case TYPE.uint64:
      return String(view.getBigUint64(at, true));
    case TYPE.real32:
      return String(view.getFloat32(at, true));
    case TYPE.real64:
      return String(view.getFloat64(at, true));
    case TYPE.bool:
      return view.getUint32(at, true) === 0 ? 'false' : 'true';
    case TYPE.guid:
      return guid(chunk, at);
    case TYPE.size:
    case TYPE.handle:
      return size === 8 ? hex64(view, at) : size === 4 ? hex32(view, at) : hex(bytes, at, size);
    case TYPE.hex32:
      return hex32(view, at);
    case TYPE.hex64:
      return hex64(view, at);
    case TYPE.fileTime:
      return momentText(fileTime(view, at));
    case TYPE.systemTime:
      return systemTime(view, at);
    case TYPE.sid:
      return sid(chunk, at, size);
    default:
      return hex(bytes, at, size);
  }
}

/** Place and bytes of texts that stand one after the other, each with a zero of `width` bytes at its end. */
function parts(chunk: Chunk, at: number, size: number, width: 1 | 2): [at: number, length: number][] {
  const { bytes } = chunk;
  const found: [number, number][] = [];
  const end = at + size - (size % width);
  let start = at;
  for (let place = at; place < end; place += width) {
    if (bytes[place] !== 0 || (width === 2 && bytes[place + 1] !== 0)) continue;
    chunk.count();
    found.push([start, place - start]);
    start = place + width;
  }
  if (start < end) found.push([start, end - start]);
  return found;
}

/** Text in the code page of the machine that wrote it, which no log names: the one that explains the bytes. */
function ansi(chunk: Chunk, at: number, size: number): string {
  let end = at + size;
  while (end > at && chunk.bytes[end - 1] === 0) end -= 1;
  return decode(chunk.bytes.subarray(at, end)).text;
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

function hex(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let n = at; n < at + size; n += 1) text += DIGITS[bytes[n] as number] as string;
  return text;
}

function hex32(view: DataView, at: number): string {
  return `0x${view.getUint32(at, true).toString(16)}`;
}

function hex64(view: DataView, at: number): string {
  return `0x${view.getBigUint64(at, true).toString(16)}`;
}

function guid({ bytes, view }: Chunk, at: number): string {
  const first = view.getUint32(at, true).toString(16).padStart(8, '0');
  const second = view
    .getUint16(at + 4, true)
    .toString(16)
    .padStart(4, '0');
  const third = view
    .getUint16(at + 6, true)
    .toString(16)
    .padStart(4, '0');
  return `{${first}-${second}-${third}-${hex(bytes, at + 8, 2)}-${hex(bytes, at + 10, 6)}}`.toUpperCase();
}

const SID_HEADER = 8;

function sidSize(chunk: Chunk, at: number): number {
  return SID_HEADER + chunk.u8(at + 1) * 4;
}

/** `S-1-5-18`: a revision, an authority of six bytes (big-endian), and further numbers. */
function sid(chunk: Chunk, at: number, size: number): string {
  if (size < SID_HEADER || sidSize(chunk, at) !== size) return hex(chunk.bytes, at, size);
  const { view } = chunk;
  const authority = view.getUint16(at + 2, false) * 4_294_967_296 + view.getUint32(at + 4, false);
  let text = `S-${view.getUint8(at)}-${authority}`;
  for (let n = at + SID_HEADER; n < at + size; n += 4) text += `-${view.getUint32(n, true)}`;
  return text;
}

/** A SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond. It says no time zone. */
function systemTime(view: DataView, at: number): string {
  const two = (offset: number): string => String(view.getUint16(at + offset, true)).padStart(2, '0');
  const year = String(view.getUint16(at, true)).padStart(4, '0');
  const milli = String(view.getUint16(at + 14, true)).padStart(3, '0');
  return `${year}-${two(2)}-${two(6)}T${two(8)}:${two(10)}:${two(12)}.${milli}Z`;
}
