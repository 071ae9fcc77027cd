import type { SettingsRules } from '../../knowledge/types.ts';
import type { Machine } from '../../model/settings.ts';
import { literally } from '../../text/expression.ts';
import { onceFor } from '../../text/once.ts';

type Rules = SettingsRules['machine'];

/** A machine of which nothing is known. */
export const UNKNOWN_MACHINE: Machine = {
  hostname: null,
  os: null,
  startedAt: null,
  addresses: [],
  durationSeconds: null,
};

/** The rules, made ready for many lines. */
interface Labels {
  readonly rules: Rules;
  readonly hostname: RegExp;
  readonly startedAt: RegExp;
  readonly seconds: RegExp;
  readonly ipconfig: RegExp;
  readonly addresses: readonly RegExp[];
  readonly transcript: RegExp;
}

/** The rules made ready, once. */
const labelsFrom = onceFor((rules: Rules): Labels => {
  const labels = [...rules.transcript.machine, ...rules.transcript.startedAt];
  return {
    rules,
    hostname: new RegExp(rules.hostname, 'u'),
    startedAt: new RegExp(rules.startedAt, 'u'),
    seconds: new RegExp(rules.seconds, 'u'),
    ipconfig: new RegExp(rules.ipconfig, 'u'),
    addresses: rules.addresses.map((source) => new RegExp(source, 'u')),
    transcript: new RegExp(`^(${labels.map(literally).join('|')})\\s{0,3}: (.{1,200})$`, 'u'),
  };
});

/** No machine has more; a longer list is not one. */
const MOST_ADDRESSES = 1000;

/** Reads host name, system, start time and addresses from the lines outside the probes, of Linux and of Windows. */
export function readMachine(lines: Iterable<{ readonly text: string }>, rules: Rules): Machine {
  const labels = labelsFrom(rules);
  let machine = UNKNOWN_MACHINE;
  const addresses = new Set<string>();
  for (const { text } of lines) {
    const found = read(text, machine, labels);
    if (typeof found === 'string') {
      if (addresses.size < MOST_ADDRESSES) addresses.add(found);
    } else if (found !== null) machine = { ...machine, ...found };
  }
  return { ...machine, addresses: [...addresses] };
}

/** What a line says of the machine; a text is an address of it. */
function read(line: string, known: Machine, labels: Labels): Partial<Machine> | string | null {
  const host = labels.hostname.exec(line)?.[1];
  if (host !== undefined) return { hostname: host };
  const date = labels.startedAt.exec(line)?.[1];
  if (date !== undefined) return { startedAt: date };
  const seconds = labels.seconds.exec(line)?.[1];
  if (seconds !== undefined) return { durationSeconds: Number(seconds) };
  const { hostnamectl } = labels.rules;
  const value = (label: string): string | null => {
    const at = line.indexOf(label);
    return at >= 0 && line.slice(0, at).trim() === '' ? line.slice(at + label.length).trim() : null;
  };
  const system = value(hostnamectl.os);
  if (system !== null) return { os: system };
  const name = value(hostnamectl.hostname) ?? labels.ipconfig.exec(line)?.[1] ?? null;
  if (name !== null && known.hostname === null && !hostnamectl.unset.includes(name)) return { hostname: name };
  let address: string | undefined;
  for (const expression of labels.addresses) address ??= expression.exec(line)?.[1];
  if (address !== undefined) return isLocal(address) ? null : address;
  return transcript(line, labels);
}

/** The head of a transcript; a second one in the same file leaves what the first said. */
function transcript(line: string, labels: Labels): Partial<Machine> | null {
  const [, label, value = ''] = labels.transcript.exec(line) ?? [];
  if (label === undefined) return null;
  if (labels.rules.transcript.startedAt.includes(label)) return { startedAt: timeOf(value) };
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
