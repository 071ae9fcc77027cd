import { hasOption, valueOf } from '../../session/arguments.ts';
import { NO_TARGET, urlTarget } from '../../session/target.ts';
import { cmdletOptions } from '../cmdlet.ts';
import type { Tool } from '../tool.ts';
import { equivalents } from './methods.ts';
import { readIwr } from './read.ts';
import { recastIwr } from './recast.ts';
import { IwrRun } from './run.ts';

/** Parameters of Invoke-WebRequest with a value. */
const PARAMETERS = `uri proxy proxycredential timeoutsec connectiontimeoutseconds operationtimeoutseconds method custommethod headers outfile
infile useragent credential maximumredirection maximumretrycount retryintervalsec body form contenttype websession
sessionvariable certificate certificatethumbprint transferencoding sslprotocol authentication token httpversion unixsocket
responseheadersvariable statuscodevariable`;
/** Invoke-RestMethod is run. */
const REST = /(?:^|[\s({=])(?:irm|invoke-restmethod)\s/iu;

/** Invoke-WebRequest: a request over HTTP. */
export const iwr: Tool = {
  id: 'iwr',
  names: ['iwr', 'invoke-webrequest', 'irm', 'invoke-restmethod'],
  word: 'Invoke-WebRequest (iwr)',
  platform: 'windows',
  cmdlet: true,
  proves: ['tcp', 'tls', 'http'],
  options: cmdletOptions(PARAMETERS),
  targets({ options, positional }) {
    // the scripts name a host without a scheme; what they test is its HTTPS port
    const named = options.get('uri')?.[0] ?? positional[0] ?? '';
    const target = urlTarget(named) ?? NO_TARGET;
    return [named.includes('://') || target.port !== 80 ? target : { ...target, port: 443, scheme: null }];
  },
  settings: (given) => ({
    proxy: valueOf(given, 'proxy'),
    noProxy: hasOption(given, 'noproxy') ? '*' : null,
    verifies: !hasOption(given, 'skipcertificatecheck'),
    elsewhere: hasOption(given, 'unixsocket') || /\bhost["']? ?= ?/iu.test(valueOf(given, 'headers') ?? ''),
  }),
  run: () => new IwrRun(),
  recast: recastIwr,
  equivalents,
  // Invoke-RestMethod prints what it got in a form of its own: only its failures can be read
  unreadAs: ({ command, matches }) =>
    matches.length === 0 && REST.test(command?.text ?? '') ? 'invoke-restmethod' : null,
  read: readIwr,
};
