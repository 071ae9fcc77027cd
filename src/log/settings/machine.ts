import type { Machine } from '../../model/settings.ts';

const EMPTY: Machine = {
  hostname: null,
  os: null,
  startedAt: null,
  addresses: [],
  durationSeconds: null,
};

const HOST_LINE = /^## .{0,40}ホスト名は(.{1,255}?)です。/u;
const DATE_LINE = /^## 実行日[次時]は(.{1,100}?)です。/u;
const DURATION_LINE = /^\[INFO\] Script time is (\d{1,9})sec/u;
/** Labels of the head of a PowerShell transcript, in English and Japanese. */
const TRANSCRIPT_LINE = /^(Machine|コンピューター|マシン|Start time|開始時刻)\s{0,3}: (.{1,200})$/u;
const LABEL_HEADS: ReadonlySet<number> = new Set([...'MSコマ開'].map((c) => c.charCodeAt(0)));
const IPCONFIG_LINE = /^ {3}IPv4 (?:Address|アドレス)[ .]{0,40}: ([0-9.]{7,15})/u;
const INET_LINE = /^ *inet6? ([0-9a-f.:]{3,45}\/\d{1,3}) /u;

/** No machine has more; a longer list is not one. */
const MOST_ADDRESSES = 1000;

/** Reads host name, system, start time and addresses from the lines outside the probes, of Linux and of Windows. */
export function readMachine(lines: Iterable<{ readonly text: string }>): Machine {
  let machine = EMPTY;
  const addresses = new Set<string>();
  for (const { text } of lines) {
    const found = read(text, machine);
    if (typeof found === 'string') {
      if (addresses.size < MOST_ADDRESSES) addresses.add(found);
    } else if (found !== null) machine = { ...machine, ...found };
  }
  return { ...machine, addresses: [...addresses] };
}

/** What a line says of the machine; a text is an address of it. */
function read(line: string, so: Machine): Partial<Machine> | string | null {
  const c = line.charCodeAt(0);
  if (c === 35) {
    const host = HOST_LINE.exec(line)?.[1];
    if (host !== undefined) return { hostname: host };
    const date = DATE_LINE.exec(line)?.[1];
    return date === undefined ? null : { startedAt: date };
  }
  if (c === 91) {
    const seconds = DURATION_LINE.exec(line)?.[1];
    return seconds === undefined ? null : { durationSeconds: Number(seconds) };
  }
  // newer versions of hostnamectl put their longest label, the system's, at the margin
  if (c !== 32 && c !== 79) return transcript(line);
  const value = (label: string): string | null => {
    const at = line.indexOf(label);
    return at >= 0 && line.slice(0, at).trim() === '' ? line.slice(at + label.length).trim() : null;
  };
  const system = value('Operating System:');
  if (system !== null) return { os: system };
  const name = value('Static hostname:');
  if (name !== null && so.hostname === null) return { hostname: name };
  const address = INET_LINE.exec(line)?.[1] ?? IPCONFIG_LINE.exec(line)?.[1];
  return address === undefined || isLocal(address) ? null : address;
}

/** The head of a transcript; a second one in the same file leaves what the first said. */
function transcript(line: string): Partial<Machine> | null {
  if (!LABEL_HEADS.has(line.charCodeAt(0))) return null;
  const [, label, value = ''] = TRANSCRIPT_LINE.exec(line) ?? [];
  if (label === undefined) return null;
  if (label === 'Start time' || label === '開始時刻') return { startedAt: timeOf(value) };
  const named = /^(\S{1,64}) \((.{1,100})\)$/u.exec(value.trim());
  return named === null ? { hostname: value.trim() } : { hostname: named[1] ?? null, os: named[2] ?? null };
}

/** `20240611101502` as a reader writes it; the machine's own time zone. */
function timeOf(digits: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u.exec(digits.trim());
  if (parts === null) return digits.trim();
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

function isLocal(address: string): boolean {
  return address.startsWith('127.') || address.startsWith('::1/') || address.startsWith('fe80:');
}
