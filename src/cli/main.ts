import { parseArgs } from 'node:util';
import { HELP, versionText, WRONG_USE } from '#locale/cli.ts';
import { visible } from '../text/visible.ts';
import { checkScriptCommand } from './check-script.ts';
import { diagnose } from './diagnose.ts';
import type { KnowledgeSource } from './knowledge.ts';
import { explain, explainBatch, search, searchBatch } from './search.ts';

/** What a command is not called with as it should be ends with. */
const WRONG = 2;

/**
 * Runs a command and returns the exit code.
 *   diagnose [--json] [--mask] [--format ID] [--scenario ID] FILE…
 *       0: all reachable or complete, 1: something is not, 2: unreadable, unrecognised, or no such scenario
 *   explain [--json] "text" | explain --batch < strings.json
 *   check-script --os linux|windows --region CODE,… --workload ID,… [--names FILE] [--proxy HOST:PORT]
 *   search [--json] "words" | search --batch < strings.json
 * @param entry the program, of which further threads are started
 */
export async function main(args: readonly string[], source: KnowledgeSource, entry: URL): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case '--help':
    case '-h':
    case 'help':
      return help();
    case '--version':
    case '-V':
      process.stdout.write(versionText(source.version(), source.knowledge().rules));
      return 0;
    case 'explain':
    case 'search':
      return textCommand(command, rest, source);
    case 'check-script':
      return checkScriptCommand(rest, source);
    case 'diagnose':
      return diagnoseCommand(rest, source, entry);
    default:
      return wrongUse();
  }
}

/** The options of `explain` and `search`; everything else is the text. */
const TEXT_OPTIONS: ReadonlySet<string> = new Set(['--json', '--batch', '--help', '--']);

function textCommand(command: 'explain' | 'search', args: readonly string[], source: KnowledgeSource): number {
  // a message may begin like an option: -bash: curl: command not found
  const words = args.filter((word) => !TEXT_OPTIONS.has(word));
  const isSearch = command === 'search';
  if (args.includes('--batch')) return isSearch ? searchBatch(source) : explainBatch(source);
  if (words.length > 0) return (isSearch ? search : explain)(words.join(' '), args.includes('--json'), source);
  return args.includes('--help') ? help() : wrongUse();
}

async function diagnoseCommand(args: readonly string[], source: KnowledgeSource, entry: URL): Promise<number> {
  const parsed = diagnoseArguments(args);
  if (parsed === null) return WRONG;
  if (parsed.values.help) return help();
  if (parsed.positionals.length === 0) return wrongUse();
  return diagnose(parsed.positionals, parsed.values, source, entry);
}

/** Null, and said, where an option is unknown or lacks its value. */
function diagnoseArguments(args: readonly string[]): ReturnType<typeof parsedArguments> | null {
  try {
    return parsedArguments(args);
  } catch (error) {
    process.stderr.write(`${WRONG_USE} ${visible(error instanceof Error ? error.message : String(error))}\n\n${HELP}`);
    return null;
  }
}

function parsedArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      mask: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      format: { type: 'string' },
      scenario: { type: 'string' },
    },
  });
}

function help(): number {
  process.stdout.write(HELP);
  return 0;
}

function wrongUse(): number {
  process.stderr.write(`${WRONG_USE}\n\n${HELP}`);
  return WRONG;
}
