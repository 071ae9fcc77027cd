/** npm run build:portable: builds the site, of which the portable file is a part, and tells where it lies. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run } from './setup.mjs';

install();
run('astro', ['build']);
const file = join(ROOT, 'dist', 'portable', 'sotsu-karte.html');
const content = readFileSync(file);
console.log(`${file}\n${content.length} bytes\nSHA-256 ${createHash('sha256').update(content).digest('hex')}`);
