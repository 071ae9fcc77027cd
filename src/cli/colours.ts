import { styleText } from 'node:util';
import { VERDICTS } from '../report/words.ts';

/** The colour of each sign that a line begins with. */
const COLOURS = new Map<string, 'green' | 'red' | 'yellow'>([
  [VERDICTS.reachable.icon, 'green'],
  [VERDICTS.unreachable.icon, 'red'],
  [VERDICTS.indeterminate.icon, 'yellow'],
]);

/** Colours the signs of a text where it is written to a terminal that shows colours; words say the same everywhere. */
export function coloured(text: string, stream: { readonly hasColors?: () => boolean }): string {
  if (stream.hasColors?.() !== true) return text;
  return text.replaceAll(/^( *)(\S)(?= )/gmu, (whole, indent: string, sign: string) => {
    const colour = COLOURS.get(sign);
    return colour === undefined ? whole : indent + styleText(colour, sign, { validateStream: false });
  });
}
