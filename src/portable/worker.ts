/** Every worker of the site in one program, as most of their code is the same. What it is stands before it: `files.ts`. */
const WORKERS: Readonly<Record<string, () => Promise<unknown>>> = {
  '/src/ui/worker/worker.ts': () => import('../ui/worker/worker.ts'),
  '/src/ui/evidence/bundle-worker.ts': () => import('../ui/evidence/bundle-worker.ts'),
  '/src/ui/capture/worker.ts': () => import('../ui/capture/worker.ts'),
};

void WORKERS[(globalThis as { readonly portableWorker?: string }).portableWorker ?? '']?.();
