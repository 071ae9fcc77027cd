/** An HTTP server for the built site that sends the headers of `_headers`, as a static host does. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.xml', '.txt', '.log']);

/** A server (not listening yet) for the folder `dist` under the path `base` (`''` or `/name`). */
export function siteServer({ dist, base = '' }) {
  const headers = siteHeaders(join(dist, '_headers'));
  return createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const { status, file, location } = answer(request.url ?? '/', dist, base);
    response.statusCode = status;
    if (location !== undefined) response.setHeader('location', location);
    if (file === undefined) {
      response.end();
      return;
    }
    send(file, request, response);
  });
}

/** The headers for every path (`/*`) of a `_headers` file. */
function siteHeaders(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split(/\r?\n/u);
  const from = lines.indexOf('/*') + 1;
  const end = lines.findIndex((line, index) => index >= from && !/^\s/u.test(line));
  return lines.slice(from, end === -1 ? undefined : end).map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
}

function answer(url, dist, base) {
  const missing = existsSync(join(dist, '404.html'))
    ? { status: 404, file: join(dist, '404.html') }
    : { status: 404, file: undefined };
  let address;
  let path;
  try {
    address = new URL(url, 'http://localhost');
    path = decodeURIComponent(address.pathname);
  } catch {
    return missing;
  }
  if (path.includes('\0') || (base !== '' && path !== base && !path.startsWith(`${base}/`))) return missing;
  const wanted = join(dist, path.slice(base.length) || '/');
  if (wanted !== dist && !wanted.startsWith(dist.endsWith(sep) ? dist : dist + sep)) return missing;
  if (isFile(wanted)) return { status: 200, file: wanted };
  if (!isFile(join(wanted, 'index.html'))) return missing;
  if (path.endsWith('/')) return { status: 200, file: join(wanted, 'index.html') };
  return { status: 301, file: undefined, location: `${address.pathname}/${address.search}` };
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function send(file, request, response) {
  const type = extname(file);
  response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream');
  // names of built assets hold a hash of what is in them
  if (file.includes(`${sep}_astro${sep}`) && response.statusCode === 200)
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  if (COMPRESSED.has(type)) response.setHeader('vary', 'accept-encoding');
  const gzip = COMPRESSED.has(type) && /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');
  if (gzip) response.setHeader('content-encoding', 'gzip');
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stages = gzip ? [createReadStream(file), createGzip(), response] : [createReadStream(file), response];
  // a reader who leaves in the middle is no error
  pipeline(stages, () => {});
}
