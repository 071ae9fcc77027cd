/** The one Trusted Types policy: it makes the address of a worker that starts from a Blob (`src/ui/worker/start.ts`). */
export const WORKER_POLICY = 'worker-from-blob';

/**
 * The one Content-Security-Policy: in every page's head, and as a header where the host can send one.
 * What has no directive of its own (frames, plug-ins, media, fonts, manifests) is `default-src`: nothing.
 * `wasm-unsafe-eval` is for the search index, `blob:` for the worker that inherits this policy.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${WORKER_POLICY}`,
];

export const META_POLICY = DIRECTIVES.join('; ');
/** `frame-ancestors` counts only in a header. */
export const HEADER_POLICY = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');
