import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build, type InlineConfig, type Plugin } from 'vite';
import { SCRIPT_POLICY } from './policy.ts';

/** The file, below the site; the page beside it offers it. */
export const PORTABLE_FILE = 'portable/sotsu-karte.html';
const OFFER = 'portable/index.html';
/** Where its markup is built, which is no page of the site. */
const SHELL = 'portable/shell';
/** What the page says of the file before the file is there. */
export const PLACEHOLDERS = { hash: '@@SHA-256@@', size: '@@SIZE@@' } as const;

const SOURCE = fileURLToPath(new URL('../', import.meta.url));
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** The data that it holds: without what only the site's own search and articles need. */
const DATA = ['knowledge', 'meanings', 'masking', 'terms', 'captures', 'evidence', 'search'].map(
  (name) => `${name}.json`,
);
/** Most bytes that the file may have. */
const MOST = 1.5 * 1024 * 1024;

/** Makes the portable file: the whole analyzer in one page that asks for nothing. */
export function portable(): AstroIntegration {
  let base = '/';
  let scripts: Promise<readonly [page: string, worker: string]> | null = null;
  return {
    name: 'portable',
    hooks: {
      'astro:config:setup': ({ injectRoute, command, config }) => {
        base = config.base;
        if (command === 'build') injectRoute({ pattern: `/${SHELL}`, entrypoint: 'src/portable/shell.astro' });
      },
      // while the pages are built, so are its scripts
      'astro:build:start': () => {
        scripts = Promise.all([scriptOf('page', base), scriptOf('worker', base)]);
        // a failure stops the build where the file is made
        scripts.catch(() => undefined);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const shell = readFileSync(join(folder, SHELL, 'index.html'), 'utf8');
        rmSync(join(folder, SHELL), { recursive: true });
        const [page, worker] = (await scripts) ?? ['', ''];
        const data = DATA.map((name) => [name, readFileSync(join(folder, name))] as const);
        const html = assembled(shell, page, stylesOf(shell, folder, base), [
          ['worker.js', Buffer.from(worker)],
          ...data,
        ]);
        const size = Buffer.byteLength(html);
        if (size > MOST) throw new Error(`${PORTABLE_FILE} has ${size} bytes`);
        writeFileSync(join(folder, PORTABLE_FILE), html);
        offer(join(folder, OFFER), html);
        logger.info(`${PORTABLE_FILE}: ${size} bytes`);
      },
    },
  };
}

/** The markup with everything in it, and with a policy that allows this script and these styles and no request at all. */
function assembled(
  shell: string,
  script: string,
  styles: string,
  packed: readonly (readonly [string, Buffer])[],
): string {
  const code = script.replaceAll('</script', '<\\/script');
  const policy = [
    "default-src 'none'",
    `script-src '${integrityOf(code)}'`,
    `style-src '${integrityOf(styles)}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${SCRIPT_POLICY}`,
  ].join('; ');
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${styles}</style>`;
  const blocks = packed.map(
    ([name, content]) =>
      `<script type="text/plain" data-file="${name}">${gzipSync(content, { level: 9 }).toString('base64')}</script>`,
  );
  return shell
    .replaceAll(/<link rel="stylesheet"[^<>]{0,500}>/gu, '')
    .replaceAll(/<script [^<>]{0,500}><\/script>/gu, '')
    .replace(/<meta charset="utf-8"\s*\/?>/u, (charset) => charset + head)
    .replace('</body>', () => `${blocks.join('\n')}\n<script>${code}</script></body>`);
}

/** The styles that the markup links to, in their order. */
function stylesOf(shell: string, folder: string, base: string): string {
  const links = [...shell.matchAll(/<link rel="stylesheet" href="([^"]+)"/gu)].map(([, address = '']) => address);
  return links
    .map((address) => readFileSync(join(folder, address.slice(base.replace(/\/$/u, '').length)), 'utf8'))
    .join('\n');
}

/** Tells on the page what the file is. */
function offer(page: string, html: string): void {
  const hash = createHash('sha256').update(html).digest('hex');
  const size = `${(Buffer.byteLength(html) / 1024 / 1024).toFixed(2)} MB`;
  const text = readFileSync(page, 'utf8');
  writeFileSync(page, text.replaceAll(PLACEHOLDERS.hash, hash).replaceAll(PLACEHOLDERS.size, size));
}

function integrityOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Files that stand in for others in the portable file: what is fetched there stands in the page here. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  [join(SOURCE, 'ui/worker/files.ts'), join(SOURCE, 'portable/files.ts')],
]);

/** Workers are told apart by their source. */
const WORKER = '?worker&url';
const swapped: Plugin = {
  name: 'portable',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const isWorker = source.endsWith(WORKER);
    const found = await this.resolve(isWorker ? source.slice(0, -WORKER.length) : source, importer, {
      ...options,
      skipSelf: true,
    });
    if (found === null) return null;
    return isWorker ? `\0worker:${found.id}` : (INSTEAD.get(found.id) ?? found);
  },
  load(id) {
    if (!id.startsWith('\0worker:')) return null;
    return `export default ${JSON.stringify(id.slice('\0worker:'.length).replace(PROJECT, '/').replaceAll('\\', '/'))}`;
  },
};

/** One of its scripts, whole. */
async function scriptOf(name: 'page' | 'worker', base: string): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    root: PROJECT,
    base,
    logLevel: 'error',
    publicDir: false,
    plugins: [swapped],
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      modulePreload: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(SOURCE, 'portable', `${name}.ts`),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  };
  const built = await build(config);
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const codes = outputs.flatMap((output) => (output.type === 'chunk' ? [output.code] : []));
  if (codes.length !== 1 || codes[0] === undefined) throw new Error(`the portable ${name} is ${codes.length} files`);
  return codes[0];
}
