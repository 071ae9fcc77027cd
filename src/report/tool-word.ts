import { WRITERS } from '#locale/writers.ts';
import { toolOf } from '../tools/index.ts';

/** What wrote a message, as a reader calls it. */
export function toolWord(tool: string): string {
  return toolOf(tool)?.word ?? WRITERS[tool] ?? tool;
}
