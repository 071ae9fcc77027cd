/** A destination that a line names, and where. */
export interface Named {
  readonly host: string;
  readonly port: number;
  readonly index: number;
}

/** A URL, and what urllib3 calls the pool of connections to a host (urllib3 2.2, connectionpool.py). */
const DESTINATION =
  /(?<![\w.-])(https?):\/\/([a-z\d][\w.-]{0,252})(?::(\d{1,5}))?(?![\w@:.-])|ConnectionPool\(host='([\w.-]{1,253}) ?', port=(\d{1,5})\)/giu;
/** The URL behind it is that of the way, not of the destination: `HTTPS_PROXY=http://…`, `via proxy http://…`. */
const PROXY = /prox[a-z_-]{0,12}[^a-z\d]{0,8}$/iu;
const REACH = 40;

/** The destinations of a line in their order, without proxies. */
export function destinationsIn(text: string): Named[] {
  return [...text.matchAll(DESTINATION)].flatMap(({ index, 1: scheme, 2: host, 3: port, 4: pool, 5: poolPort }) => {
    if (pool !== undefined) return [{ host: pool.toLowerCase(), port: Number(poolPort), index }];
    if (host === undefined || PROXY.test(text.slice(Math.max(0, index - REACH), index))) return [];
    const standard = scheme?.toLowerCase() === 'http' ? 80 : 443;
    return [{ host: host.toLowerCase(), port: port === undefined ? standard : Number(port), index }];
  });
}
