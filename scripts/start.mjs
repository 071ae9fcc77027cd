/** npm start: installs, builds and serves the finished site. */
import { install, run } from './setup.mjs';

install();
run('astro', ['build']);
await import('./serve.mjs');
