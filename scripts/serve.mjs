/** Serves dist/ on PORT (4321), or on the next free port, to this machine alone; HOST names another address to listen on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';
import { siteServer } from './site-server.mjs';

const dist = join(ROOT, 'dist');
if (!existsSync(join(dist, 'index.html'))) {
  console.error('There is no built site: run `npm run build` first, or `npm start`.');
  process.exit(1);
}
const base = (process.env.BASE_PATH ?? '').replace(/\/+$/u, '');
let port = Number(process.env.PORT ?? '') || 4321;
const last = port + 50;
const host = process.env.HOST || '127.0.0.1';

const server = siteServer({ dist, base });
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || port === last) throw error;
  port += 1;
  server.listen(port, host);
});
server.on('listening', () => console.log(`疎通カルテ: http://${named(host)}:${port}${base}/ (Ctrl+C で終了)`));
server.listen(port, host);

/** An address to listen on as a reader on this machine writes it. */
function named(address) {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
