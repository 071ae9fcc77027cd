import { hasOption, type Arguments } from '../../session/arguments.ts';
import { urlTargets } from '../../session/target.ts';
import { asksForOtherHost } from '../host-header.ts';
import { iwr } from '../iwr/index.ts';
import type { Tool } from '../tool.ts';
import { OPTIONS } from './options.ts';
import { readWget } from './read.ts';
import { WgetRun } from './run.ts';

/** GNU Wget: a request over HTTP. */
export const wget: Tool = {
  id: 'wget',
  names: ['wget'],
  word: 'wget',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns', 'tcp', 'tls', 'http'],
  options: OPTIONS,
  targets: ({ positional }) => urlTargets(positional),
  settings: (given, variables) => ({
    proxy: proxyOf(given),
    noProxy: hasOption(given, 'no-proxy') ? '*' : (variables.get('no_proxy') ?? null),
    verifies: !hasOption(given, 'no-check-certificate', 'ca-certificate', 'ca-directory'),
    elsewhere: asksForOtherHost(given),
  }),
  run: () => new WgetRun(),
  // Windows has no program of this name
  alias: { tool: iwr, always: true },
  read: readWget,
};

/** `-e https_proxy=proxy:8080`. */
function proxyOf({ options }: Arguments): string | null {
  for (const command of options.get('execute') ?? []) {
    const value = /^https?_proxy {0,4}= {0,4}(\S{1,256})$/iu.exec(command.trim())?.[1];
    if (value !== undefined) return value;
  }
  return null;
}
