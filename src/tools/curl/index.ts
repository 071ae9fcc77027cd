import { hasOption, valueOf, type Arguments } from '../../session/arguments.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import type { CommandSettings } from '../../session/tool-table.ts';
import { urlTargets } from '../../session/target.ts';
import { asksForOtherHost } from '../host-header.ts';
import { iwr } from '../iwr/index.ts';
import type { Tool } from '../tool.ts';
import { tells } from './exchange.ts';
import { isMeter } from './meter.ts';
import { OPTIONS } from './options.ts';
import { readCurl } from './read.ts';
import { CurlRun } from './run.ts';
import { verboseError } from './verbose.ts';

/** curl: a request over HTTP. */
export const curl: Tool = {
  id: 'curl',
  names: ['curl'],
  word: 'curl',
  platform: 'any',
  cmdlet: false,
  proves: ['dns', 'tcp', 'tls', 'http'],
  options: OPTIONS,
  targets: ({ options, positional }) => urlTargets([...(options.get('url') ?? []), ...positional]),
  settings: (given, variables) => ({
    proxy: valueOf(given, 'proxy', 'preproxy', 'proxy1.0') ?? socks(valueOf(given, ...SOCKS)),
    noProxy: valueOf(given, 'noproxy') ?? variables.get('no_proxy') ?? null,
    verifies: !hasOption(given, 'insecure', 'cacert', 'capath'),
    quiet: hasOption(given, 'silent') && !hasOption(given, 'show-error'),
    verbose: hasOption(given, 'verbose', 'trace', 'trace-ascii'),
    follows: hasOption(given, 'location', 'location-trusted'),
    elsewhere: hasOption(given, ...ELSEWHERE) || asksForOtherHost(given),
    ...printing(given),
  }),
  run: () => new CurlRun(),
  // Windows has a curl.exe as well, so that only the output tells which one it was
  alias: { tool: iwr, always: false },
  isProgress: isMeter,
  reads: tells,
  // it comes from standard error, so it may stand between header lines
  isMessage: (text) => text.startsWith('curl'),
  isInPlace,
  restate: verboseError,
  read: readCurl,
};

const SOCKS = ['socks4', 'socks4a', 'socks5', 'socks5-hostname'];
const ELSEWHERE = ['resolve', 'connect-to', 'unix-socket', 'abstract-unix-socket', 'config', 'request-target'];

function printing(given: Arguments): Pick<CommandSettings, 'prints' | 'discards'> {
  const prints = valueOf(given, 'write-out');
  return prints === null ? {} : { prints, discards: hasOption(given, 'output', 'remote-name', 'O') };
}

function socks(server: string | null): string | null {
  return server === null || server.includes('://') ? server : `socks5://${server}`;
}

/** A status line counts only where curl prints one: at the beginning of its line, or behind `< ` of `-v`. */
function isInPlace({ match, text }: MatchedLine): boolean {
  if (match.signature.layer !== 'http' && match.role !== 'status-line') return true;
  const before = text.slice(0, match.start).trim();
  return (before === '' || before === '<') && isAscii(text);
}

/** A reason phrase is ASCII; prose that mentions a status line goes on in Japanese. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 126) return false;
  return true;
}
