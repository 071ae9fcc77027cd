import { byHand } from '#locale/collection.ts';
import { visible } from '../text/visible.ts';
import { bashQuoted, powershellQuoted } from './quote.ts';
import { fillScript } from './script.ts';
import { fileName } from './values.ts';

/** What a script does for one item: copy what stands at places, run commands, or nothing that it could. */
export interface CollectionStep {
  readonly title: string;
  /** Places with `*` for what differs; one without a folder lies where the script is started. */
  readonly places: readonly string[];
  readonly commands: readonly string[];
}

/** What a collection script is about. */
interface Collection {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly CollectionStep[];
}

const DIGIT = '[0-9]';

/** The script for bash: copies what stands at the places of each step, and makes one archive. */
export function bashCollection(script: string, collection: Collection): string {
  const { steps } = collection;
  return fillScript(script, {
    words: wordsOf(collection),
    lines: {
      steps: steps
        .filter(({ places }) => places.length > 0)
        .flatMap(({ title, places }) => [`# ${visible(title)}`, `collect -- ${places.map(bashWord).join(' ')}`]),
      manual: leftTo(steps).map((title) => `echo ${bashQuoted(byHand(title))}`),
    },
  });
}

/** The script for PowerShell: the same, and runs the commands of the steps. */
export function powershellCollection(script: string, collection: Collection): string {
  const { steps } = collection;
  return fillScript(script, {
    words: wordsOf(collection),
    lines: {
      paths: steps.flatMap(({ title, places }) =>
        places.length === 0 ? [] : [`  # ${visible(title)}`, ...places.map((place) => `  ${powershellQuoted(place)}`)],
      ),
      commands: steps.flatMap(({ commands }) => commands),
      manual: leftTo(steps).map((title) => `Write-Output ${powershellQuoted(byHand(title))}`),
    },
  });
}

/** A text in single quotes, its pattern outside of them, as the shell spreads it there. */
function bashWord(text: string): string {
  return text
    .split(/(\*|\[0-9\])/u)
    .map((part) => (part === '' || part === '*' || part === DIGIT ? part : bashQuoted(part)))
    .join('');
}

/** Titles of what a reader has to add by hand. */
function leftTo(steps: readonly CollectionStep[]): string[] {
  return steps.filter(({ places, commands }) => places.length + commands.length === 0).map(({ title }) => title);
}

/** Name and title as they stand in names of files and in comments. */
function wordsOf({ id, title }: Collection): Readonly<Record<string, string>> {
  return { id: fileName(id) ?? 'evidence', title: visible(title) };
}
