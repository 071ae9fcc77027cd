import { expect, test } from 'vitest';
import type { EventValue } from '../../src/model/event.ts';
import {
  ARRAY,
  eventData,
  eventLog,
  fileTime,
  NOTHING,
  raw,
  text,
  texts,
  xmlValue,
  type Value,
  type Xml,
} from '../support/event-logs.ts';
import { readLog } from '../support/read-events.ts';

const valuesOf = (...payload: readonly Xml[]): readonly EventValue[] => {
  const { events } = readLog(eventLog([{ payload }]));
  expect(events).toHaveLength(1);
  return events[0]?.values ?? [];
};
const textsOf = (value: Value): string[] => valuesOf(eventData({ V: value })).map((one) => one.text);
const GUID = '78563412bc9af0de1122334455667788';

test.each<readonly [string, Value, string]>([
  ['text', text('ライター \u{1f4be} <x>'), 'ライター \u{1f4be} <x>'],
  ['text with zeros at its end', raw(1, '4100000000000000'), 'A'],
  ['text with half a character', raw(1, '00d84100'), '\uFFFDA'],
  ['ANSI text of Western Windows', raw(2, '413100'), 'A1'],
  ['ANSI text of Japanese Windows', raw(2, '83898343835e815b00'), 'ライター'],
  ['int8', raw(3, 'ff'), '-1'],
  ['uint8', raw(4, 'ff'), '255'],
  ['int16', raw(5, 'feff'), '-2'],
  ['uint16', raw(6, 'feff'), '65534'],
  ['int32', raw(7, '00000080'), '-2147483648'],
  ['uint32', raw(8, '00000080'), '2147483648'],
  ['int64', raw(9, 'ffffffffffffff7f'), '9223372036854775807'],
  ['uint64', raw(10, 'ffffffffffffffff'), '18446744073709551615'],
  ['float', raw(11, '0000c03f'), '1.5'],
  ['double', raw(12, '000000000000d0bf'), '-0.25'],
  ['true', raw(13, '01000000'), 'true'],
  ['false', raw(13, '00000000'), 'false'],
  ['a truth of one byte', raw(13, '01'), 'true'],
  ['binary', raw(14, '00ff7f'), '00FF7F'],
  ['GUID', raw(15, GUID), '{12345678-9ABC-DEF0-1122-334455667788}'],
  ['size of 32 bits', raw(16, 'e7030000'), '0x3e7'],
  ['size of 64 bits', raw(16, 'e703000001000000'), '0x1000003e7'],
  ['FILETIME', fileTime(Date.UTC(2018, 6, 6, 18, 37, 44, 485), 8175), '2018-07-06T18:37:44.485817500Z'],
  ['FILETIME 0', raw(17, '0000000000000000'), '1601-01-01T00:00:00.000000000Z'],
  ['the last FILETIME', raw(17, 'ffffffffffffffff'), '+060056-05-28T05:36:10.955161500Z'],
  ['SYSTEMTIME', raw(18, 'e207070005000600120025002c00e501'), '2018-07-06T18:37:44.485Z'],
  ['SID', raw(19, '010100000000000512000000'), 'S-1-5-18'],
  ['SID of a domain', raw(19, '0102000000000005200000002a020000'), 'S-1-5-32-554'],
  ['SID that lies about its size', raw(19, '01ff00000000000512000000'), '01FF00000000000512000000'],
  ['hexadecimal number of 32 bits', raw(20, '15000000'), '0x15'],
  ['hexadecimal number of 64 bits', raw(21, '0600000000000080'), '0x8000000000000006'],
  ['a number of the wrong size', raw(8, '010203'), '010203'],
  ['an unknown type', raw(0x33, '0102'), '0102'],
  ['nothing', NOTHING, ''],
])('%s', (_, value, expected) => {
  expect(textsOf(value)).toEqual([expected]);
});

test.each<readonly [string, Value, readonly string[]]>([
  ['texts', texts('a', '', 'c'), ['a', '', 'c']],
  ['texts of which the last has no end', raw(1 | ARRAY, '4100000042'.concat('00')), ['A', 'B']],
  ['no texts', texts(), []],
  ['ANSI texts', raw(2 | ARRAY, '410042'), ['A', 'B']],
  ['numbers', raw(8 | ARRAY, '0100000002000000'), ['1', '2']],
  ['GUIDs', raw(15 | ARRAY, GUID + GUID), Array<string>(2).fill('{12345678-9ABC-DEF0-1122-334455667788}')],
  ['SIDs', raw(19 | ARRAY, '010100000000000512000000010100000000000513000000'), ['S-1-5-18', 'S-1-5-19']],
  [
    'SIDs of different sizes',
    raw(19 | ARRAY, '0102000000000005200000002a020000010100000000000512000000'),
    ['S-1-5-32-554', 'S-1-5-18'],
  ],
])('a list of %s is as many values', (_, value, expected) => {
  expect(textsOf(value)).toEqual(expected);
});

test('values keep the names and the order of the log', () => {
  expect(valuesOf(eventData({ B: text('1'), A: text('2') }))).toEqual([
    { name: 'B', text: '1' },
    { name: 'A', text: '2' },
  ]);
});

test('a classic event: its texts have no names, and its bytes are the last value', () => {
  const classic = (value: Value, bytes: Value): Xml => ({
    name: 'EventData',
    children: [
      { name: 'Data', children: [value] },
      { name: 'Binary', children: [bytes] },
    ],
  });
  expect(valuesOf(classic(texts('x', ''), raw(14, '0a0b')))).toEqual([
    { name: '', text: 'x' },
    { name: '', text: '' },
    { name: 'Binary', text: '0A0B' },
  ]);
  expect(valuesOf(classic(NOTHING, NOTHING))).toEqual([]);
});

test('below UserData a name is the path of its element, and an attribute stands behind it', () => {
  const wrapped = (children: readonly Xml[]): Xml => ({
    name: 'UserData',
    children: [{ name: 'Chain', attributes: { xmlns: 'urn:x' }, children }],
  });
  expect(
    valuesOf(
      wrapped([
        { name: 'Result', attributes: { value: '800B0109' }, children: [text('untrusted')] },
        {
          name: 'Element',
          children: [{ name: 'Status', attributes: { value: raw(8, '20000000') } }, { name: 'Empty' }],
        },
      ]),
    ),
  ).toEqual([
    { name: 'Result@value', text: '800B0109' },
    { name: 'Result', text: 'untrusted' },
    { name: 'Element/Status@value', text: '32' },
    { name: 'Element/Empty', text: '' },
  ]);
});

test('a value may be XML: elements of its own, or a template with values', () => {
  const ofElements = xmlValue((chunk) => {
    chunk.put('0f010100');
    chunk.xml({ name: 'Outer', children: [{ name: 'Reason', children: ['7'] }] }, [], false);
    chunk.put('00');
  });
  const ofTemplate = xmlValue((chunk) => {
    chunk.instance({ name: 'Outer', children: [{ name: 'Reason', children: [text('8')] }] });
    chunk.put('00');
  });
  for (const [value, expected] of [
    [ofElements, '7'],
    [ofTemplate, '8'],
  ] as const)
    expect(valuesOf({ name: 'UserData', children: [value] })).toEqual([{ name: 'Reason', text: expected }]);
});

test('a text that is put together, with named characters', () => {
  expect(
    valuesOf({
      name: 'EventData',
      children: [{ name: 'Data', children: ['a', { entity: 'lt' }, text('b'), { entity: 'made' }] }],
    }),
  ).toEqual([{ name: '', text: 'a<b&made;' }]);
});
