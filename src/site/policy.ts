/**
 * The one Content-Security-Policy: in every page's head, and as a header where the host can send one.
 * `wasm-unsafe-eval` is for the search index, `blob:` for the worker that inherits this policy.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  'worker-src blob:',
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

export const META_POLICY = DIRECTIVES.join('; ');
/** `frame-ancestors` counts only in a header. */
export const HEADER_POLICY = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');
