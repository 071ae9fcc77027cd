/** Marks what a scaffold leaves to be written; npm test fails as long as a file has it. */
export const FILL = 'FILL-IN';

/** The lines of a text that are still to be written. */
export function unfilled(text) {
  return text.split('\n').filter((line) => line.includes(FILL));
}
