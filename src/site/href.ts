const BASE = import.meta.env.BASE_URL;

/** The address of a page of this site (`/guide/x/`), under the path where the site is deployed. */
export function href(path: string): string {
  return `${BASE.endsWith('/') ? BASE.slice(0, -1) : BASE}${path}`;
}
