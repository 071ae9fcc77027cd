import { WRITERS } from '../locales/ja/writers.ts';
import { toolOf } from '../tools/index.ts';

/** What wrote a message, as a reader calls it. */
export function toolWord(tool: string): string {
  return toolOf(tool)?.word ?? WRITERS[tool] ?? tool;
}
