import type { Tools } from '../session/tool-table.ts';
import { azcmagent } from './azcmagent/index.ts';
import { clientError } from './client-error/index.ts';
import { curl } from './curl/index.ts';
import { devtcp } from './devtcp/index.ts';
import { dig } from './dig/index.ts';
import { getent } from './getent/index.ts';
import { host } from './host/index.ts';
import { iscsiadm } from './iscsiadm/index.ts';
import { iscsicli } from './iscsicli/index.ts';
import { iwr } from './iwr/index.ts';
import { karte } from './karte/index.ts';
import { mountCifs } from './mount-cifs/index.ts';
import { mtr } from './mtr/index.ts';
import { nc } from './nc/index.ts';
import { nmap } from './nmap/index.ts';
import { nslookup } from './nslookup/index.ts';
import { openssl } from './openssl/index.ts';
import { ping } from './ping/index.ts';
import { portqry } from './portqry/index.ts';
import { psping } from './psping/index.ts';
import { resolveDnsName } from './resolve-dnsname/index.ts';
import { resolvectl } from './resolvectl/index.ts';
import { socat } from './socat/index.ts';
import { tcpclient } from './tcpclient/index.ts';
import { tcpdump } from './tcpdump/index.ts';
import { telnet } from './telnet/index.ts';
import { testConnection } from './test-connection/index.ts';
import { tnc } from './tnc/index.ts';
import type { Tool } from './tool.ts';
import { tracepath } from './tracepath/index.ts';
import { traceroute } from './traceroute/index.ts';
import { tracert } from './tracert/index.ts';
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
  telnet,
  devtcp,
  nmap,
  socat,
  portqry,
  psping,
  testConnection,
  iscsiadm,
  iscsicli,
  mountCifs,
  ping,
  traceroute,
  tracert,
  tracepath,
  mtr,
  tcpdump,
  azcmagent,
  karte,
  clientError,
];

/** What a session has to know of tools, beside the commands that show settings. */
export const SESSION_TOOLS: Tools = { tools: TOOLS, unread: UNREAD };

const BY_ID: ReadonlyMap<string, Tool> = new Map(TOOLS.map((tool) => [tool.id, tool]));

/** A tool by its id; undefined for what writes messages and is no tool of this list. */
export function toolOf(id: string): Tool | undefined {
  return BY_ID.get(id);
}
