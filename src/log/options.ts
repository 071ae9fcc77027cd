/** Options of a tool that take the next word as their value, and what is read from them. */

/**
 * Options of curl with a value, from `curl --help all` of 7.88 and the manual of 8.17 (2025-11): short and long names.
 * https://curl.se/docs/manpage.html
 */
const CURL_LONG = `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode
happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt
max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass
pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers
proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request
request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5
socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers
tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file upload-flags url url-query user
user-agent variable vlan-priority write-out`;
/** Long options of curl without a value that are read; others need no name. */
const CURL_FLAGS = [
  'insecure',
  'silent',
  'show-error',
  'verbose',
  'location',
  'location-trusted',
  'next',
  'head',
  'include',
];
const CURL_SHORT: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  F: 'form',
  H: 'header',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  k: 'insecure',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  L: 'location',
  ':': 'next',
};

/** Options of nc in its forms (OpenBSD, traditional, Ncat) with a value; the long ones are Ncat's. */
const NC_LONG = `proxy proxy-type proxy-auth proxy-dns wait idle-timeout source source-port exec sh-exec lua-exec output hex-dump delay
max-conns allow allowfile deny denyfile ssl-cert ssl-key ssl-trustfile ssl-ciphers ssl-servername ssl-alpn`;
const NC_SHORT: Readonly<Record<string, string>> = {
  w: 'wait',
  i: 'idle-timeout',
  p: 'source-port',
  s: 'source',
  q: 'quit',
  x: 'proxy',
  X: 'proxy-type',
  G: 'hops',
  g: 'gateway',
  e: 'exec',
  m: 'max-conns',
  M: 'ttl',
  O: 'length',
  o: 'output',
  P: 'proxy-auth',
  T: 'tos',
  I: 'length',
  V: 'table',
  u: 'udp',
  U: 'unix',
};
/** Options of nc without a value that are read. `-c` and `-d` have one in Ncat alone: host and port stand last all the same. */
const NC_FLAGS: ReadonlySet<string> = new Set(['udp', 'unix']);

/** Parameters of Test-NetConnection with a value, and what they are called. */
const TNC = 'computername port commontcpport informationlevel hops constrainsourceaddress constraininterface';
const TNC_ALIASES: Readonly<Record<string, string>> = {
  cn: 'computername',
  remoteaddress: 'computername',
  remoteport: 'port',
};
/** Parameters of Invoke-WebRequest with a value. */
const IWR = `uri proxy proxycredential timeoutsec connectiontimeoutseconds operationtimeoutseconds method custommethod headers outfile
infile useragent credential maximumredirection maximumretrycount retryintervalsec body form contenttype websession
sessionvariable certificate certificatethumbprint transferencoding sslprotocol authentication token httpversion unixsocket
responseheadersvariable statuscodevariable`;
/** Parameters that every cmdlet takes. */
const COMMON =
  'erroraction ea warningaction wa informationaction errorvariable ev warningvariable wv outvariable ov outbuffer pipelinevariable';
const POWERSHELL_FLAGS =
  'usebasicparsing skipcertificatecheck noproxy skiphttperrorcheck traceroute diagnoserouting disablekeepalive usedefaultcredentials passthru resume verbose debug';

interface Table {
  /** Options with a value, by their long names. */
  readonly values: ReadonlySet<string>;
  /** Every name that may be shortened. */
  readonly names: readonly string[];
  readonly short: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, string>>;
  /** A single hyphen begins a long name. */
  readonly cmdlet: boolean;
}

const names = (text: string): string[] => text.split(/\s+/u);
const NONE: Readonly<Record<string, string>> = {};

const TABLES: Readonly<Record<string, Table>> = {
  curl: {
    values: new Set(names(CURL_LONG)),
    names: [...names(CURL_LONG), ...CURL_FLAGS],
    short: CURL_SHORT,
    aliases: NONE,
    cmdlet: false,
  },
  nc: {
    values: new Set([...names(NC_LONG), ...Object.values(NC_SHORT).filter((name) => !NC_FLAGS.has(name))]),
    names: names(NC_LONG),
    short: NC_SHORT,
    aliases: NONE,
    cmdlet: false,
  },
  nslookup: { values: new Set(), names: [], short: NONE, aliases: NONE, cmdlet: true },
  tnc: cmdlet(TNC, TNC_ALIASES),
  iwr: cmdlet(IWR, NONE),
};

function cmdlet(own: string, aliases: Readonly<Record<string, string>>): Table {
  const values = [...names(own), ...names(COMMON)];
  return {
    values: new Set(values),
    names: [...values, ...names(POWERSHELL_FLAGS)],
    short: NONE,
    aliases,
    cmdlet: true,
  };
}

/** What stands behind a tool's name. */
export interface Arguments {
  readonly positional: readonly string[];
  /** Values by the long name of their option, in their order; a switch has the empty text. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads a tool's arguments: options with their values (also glued on, or behind `=` and `:`), and what is none. */
export function readArguments(tool: string, words: readonly string[]): Arguments {
  const table = TABLES[tool];
  const positional: string[] = [];
  const options = new Map<string, string[]>();
  if (table === undefined) return { positional: words, options };
  const put = (name: string, value: string): void => {
    const known = options.get(name);
    if (known === undefined) options.set(name, [value]);
    else known.push(value);
  };
  let only = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (only || !word.startsWith('-') || word.length === 1) {
      positional.push(word);
      continue;
    }
    if (word === '--') {
      only = true;
      continue;
    }
    const next = (): string => words[(i += 1)] ?? '';
    if (table.cmdlet || word.startsWith('--')) readLong(word, table, next, put);
    else readCluster(word, table, next, put);
  }
  return { positional, options };
}

type Put = (name: string, value: string) => void;

function readLong(word: string, table: Table, next: () => string, put: Put): void {
  const bare = word.slice(word.startsWith('--') ? 2 : 1);
  const sign = table.cmdlet ? bare.search(/[:=]/u) : bare.indexOf('=');
  const written = sign < 0 ? bare : bare.slice(0, sign);
  const name = fullName(table.cmdlet ? written.toLowerCase() : written, table);
  if (!table.values.has(name)) put(name, sign < 0 ? '' : bare.slice(sign + 1));
  else put(name, sign < 0 ? next() : bare.slice(sign + 1));
}

/** An option may be shortened as long as no other begins so. */
function fullName(written: string, { names: all, aliases }: Table): string {
  if (all.includes(written)) return written;
  const alias = aliases[written];
  if (alias !== undefined) return alias;
  const found = written.length < 2 ? [] : all.filter((name) => name.startsWith(written));
  return found.length === 1 && found[0] !== undefined ? found[0] : written;
}

/** `-sSI`, `-vkx http://proxy`, `-m10`: the first option with a value takes the rest of the word, or the next one. */
function readCluster(word: string, { short, values }: Table, next: () => string, put: Put): void {
  for (let at = 1; at < word.length; at += 1) {
    const name = short[word.charAt(at)] ?? word.charAt(at);
    if (!values.has(name)) {
      put(name, '');
      continue;
    }
    const rest = word.slice(at + 1);
    put(name, rest === '' ? next() : rest.startsWith('=') ? rest.slice(1) : rest);
    return;
  }
}
