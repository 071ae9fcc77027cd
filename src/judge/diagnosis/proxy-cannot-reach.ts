import { proxyRule } from './proxy-denies.ts';

/** The proxy took the request and could not resolve or reach the destination itself (500, 502, 503, 504, or silence). */
export const proxyCannotReach = proxyRule('proxy-cannot-reach', ['proxy_upstream']);
