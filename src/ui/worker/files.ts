import { href } from '../../site/href.ts';

/** A data file of the site, of the version that the page has. @throws {Error} when it does not come. */
export function fileText(name: string): Promise<string> {
  const version = document.body.dataset['version'];
  return fetchText(href(`/${name}`) + (version === undefined ? '' : `?v=${version}`));
}

/** The code of a worker. @throws {Error} when it does not come. */
export function codeText(address: string): Promise<string> {
  return fetchText(address);
}

/** A sample log of ours. @throws {Error} when it does not come. */
export function sampleText(name: string): Promise<string> {
  return fetchText(href(`/samples/${name}.log`));
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}
