import { parseCertificates } from '../../evidence/certificate-text.ts';
import type { StateRules } from '../../knowledge/types.ts';
import type { NumberedLine } from '../../text/lines.ts';
import type { FoundState } from './state.ts';

/**
 * Certificates of the MARS agent itself whose time is over. That of a vault's credentials is for the registration only, and
 * mostly over long before.
 * @param now milliseconds since the epoch
 */
export function readExpired(
  lines: readonly NumberedLine[],
  { signature, text }: StateRules['certificates'],
  now: number,
): FoundState[] {
  const { begins } = text.agent;
  const credentials = new RegExp(text.agent.vaultCredentials, 'iu');
  if (!lines.some((line) => line.text.includes(begins))) return [];
  const certificates = parseCertificates(lines.map((line) => line.text).join('\n'), text);
  return certificates.flatMap(({ subject, notAfter, line }): FoundState[] => {
    const [, name] = new RegExp(`(?:^|CN ?= ?)(${begins}[^,]{1,200})`, 'u').exec(subject) ?? [];
    const at = lines[line - 1];
    if (name === undefined || credentials.test(name.trim()) || at === undefined || notAfter === null || notAfter >= now)
      return [];
    return [{ signature, lines: [at], params: { word: name.trim(), text: dayOf(notAfter) } }];
  });
}

/** The day of a time, as ISO 8601 writes it, in the zone in which it was read. */
function dayOf(time: number): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
