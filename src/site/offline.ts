import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { VERSION } from './version.ts';

const SERVICE_WORKER = new URL('service-worker.js', import.meta.url);
/** The pages in one file: 750 of them are read at once, and packed together they are a tenth of their size. */
const PACK = 'pages.json';
const PAGE = /(?:^|\/)(?:index|404)\.html$/u;
/** Files that are kept: the code and styles, the data that pages load by their version, the samples. */
const KEPT = /^(?:_astro\/.+|[a-z]+\.json|theme\.js|favicon\.svg|samples\/.+)$/u;
/** Addresses with their version in them. */
const VERSIONED = /^(?:[a-z]+\.json|theme\.js)$/u;

/** Writes the service worker, with the list of the files that it keeps, and the pages in one file. */
export function offline(): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((path) => path.replaceAll(sep, '/'))
          .sort();
        const read = (path: string): Buffer => readFileSync(join(folder, path));
        const pages = paths.filter((path) => PAGE.test(path) && !path.startsWith('dev/'));
        const pack = JSON.stringify(
          Object.fromEntries(pages.map((path) => [path.replace(/index\.html$/u, ''), read(path).toString('utf8')])),
        );
        writeFileSync(join(folder, PACK), pack);
        const files = [
          ...paths.filter((path) => KEPT.test(path)).map((path) => [addressOf(path), integrityOf(read(path))] as const),
          [PACK, integrityOf(pack)] as const,
        ];
        // what is kept changes with any of the files, also with those that no version of ours counts
        const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
        const code = readFileSync(SERVICE_WORKER, 'utf8');
        writeFileSync(
          join(folder, 'sw.js'),
          code.replace('MANIFEST', () => JSON.stringify({ version, files })),
        );
        logger.info(`${files.length} files and ${pages.length} pages for use without a network`);
      },
    },
  };
}

function addressOf(path: string): string {
  return VERSIONED.test(path) ? `${path}?v=${VERSION}` : path;
}

function integrityOf(content: string | Buffer): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
