import { hyphenOptions } from '../../session/arguments.ts';
import { PlainRun } from '../../session/run.ts';
import { NO_TARGET } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { readTcpdump } from './read.ts';
import { isPacket, recastTcpdump } from './recast.ts';

/** What tcpdump prints of packets. Its command names a filter and no destination: the packets do. */
export const tcpdump: Tool = {
  id: 'tcpdump',
  names: ['tcpdump'],
  word: 'tcpdump',
  platform: 'any',
  cmdlet: false,
  proves: ['tcp', 'tls'],
  options: hyphenOptions('', [], {}),
  targets: () => [NO_TARGET],
  run: () => new PlainRun(),
  // a packet alone says nothing: only those of its connection do
  isInPlace: () => false,
  recast: recastTcpdump,
  reads: isPacket,
  read: readTcpdump,
};
