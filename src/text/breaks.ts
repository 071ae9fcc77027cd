/** A dot within a name: a letter follows, so an address and a version stay whole. */
const WITHIN = /(?<=[\w*]\.)(?=[a-z_])/iu;

/** The pieces of a text between which a line may break: behind the dots of names of three labels and more. */
export function atDots(text: string): string[] {
  const pieces = [''];
  for (const word of text.split(/(\s+)/u)) {
    const [first = '', ...others] = word.split('.').length > 2 ? word.split(WITHIN) : [word];
    pieces.push(`${pieces.pop() ?? ''}${first}`, ...others);
  }
  return pieces;
}
