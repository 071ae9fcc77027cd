import { isAddress, isSinkhole } from '../text/address.ts';

/** The machine itself was asked for. */
export function isLocal(host: string | null): boolean {
  return host !== null && (host === 'localhost' || (isAddress(host) && isSinkhole(host)));
}
