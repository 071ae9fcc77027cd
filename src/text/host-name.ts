/** Longest name and label (RFC 1035). */
const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/iu;

/** True for the name of a host as DNS has it: letters, digits, hyphens and underscores in labels of the allowed length. */
export function isHostName(text: string): boolean {
  if (text.length > LONGEST_NAME || text === '') return false;
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  // the last label of an address in any notation is a number
  return labels.every((label) => LABEL.test(label)) && !/^(?:\d+|0x[\da-f]*)$/iu.test(last);
}
