/**
 * An HTTP server for the built site that sends the headers of `_headers`, as a static host does.
 * sirv 3 falls short: it follows symbolic links out of the folder, answers every method, and neither redirects folders
 * nor compresses.
 */
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
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

const METHODS = ['GET', 'HEAD'];

/** A server (not listening yet) for the folder `dist` under the path `base` (`''` or `/name`). */
export function siteServer({ dist, base = '' }) {
  const root = realpathSync(dist);
  const file = join(root, '_headers');
  const headers = siteHeaders(file);
  return createServer((request, response) => {
    const own = siteHeaders(file, (request.url ?? '/').split('?', 1)[0].slice(base.length));
    for (const [name, value] of [...headers, ...own]) response.setHeader(name, value);
    if (!METHODS.includes(request.method)) {
      response.setHeader('allow', METHODS.join(', '));
      response.writeHead(405).end();
      return;
    }
    const { status, file: found, location } = answer(request.url ?? '/', root, base);
    response.statusCode = status;
    if (location !== undefined) response.setHeader('location', location);
    if (found === null) {
      response.end();
      return;
    }
    send(found, request, response);
  });
}

/** The headers for every path (`/*`), or for one alone, of a `_headers` file. */
export function siteHeaders(file, path = '/*') {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split(/\r?\n/u);
  const from = lines.indexOf(path) + 1;
  if (from === 0) return [];
  const end = lines.findIndex((line, index) => index >= from && !/^\s/u.test(line));
  return lines.slice(from, end === -1 ? undefined : end).map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
}

function answer(url, root, base) {
  const missing = { status: 404, file: fileIn(root, join(root, '404.html')) };
  const [address = '', query] = url.split(/\?(.*)/su, 2);
  const path = decoded(address);
  // `//name` and `/\\name` in a redirect would lead to another host
  if (path === null || /\0|\\|\/\//u.test(path)) return missing;
  if (base !== '' && path !== base && !path.startsWith(`${base}/`)) return missing;
  const wanted = join(root, path.slice(base.length));
  const file = path.endsWith('/') ? null : fileIn(root, wanted);
  if (file !== null) return { status: 200, file };
  const index = fileIn(root, join(wanted, 'index.html'));
  if (index === null) return missing;
  if (path.endsWith('/')) return { status: 200, file: index };
  return { status: 301, file: null, location: `${address}/${query === undefined ? '' : `?${query}`}` };
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}

/** The file that a path leads to, symbolic links followed; null when there is none or when it lies outside `root`. */
function fileIn(root, path) {
  try {
    const file = realpathSync(path);
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : null;
  } catch {
    // no such path, a name that is too long, a loop of links, no permission
    return null;
  }
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
