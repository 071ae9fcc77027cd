import type { Asked, Recast } from '../../session/tool-table.ts';

/** Lines that AzFileDiagnostics.sh writes between the account and what came of its port, at most. */
const MOST_LINES = 40;
/** Whom it tests (AzFileDiagnostics.sh of Azure-Samples/azure-files-samples, line 678). */
const ACCOUNT = /^(?:\S{8,30} )?Storage account FQDN is ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})$/u;
/** What came of it: its own test of the port (lines 695 and 697), or the mount. */
const RESULT = /\bPort 445 is (?:not )?reachable from this client\b|^mount error(?:\(\d{1,3}\))?: /u;

/** AzFileDiagnostics names the storage account, and tells lines below what came of its port: one check. */
export function recastDiagnostics(at: (offset: number) => string, _asked?: Asked): Recast | null {
  const host = ACCOUNT.exec(at(0).trim())?.[1]?.toLowerCase();
  if (host === undefined) return null;
  for (let offset = 1; offset < MOST_LINES; offset += 1) {
    const own = at(offset).trim();
    if (ACCOUNT.test(own)) return null;
    if (RESULT.test(own)) return { lines: offset + 1, checks: [{ offset, said: [own], own: true, host, alone: true }] };
  }
  return null;
}
