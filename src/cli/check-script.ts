import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NO_PROXY_ADDRESS, NOTHING_CHOSEN, unknownChoice, unreadable, WRONG_USE } from '#locale/cli.ts';
import { givenProxy, scriptFile, type ScriptSystem } from '../commands/check-script.ts';
import { checkScript } from '../evidence/check-script.ts';
import { visible } from '../text/visible.ts';
import type { KnowledgeSource } from './knowledge.ts';

const WRONG = 2;
const SYSTEMS: readonly ScriptSystem[] = ['linux', 'windows'];

/** Writes the check script for what is chosen to standard output. */
export function checkScriptCommand(args: readonly string[], source: KnowledgeSource): number {
  const values = valuesOf(args);
  if (values === null) return WRONG;
  const knowledge = source.check();
  const regions = listOf(values.region);
  const workloads = listOf(values.workload);
  const places = knowledge.regions.flatMap(({ code, region }) => [code, region]);
  const ids = knowledge.workloads.map(({ id }) => id);
  const system = SYSTEMS.find((one) => one === values.os);
  const odd =
    unknownIn('--region', regions, places) ??
    unknownIn('--workload', workloads, ids) ??
    (system === undefined ? unknownChoice('--os', visible(values.os), SYSTEMS) : null) ??
    (values.proxy !== '' && givenProxy(values.proxy) === null ? NO_PROXY_ADDRESS : null);
  const names = namesIn(values.names);
  if (odd !== null || system === undefined || names === null) return wrong(odd ?? unreadable(visible(values.names)));
  const script = checkScript({ regions, workloads, names, proxy: values.proxy }, knowledge, system);
  if (script === null) return wrong(NOTHING_CHOSEN);
  process.stdout.write(scriptFile(script, system));
  return 0;
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        os: { type: 'string', default: '' },
        region: { type: 'string', default: '' },
        workload: { type: 'string', default: '' },
        names: { type: 'string', default: '' },
        proxy: { type: 'string', default: '' },
      },
    }).values;
  } catch (error) {
    wrong(`${WRONG_USE} ${visible(error instanceof Error ? error.message : String(error))}\n`);
    return null;
  }
}

function wrong(text: string): number {
  process.stderr.write(text);
  return WRONG;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
}

function unknownIn(what: string, given: readonly string[], all: readonly string[]): string | null {
  const odd = given.find((one) => !all.includes(one));
  return odd === undefined ? null : unknownChoice(what, visible(odd), all);
}

/** The text of the file with names; null where it cannot be read. */
function namesIn(file: string): string | null {
  if (file === '') return '';
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
