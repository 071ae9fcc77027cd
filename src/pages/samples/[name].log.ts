import { readdirSync, readFileSync } from 'node:fs';
import { CONTENT } from '../../knowledge/load-files.ts';

const SAMPLES = new URL('samples/', CONTENT);

export function getStaticPaths(): { params: { name: string } }[] {
  return readdirSync(SAMPLES)
    .filter((file) => file.endsWith('.log'))
    .map((file) => ({ params: { name: file.slice(0, -4) } }));
}

/** The sample logs of the home page, as their bytes are. */
export function GET({ params }: { params: { name: string } }): Response {
  return new Response(readFileSync(new URL(`${params.name}.log`, SAMPLES)), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
