import type { Tools } from '../session/tool-table.ts';
import { azcmagent } from './azcmagent/index.ts';
import { clientError } from './client-error/index.ts';
import { curl } from './curl/index.ts';
import { dig } from './dig/index.ts';
import { getent } from './getent/index.ts';
import { host } from './host/index.ts';
import { iwr } from './iwr/index.ts';
import { nc } from './nc/index.ts';
import { nslookup } from './nslookup/index.ts';
import { openssl } from './openssl/index.ts';
import { resolveDnsName } from './resolve-dnsname/index.ts';
import { resolvectl } from './resolvectl/index.ts';
import { tcpclient } from './tcpclient/index.ts';
import { tnc } from './tnc/index.ts';
import type { Tool } from './tool.ts';
import { UNREAD } from './unread.ts';
import { wget } from './wget/index.ts';

/** Every tool whose output is read, in the order in which pages list them. Every other list of tools is made of this one. */
export const TOOLS: readonly Tool[] = [
  nslookup,
  nc,
  curl,
  tnc,
  iwr,
  wget,
  openssl,
  tcpclient,
  dig,
  host,
  getent,
  resolvectl,
  resolveDnsName,
  azcmagent,
  clientError,
];

/** What a session has to know of tools. */
export const SESSION_TOOLS: Tools = { tools: TOOLS, unread: UNREAD };

const BY_ID: ReadonlyMap<string, Tool> = new Map(TOOLS.map((tool) => [tool.id, tool]));

/** A tool by its id; undefined for what writes messages and is no tool of this list. */
export function toolOf(id: string): Tool | undefined {
  return BY_ID.get(id);
}
