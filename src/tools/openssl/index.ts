import { hasOption, valueOf, type Arguments } from '../../session/arguments.ts';
import { NO_TARGET, urlTarget, type Target } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { namesOwner } from './handshake.ts';
import { OPTIONS } from './options.ts';
import { readOpenssl } from './read.ts';
import { OpensslRun } from './run.ts';

/** `openssl s_client`: a TLS handshake. What the other commands of openssl print is not read. */
export const openssl: Tool = {
  id: 'openssl',
  names: ['openssl'],
  word: 'openssl',
  platform: 'any',
  cmdlet: false,
  proves: ['tcp', 'tls'],
  options: OPTIONS,
  targets: (given) => [targetOf(given)],
  settings: (given) => ({
    proxy: valueOf(given, 'proxy'),
    verifies: !hasOption(given, 'cafile', 'capath', 'castore', 'verifycafile', 'verifycapath', 'verifycastore'),
    elsewhere: isElsewhere(given),
  }),
  run: () => new OpensslRun(),
  reads: namesOwner,
  read: readOpenssl,
};

/** Port of `s_client` where none is given: PORT of apps/s_client.c. */
const DEFAULT_PORT = 4433;

/** `-connect host:port`, `-host` and `-port`, or the last word (3.0 and later). */
function targetOf(given: Arguments): Target {
  const [command, address] = given.positional;
  if (command !== 's_client') return NO_TARGET;
  const named = (valueOf(given, 'connect') ?? address ?? valueOf(given, 'host') ?? '').replace(/^https?:\/\//u, '');
  // a scheme is none of its words, but tells the reader of targets that any word is a host
  const target = urlTarget(`https://${named}`);
  if (target === null) return NO_TARGET;
  const hasPort = /:(?:\d{1,5}|https)$/u.test(named) && !/^[^[]*:[^\]]*:/u.test(named);
  const port = Number(valueOf(given, 'port'));
  return { ...target, port: hasPort ? target.port : port > 0 ? port : DEFAULT_PORT, scheme: null };
}

/** It speaks no TLS over TCP to what it names, or asks for the certificate of another host. */
function isElsewhere(given: Arguments): boolean {
  if (hasOption(given, 'unix', 'dtls', 'dtls1', 'dtls1_2', 'sctp')) return true;
  const asked = valueOf(given, 'servername')?.toLowerCase() ?? null;
  return asked !== null && asked !== targetOf(given).host;
}
