import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { captureToText } from '../../src/report/capture-text.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { isAddress } from '../../src/text/address.ts';
import { isHostName } from '../../src/text/host-name.ts';
import { analyze } from '../support/captures.ts';

const FOLDER = new URL('hostile/', import.meta.url);
const judge = (name: string): CaptureReport =>
  analyze(name, new Uint8Array(readFileSync(new URL(name, FOLDER)))).report();

describe.each([
  'dns-command-injection',
  'sni-command-injection',
  'sni-newline-injection',
  'sni-terminal-escape',
  'names',
])('%s', (name) => {
  const report = judge(`${name}.pcap`);

  test('no destination is anything but the name of a host or an address', () => {
    for (const { host } of report.endpoints) expect(isHostName(host) || isAddress(host)).toBe(true);
  });

  test('no step holds a word of the capture', () => {
    const steps = report.diagnosis.flatMap(({ next }) => next).join('\n');
    for (const word of ['evil', 'pwned', 'IFS', '|sudo', '\u001B']) expect(steps).not.toContain(word);
  });

  test('no control character reaches a terminal', () => {
    for (const line of captureToText(report).split('\n'))
      expect([...line].filter((c) => c < ' ' || (c >= '\u007F' && c <= '\u009F'))).toEqual([]);
  });
});

test('fragments with gaps are read to their end in no time', () => {
  const report = judge('fraggap-8000.pcap.gz');
  expect(report.capture).toMatchObject({ packets: 8000, defects: [] });
});

test('conversations that a fixed hash would throw together are told apart', () => {
  const { capture } = judge('hashflows-25000.pcap.gz');
  expect(capture?.packets).toBe(25_000);
  expect(capture?.conversations).toHaveLength(25_000);
});
