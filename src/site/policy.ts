/** The one Trusted Types policy: it makes the addresses of the workers (`src/ui/worker/script-address.ts`). */
export const SCRIPT_POLICY = 'own-workers';

/**
 * The one Content-Security-Policy: in every page's head, and as a header where the host can send one.
 * What has no directive of its own (frames, plug-ins, media, fonts, manifests) is `default-src`: nothing.
 * `wasm-unsafe-eval` is for the search index, `blob:` for the workers that inherit this policy, `'self'` beside it for the service worker.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${SCRIPT_POLICY}`,
];

export const META_POLICY = DIRECTIVES.join('; ');
/** `frame-ancestors` counts only in a header. */
export const HEADER_POLICY = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');

/** The service worker's own: it inherits none, so only a host that sends headers binds it. */
export const SERVICE_WORKER_POLICY = "default-src 'none'; connect-src 'self'";
