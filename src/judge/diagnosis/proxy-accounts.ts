import { listed } from '#locale/forms.ts';
import type { ProxyAccount } from '../../model/settings.ts';
import { bypassOf, isBypassed } from '../../log/settings/bypass.ts';
import { isInEffect } from '../../log/settings/wininet.ts';
import { platformAddresses } from '../services.ts';
import { blocked, failureOf, type Finding, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

/** The accounts of WinINet: WinHTTP is a setting of the machine and follows other rules. */
function wininet(accounts: readonly ProxyAccount[]): ProxyAccount[] {
  return accounts.filter(({ account }) => account !== 'winhttp');
}

/** A backup runs under another account than the person who ran the script, and the two have different proxies. */
export const proxyAccountsDiffer: Rule = ({ proxy }) => {
  const accounts = wininet(proxy.accounts);
  const settings = new Set(accounts.map((account) => (isInEffect(account) ? (account.server ?? account.script) : '')));
  return settings.size > 1 ? [remark('proxy-accounts-differ')] : [];
};

/** A proxy server is written down, but not switched on. */
export const proxyNotEnabled: Rule = ({ proxy, endpoints }) => {
  const [server] = proxy.accounts.flatMap((account) => (account.enabled ? [] : (account.server ?? [])));
  if (server === undefined) return [];
  const finding = remark('proxy-not-enabled', { proxy: server });
  // where nothing was tested, and no proxy is in use, it is all that there is to say
  const isAll = endpoints.length === 0 && !proxy.accounts.some(isInEffect);
  return [isAll ? { ...finding, rank: 'state' } : finding];
};

/** Through a proxy the platform's own addresses cannot be reached, so each account has to except them. */
export const proxyBypassMissing: Rule = ({ proxy, knowledge }) => {
  const platform = platformAddresses(knowledge);
  const missing = proxy.accounts
    .filter(({ enabled }) => enabled)
    .flatMap(({ bypass }) => platform.filter((address) => !isBypassed(address, bypass)));
  if (missing.length === 0) return [];
  return [remark('proxy-bypass-missing', { address: listed([...new Set(missing)]) })];
};

/** What fails is excepted from the proxy, so it is asked for directly, and the direct way is closed. */
export const proxyBypassCovers: Rule = (facts) => {
  const own = facts.proxy.accounts.find(({ account }) => account === 'current-user');
  if (own === undefined || !isInEffect(own)) return [];
  const bypasses = bypassOf(own.bypass);
  const failing = blocked(facts).filter(({ host, port }) => port === 443 && bypasses(host));
  return failing.length === 0
    ? []
    : [failureOf('proxy-bypass-covers', 'likely', failing, { weight: BESIDE_ENDPOINTS.named })];
};

function remark(id: keyof typeof STATES, params?: Finding['params']): Finding {
  const finding: Finding = {
    id,
    confidence: 'certain',
    endpoints: [],
    because: [],
    rank: 'remark',
    weight: STATES[id],
  };
  return params === undefined ? finding : { ...finding, params };
}
