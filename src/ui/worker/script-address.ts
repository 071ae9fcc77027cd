import { href } from '../../site/href.ts';
import { SCRIPT_POLICY } from '../../site/policy.ts';

/** The one script of this site that a browser loads by its address: all other workers start from a Blob. */
export const SERVICE_WORKER = href('/sw.js');

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

// typescript/lib/lib.dom.d.ts does not know Trusted Types yet, nor do browsers that do not enforce them
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy(SCRIPT_POLICY, {
  createScriptURL(url) {
    if (!url.startsWith('blob:') && url !== SERVICE_WORKER) throw new TypeError('a worker starts from a Blob');
    return url;
  },
});

/** The address of a worker in the form that a browser takes under `require-trusted-types-for`. */
export function scriptAddress(url: string): string {
  return policy?.createScriptURL(url) ?? url;
}
