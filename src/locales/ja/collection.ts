/** What a collection script says at its end of an item that it cannot gather. */
export function byHand(title: string): string {
  return `手作業で加えてください: ${title}`;
}
