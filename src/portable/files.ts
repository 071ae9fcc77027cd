/**
 * In place of `ui/worker/files.ts`: what the site fetches stands, packed, in the page itself.
 */

/** A data file of the site. */
export function fileText(name: string): Promise<string> {
  return unpacked(name);
}

/** The code of a worker: all of them are one program, which begins with what it is to be. */
export async function codeText(worker: string): Promise<string> {
  return `globalThis.portableWorker=${JSON.stringify(worker)};${await unpacked('worker.js')}`;
}

/** The site's samples stand in no file of this edition. */
export function sampleText(name: string): Promise<string> {
  return unpacked(`samples/${name}.log`);
}

async function unpacked(name: string): Promise<string> {
  const packed = document.querySelector(`script[data-file="${name}"]`)?.textContent;
  if (packed == null) throw new Error(`${name} is not in this file`);
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
