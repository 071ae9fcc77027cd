/** Serves dist/ with the headers of public/_headers. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const BASE = (process.env.BASE_PATH ?? '/').replace(/\/$/u, '');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.xml', '.txt', '.log']);

/** The headers for every path (`/*`) of a `_headers` file. */
function siteHeaders() {
  const lines = readFileSync(join(DIST, '_headers'), 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('  '))
    .map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}

function fileOf(url) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  if (BASE !== '' && path !== BASE && !path.startsWith(`${BASE}/`)) return null;
  const wanted = join(DIST, normalize(path.slice(BASE.length) || '/'));
  if (!wanted.startsWith(DIST)) return null;
  for (const file of [wanted, join(wanted, 'index.html')]) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  }
  return null;
}

const headers = siteHeaders();
const server = createServer((request, response) => {
  let file = null;
  try {
    file = fileOf(request.url ?? '/');
  } catch {
    // a malformed address finds nothing
  }
  for (const [name, value] of headers) response.setHeader(name, value);
  const found = file ?? join(DIST, '404.html');
  const type = extname(found);
  response.statusCode = file === null ? 404 : 200;
  response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream');
  if (found.includes('/_astro/')) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  const gzip = COMPRESSED.has(type) && (request.headers['accept-encoding'] ?? '').includes('gzip');
  if (gzip) response.setHeader('content-encoding', 'gzip');
  const stream = createReadStream(found);
  (gzip ? stream.pipe(createGzip()) : stream).pipe(response);
});

let port = Number(process.env.PORT ?? 4321);
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || process.env.PORT !== undefined) throw error;
  port += 1;
  server.listen(port);
});
server.on('listening', () => console.log(`疎通カルテ: http://localhost:${port}${BASE}/`));
server.listen(port);
