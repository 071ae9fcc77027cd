import { bypassOf } from '../../../src/log/settings/bypass.ts';
import { readConnectionSettings } from '../../../src/log/settings/connection-settings.ts';
import { readMachine } from '../../../src/log/settings/machine.ts';
import { readProxy } from '../../../src/log/settings/proxy.ts';
import { readSchannel } from '../../../src/log/settings/schannel.ts';
import { readWindowsProxy } from '../../../src/log/settings/wininet.ts';
import { Lines, type NumberedLine } from '../../../src/text/lines.ts';
import { knowledge } from '../../support/analyzer.ts';
import { family, testGrowth } from '../../support/growth.ts';

const rules = knowledge.settings;

interface Text {
  readonly lines: Lines;
  readonly all: readonly NumberedLine[];
}

function textOf(whole: string): Text {
  const lines = new Lines(whole);
  return { lines, all: Array.from({ length: lines.count }, (_, at) => ({ line: at + 1, text: lines.at(at + 1) })) };
}

const windows = ({ lines, all }: Text): unknown =>
  readWindowsProxy(all, (first, last) => lines.text.slice(lines.startOf(first), lines.endOf(last)), rules.proxy);
const linux = ({ lines, all }: Text): unknown =>
  readProxy(all, (line) => (line <= lines.count ? lines.at(line) : null));
const machine = ({ all }: Text): unknown => readMachine(all, rules.machine);
const schannel = ({ all }: Text): unknown => readSchannel(all, rules.tls);

const HEADING = 'WinINet settings for current user\n';
const FULL = `${'x'.repeat(100)}\n`;
const text =
  (piece: string | ((at: number) => string), head = '') =>
  (n: number) =>
    textOf(head + Array.from({ length: n }, (_, at) => (typeof piece === 'string' ? piece : piece(at))).join(''));

testGrowth([
  family('WinINet: full lines', text(FULL, `${HEADING}ProxyOverride: ${FULL}`), windows),
  family('WinINet: values in full lines', text(`ProxyServer: ${FULL}`, HEADING), windows),
  family('WinINet: lists in full lines', text(`バイパス一覧:${FULL}`, HEADING), windows),
  family('WinINet: headings', text(HEADING), windows),
  family('WinINet: binary values', text('DefaultConnectionSettings: F   \u0001http://a/wpad.dat\n', HEADING), windows),
  family('WinINet: one long list', (n) => textOf(`${HEADING}ProxyOverride: ${'a;'.repeat(n)}`), windows),
  family(
    'WinINet: one long binary value',
    (n) => `F\0\0\0\0\0\0\0\u0005\0\0\0${'\0http://a'.repeat(n)}`,
    (raw) => readConnectionSettings(raw),
  ),
  family(
    'WinINet: addresses in what is no value',
    (n) => 'http://'.repeat(n),
    (raw) => readConnectionSettings(raw),
  ),
  family(
    'bypass: names asked of a list of names',
    (n) => Array.from({ length: n }, (_, at) => `h${at}.example`),
    (names) => {
      const bypasses = bypassOf(names);
      return names.filter(bypasses).length;
    },
    // a set of very many names no longer fits the processor's caches
    { most: 512 },
  ),
  family(
    'bypass: names asked of a list with stars',
    (n) => Array.from({ length: n }, (_, at) => `h${at}.*.example`),
    (names) => {
      const bypasses = bypassOf(names);
      return names.filter(bypasses).length;
    },
    { from: 1024 },
  ),
  family(
    'machine: addresses',
    text((at) => `    inet 10.${at >> 16}.${(at >> 8) & 255}.${at & 255}/8 scope\n`),
    machine,
  ),
  family('Linux: headings without a value', text('https_proxy \n'), linux),
  family('Linux: headings and blank lines', text('https_proxy の値\n\n\n'), linux),
  family('SCHANNEL: hives', text('Hive: HKEY_LOCAL_MACHINE\\SCHANNEL\\Protocols\\TLS 1.2\n'), schannel),
  family('SCHANNEL: values', text('Enabled : 1\n', 'HKEY_LOCAL_MACHINE\\SCHANNEL\\TLS 1.2\\Client\n'), schannel),
]);
