/** npm start: installs, builds and serves the finished site. */
import { env, install, ROOT, run } from './setup.mjs';
import { spawn } from 'node:child_process';

install();
run('astro', ['build']);
spawn('node', ['scripts/serve.mjs'], { cwd: ROOT, env, stdio: 'inherit' }).on('exit', (code) =>
  process.exit(code ?? 0),
);
