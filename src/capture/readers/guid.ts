/** A GUID as four numbers in the order of the file. */
export type Guid = readonly [number, number, number, number];

export function sameGuid(view: DataView, at: number, [a, b, c, d]: Guid): boolean {
  return (
    view.getUint32(at, true) === a &&
    view.getUint32(at + 4, true) === b &&
    view.getUint32(at + 8, true) === c &&
    view.getUint32(at + 12, true) === d
  );
}

/** The GUID at `at` as it is written, in small letters. */
export function guidAt(view: DataView, at: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const tail = Array.from({ length: 6 }, (_, n) => hex(view.getUint8(at + 10 + n), 2)).join('');
  return [
    hex(view.getUint32(at, true), 8),
    hex(view.getUint16(at + 4, true), 4),
    hex(view.getUint16(at + 6, true), 4),
    hex(view.getUint16(at + 8), 4),
    tail,
  ].join('-');
}

/** The numbers of a GUID that is written out. */
export function guidOf(text: string): Guid {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-');
  const turned = (digits: string): number => Number.parseInt((digits.match(/../gu) ?? []).reverse().join(''), 16) >>> 0;
  const rest = d + e;
  return [
    Number.parseInt(a, 16) >>> 0,
    Number.parseInt(c + b, 16) >>> 0,
    turned(rest.slice(0, 8)),
    turned(rest.slice(8)),
  ];
}
