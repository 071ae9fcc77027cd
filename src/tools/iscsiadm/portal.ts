/** Host and port of a portal as iscsiadm takes and writes it: `10.0.0.5:3260,1`, `[fe80::1]:3260`, a name alone. */
const PORTAL = /^\[?([^\]\s,]{1,253}?)\]?(?::(\d{1,5}))?(?:,-?\d{1,10})?$/u;
/** An address of version 6 holds colons, and no port without brackets. */
const BARE = /^[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}$/iu;

/** What a portal names; the port is null where it names none. */
export function portalOf(written: string): { readonly host: string; readonly port: string | null } {
  if (BARE.test(written)) return { host: written, port: null };
  const [, host = '', port = null] = PORTAL.exec(written) ?? [];
  return { host, port };
}
