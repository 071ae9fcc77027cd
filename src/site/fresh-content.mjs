import { fileURLToPath } from 'node:url';

const CONTENT = fileURLToPath(new URL('../../content/', import.meta.url));

/**
 * While pages are written (`npm run dev`): what `content/` holds is read once and kept by the modules of the site, so
 * after a change of a file in it they are all read again. Without this an edited signature.yaml shows after a restart.
 */
export function freshContent() {
  return {
    name: 'fresh-content',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const renew = (file) => {
          if (!file.startsWith(CONTENT)) return;
          for (const environment of Object.values(server.environments)) {
            environment.moduleGraph.invalidateAll();
            environment.hot.send({ type: 'full-reload' });
          }
        };
        server.watcher.add(CONTENT);
        for (const event of ['add', 'change', 'unlink']) server.watcher.on(event, renew);
      },
    },
  };
}
