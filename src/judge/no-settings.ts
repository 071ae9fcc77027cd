import type { NetworkSettings, ProxySettings, TlsSettings } from '../model/settings.ts';

/** The settings of a machine whose source shows none, as a capture does. */
export const NO_PROXY_SETTINGS: ProxySettings = {
  state: 'unknown',
  http: null,
  https: null,
  accounts: [],
  line: null,
};
export const NO_TLS_SETTINGS: TlsSettings = {};
export const NO_NETWORK_SETTINGS: NetworkSettings = { defaultRoute: null, unrouted: [], dnsServers: [], outbound: [] };
