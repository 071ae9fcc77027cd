import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Where the measurements' server looks for a free port first. */
const PORT = '4370';

/** Serves the built site for a measurement, and stops it afterwards. */
export async function withSite<T>(measure: (origin: string) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, ['scripts/serve.mjs'], {
    env: { ...process.env, PORT },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const origin = /http:\/\/localhost:\d+/u.exec(said.toString('utf8'))?.[0];
    if (origin === undefined) throw new Error(`the server did not start: ${said.toString('utf8')}`);
    return await measure(origin);
  } finally {
    server.kill();
  }
}
