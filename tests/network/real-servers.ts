/** Servers as they run in production: nginx before the services, squid and tinyproxy as proxies. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROXY, type RealProxy } from './scenarios.ts';

const [HOST = '', PORT = ''] = PROXY.split(':');

/** nginx with the good certificate at each address; it passes on what the lab's own server behind it answers. */
export async function startNginx(
  namespace: string,
  folder: string,
  addresses: readonly string[],
): Promise<ChildProcess> {
  const servers = addresses.map(
    (address) => `  server {
    listen ${address}:443 ssl;
    location / { proxy_pass http://${address}:8080; proxy_pass_header Server; proxy_pass_header Date; }
  }`,
  );
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; user root; pid ${folder}/nginx.pid; error_log /dev/null; worker_processes 1;
events { worker_connections 256; }
http {
  access_log off; client_body_temp_path ${folder}/nginx-body; proxy_temp_path ${folder}/nginx-proxy;
  fastcgi_temp_path ${folder}/nginx-f; uwsgi_temp_path ${folder}/nginx-u; scgi_temp_path ${folder}/nginx-s;
  ssl_certificate ${folder}/good.crt; ssl_certificate_key ${folder}/good.key;
${servers.join('\n')}
}
`,
  );
  return started(namespace, ['nginx', '-c', file], addresses.at(-1) ?? '', '443');
}

/** A proxy at the lab's address, with a configuration as an administrator would write it. */
export async function startProxy(namespace: string, place: string, proxy: RealProxy): Promise<ChildProcess> {
  // its own user writes here
  const folder = mkdtempSync(join(place, 'proxy-'));
  chmodSync(folder, 0o777);
  mkdirSync(join(folder, 'cache'));
  const file = join(folder, 'proxy.conf');
  const squid = proxy.program === 'squid';
  writeFileSync(
    join(folder, 'denied'),
    (proxy.denies ?? []).map((name) => (squid ? `${name}\n` : `^${name.replaceAll('.', String.raw`\.`)}$\n`)).join(''),
  );
  // no login is right
  writeFileSync(join(folder, 'logins'), '');
  writeFileSync(file, squid ? squidConfiguration(proxy, folder) : tinyproxyConfiguration(proxy, folder));
  return started(namespace, squid ? ['squid', '-N', '-f', file] : ['tinyproxy', '-d', '-c', file], HOST, PORT);
}

function squidConfiguration({ auth, denies, lost }: RealProxy, folder: string): string {
  return [
    `http_port ${PROXY}`,
    `pid_filename none`,
    `access_log none`,
    `cache_log ${folder}/cache.log`,
    `cache deny all`,
    `netdb_filename none`,
    `coredump_dir ${folder}`,
    `hosts_file none`,
    `dns_nameservers ${lost === true ? '10.77.0.3' : HOST}`,
    `shutdown_lifetime 0 seconds`,
    `connect_timeout 5 seconds`,
    ...(auth === true
      ? [
          `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${folder}/logins`,
          'auth_param basic realm proxy',
          'acl known proxy_auth REQUIRED',
          'http_access deny !known',
        ]
      : []),
    ...(denies === undefined ? [] : [`acl denied dstdomain "${folder}/denied"`, 'http_access deny denied']),
    'http_access allow all',
    '',
  ].join('\n');
}

function tinyproxyConfiguration({ auth, denies }: RealProxy, folder: string): string {
  return [
    `Listen ${HOST}`,
    `Port ${PORT}`,
    'Timeout 600',
    `LogFile "${folder}/tinyproxy.log"`,
    'MaxClients 100',
    ...(auth === true ? ['BasicAuth other otherword'] : []),
    ...(denies === undefined ? [] : [`Filter "${folder}/denied"`, 'FilterExtended On']),
    'ConnectPort 443',
    '',
  ].join('\n');
}

/** Starts a program and waits until it takes connections. */
async function started(
  namespace: string,
  command: readonly string[],
  address: string,
  port: string,
): Promise<ChildProcess> {
  const child = spawn('ip', ['netns', 'exec', namespace, ...command], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    const listening = execFileSync('ip', ['netns', 'exec', namespace, 'ss', '-Hltn'], { encoding: 'utf8' });
    if (listening.includes(` ${address}:${port} `)) return child;
    await sleep(100);
  }
  throw new Error(`${command[0] ?? ''} does not listen at ${address}:${port}`);
}
