import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNginx, startProxy } from './real-servers.ts';
import { ADDRESSES, NAMES, PROXY, type LabServer, type Scenario } from './scenarios.ts';

const CLIENT = 'karte-client';
const SERVER = 'karte-server';
/** Routers between the two, where a link takes small packets only. */
const NEAR = 'karte-near';
const FAR = 'karte-far';
const NAMESPACES = [CLIENT, NEAR, FAR, SERVER];
/** Bytes of the largest packet of that link: less than a server's handshake with the lab's short certificates. */
const SMALL_LINK = 800;
/** Resolves no name, for a proxy that knows none. */
const EMPTY_DNS = '10.77.0.3';
const SINK = '127.0.0.1';
const PRIVATE = '10.77.0.2';

/** Programs of a scenario that this machine lacks. */
export function missingFor({ nginx, proxy, awk }: Scenario): string[] {
  const wanted = [
    ...(nginx === true ? ['nginx'] : []),
    ...(typeof proxy === 'object' ? [proxy.program] : []),
    ...(awk === undefined ? [] : [awk]),
  ];
  return wanted.filter((name) => !succeeds('sh', ['-c', `command -v ${name}`]));
}

/** Programs that the lab needs, of which none is missing on a machine that can run it. */
export function missingForLab(): string[] {
  const wanted = ['ip', 'nft', 'dnsmasq', 'openssl', 'curl', 'dig', 'busybox'];
  const missing = wanted.filter((name) => !succeeds('sh', ['-c', `command -v ${name}`]));
  if (process.getuid?.() !== 0) missing.push('root');
  else if (!succeeds('sh', ['-c', 'ip netns add karte-try && ip netns delete karte-try'])) missing.push('ip netns');
  return missing;
}

function succeeds(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function run(line: string): void {
  execFileSync('sh', ['-ec', line], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** What a program prints; Ctrl+C goes to it and all that it started, as a terminal sends it. */
async function output(program: string, args: readonly string[], interrupt?: number): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const { pid } = child;
  const timer =
    interrupt === undefined || pid === undefined
      ? undefined
      : setTimeout(() => process.kill(-pid, 'SIGINT'), interrupt * 1000);
  await once(child, 'close');
  clearTimeout(timer);
  return text;
}

/** Two machines with a network between them, which nothing leaves. */
export class Lab {
  readonly #folder = mkdtempSync(join(tmpdir(), 'karte-lab-'));
  #children: ChildProcess[] = [];

  constructor() {
    // a proxy that runs as its own user has its folder within
    chmodSync(this.#folder, 0o755);
    this.#certificates();
  }

  /** The log that the script writes where this is injected, and how long it took. */
  async log(scenario: Scenario, script: string): Promise<{ readonly text: string; readonly seconds: number }> {
    await this.#build(scenario);
    const started = performance.now();
    try {
      const folder = mkdtempSync(join(this.#folder, 'run-'));
      const proxy = scenario.uses === undefined ? [] : [`https_proxy=http://user:secret@${PROXY}`];
      const compatible = scenario.bash === undefined ? [] : [`BASH_COMPAT=${scenario.bash}`];
      const env = ['-i', `PATH=${this.#path(scenario)}`, 'HOME=/nonexistent', ...proxy, ...compatible];
      const args = ['netns', 'exec', CLIENT, 'env', '-C', folder, ...env, '/bin/bash', script];
      const text = await output('ip', args, scenario.interrupt);
      return { text, seconds: (performance.now() - started) / 1000 };
    } finally {
      this.#tearDown();
    }
  }

  close(): void {
    this.#tearDown();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #build(scenario: Scenario): Promise<void> {
    this.#tearDown();
    const loopback = [...Object.values(ADDRESSES).flat(), '168.63.129.16', '169.254.169.254'];
    run(`for ns in ${CLIENT} ${SERVER}; do ip netns add $ns; ip -n $ns link set lo up; done
      for one in ${[...loopback, EMPTY_DNS].join(' ')}; do ip -n ${SERVER} addr add $one/32 dev lo; done`);
    if (scenario.hole === undefined) this.#connect();
    else this.#connectByRouters(scenario.hole);
    if (scenario.defaultRoute === false) run(`ip -n ${CLIENT} route delete default`);
    this.#filter(SERVER, 'input', scenario.filter ?? []);
    this.#filter(SERVER, 'output', scenario.own ?? []);
    mkdirSync(`/etc/netns/${CLIENT}`, { recursive: true });
    writeFileSync(`/etc/netns/${CLIENT}/resolv.conf`, 'nameserver 10.77.0.2\n');
    rmSync(`/etc/netns/${CLIENT}/ssl`, { force: true });
    symlinkSync(join(this.#folder, 'ssl'), `/etc/netns/${CLIENT}/ssl`);
    this.#startDns(scenario);
    await this.#startServers(scenario);
  }

  #connect(): void {
    run(`ip link add karte-c netns ${CLIENT} type veth peer name karte-s netns ${SERVER}
      ip -n ${CLIENT} addr add 10.77.0.1/24 dev karte-c; ip -n ${CLIENT} link set karte-c up
      ip -n ${SERVER} addr add 10.77.0.2/24 dev karte-s; ip -n ${SERVER} link set karte-s up
      ip -n ${CLIENT} route add default via 10.77.0.2`);
  }

  #connectByRouters(hole: 'up' | 'down' | 'both'): void {
    // a server that hears of the small link asks for small packets as well: the other direction has a link of its own
    const up = hole === 'down' ? '10.78.1.2' : '10.78.0.2';
    const down = hole === 'up' ? '10.78.1.1' : '10.78.0.1';
    run(`for ns in ${NEAR} ${FAR}; do
        ip netns add $ns; ip -n $ns link set lo up; ip netns exec $ns sysctl -qw net.ipv4.ip_forward=1
      done
      ip link add karte-c netns ${CLIENT} type veth peer name karte-n netns ${NEAR}
      ip link add karte-l netns ${NEAR} type veth peer name karte-r netns ${FAR}
      ip link add karte-u netns ${NEAR} type veth peer name karte-d netns ${FAR}
      ip link add karte-f netns ${FAR} type veth peer name karte-s netns ${SERVER}
      ip -n ${CLIENT} addr add 10.77.0.1/24 dev karte-c; ip -n ${NEAR} addr add 10.77.0.254/24 dev karte-n
      ip -n ${NEAR} addr add 10.78.0.1/30 dev karte-l; ip -n ${FAR} addr add 10.78.0.2/30 dev karte-r
      ip -n ${NEAR} addr add 10.78.1.1/30 dev karte-u; ip -n ${FAR} addr add 10.78.1.2/30 dev karte-d
      ip -n ${FAR} addr add 10.79.0.1/30 dev karte-f; ip -n ${SERVER} addr add 10.79.0.2/30 dev karte-s
      ip -n ${SERVER} addr add 10.77.0.2/32 dev lo
      ip -n ${CLIENT} link set karte-c up; ip -n ${NEAR} link set karte-n up; ip -n ${SERVER} link set karte-s up
      ip -n ${NEAR} link set karte-l mtu ${SMALL_LINK} up; ip -n ${FAR} link set karte-r mtu ${SMALL_LINK} up
      ip -n ${NEAR} link set karte-u up; ip -n ${FAR} link set karte-d up; ip -n ${FAR} link set karte-f up
      ip -n ${CLIENT} route add default via 10.77.0.254; ip -n ${CLIENT} route add 10.77.0.2/32 via 10.77.0.254
      ip -n ${NEAR} route add default via ${up}; ip -n ${NEAR} route add 10.77.0.2/32 via ${up}; ip -n ${FAR} route add default via 10.79.0.2
      ip -n ${FAR} route add 10.77.0.0/24 via ${down}; ip -n ${FAR} route add 10.77.0.2/32 via 10.79.0.2
      ip -n ${SERVER} route add default via 10.79.0.1`);
    const drop = ['icmp type destination-unreachable icmp code frag-needed drop'];
    if (hole !== 'down') this.#filter(NEAR, 'output', drop);
    if (hole !== 'up') this.#filter(FAR, 'output', drop);
  }

  #filter(namespace: string, hook: string, rules: readonly string[]): void {
    if (rules.length === 0) return;
    const body = rules.map((rule) => `    ${rule}`).join('\n');
    writeFileSync(
      join(this.#folder, 'rules.nft'),
      `table ip lab-${hook} {\n  chain c {\n    type filter hook ${hook} priority 0;\n${body}\n  }\n}\n`,
    );
    run(`ip netns exec ${namespace} nft -f ${join(this.#folder, 'rules.nft')}`);
  }

  #startDns({ dns }: Scenario): void {
    if (dns === 'silent') {
      this.#filter(SERVER, 'prerouting', ['udp dport 53 drop', 'tcp dport 53 drop']);
      return;
    }
    const entries = Object.entries(NAMES).flatMap(([service, names]) =>
      names.map((name, at) => {
        const own = ADDRESSES[service as keyof typeof ADDRESSES][at];
        if (service !== 'backup' || dns === undefined) return `--host-record=${name},${own}`;
        if (dns === 'nxdomain') return '';
        return `--host-record=${name},${dns === 'sinkhole' ? SINK : PRIVATE}`;
      }),
    );
    const args = [
      '--no-daemon',
      '--no-resolv',
      '--no-hosts',
      '--local=/com/net/',
      '--listen-address=10.77.0.2',
      '--bind-interfaces',
    ];
    this.#children.push(
      spawn(
        'ip',
        ['netns', 'exec', SERVER, 'dnsmasq', '-C', '/dev/null', ...args, ...entries.filter((one) => one !== '')],
        {
          stdio: 'ignore',
        },
      ),
    );
    const empty = ['-C', '/dev/null', '--no-daemon', '--no-resolv', '--no-hosts', '--local=//', '--bind-interfaces'];
    this.#children.push(
      spawn('ip', ['netns', 'exec', SERVER, 'dnsmasq', ...empty, `--listen-address=${EMPTY_DNS}`], { stdio: 'ignore' }),
    );
  }

  async #startServers({ server = {}, proxy, dns, nginx, clock = {} }: Scenario): Promise<void> {
    const servers: LabServer[] = [
      { kind: 'web', address: '168.63.129.16', port: 80, clock: clock.platform ?? 0 },
      { kind: 'tcp', address: '168.63.129.16', port: 32_526 },
      { kind: 'web', address: '169.254.169.254', port: 80, clock: clock.platform ?? 0 },
    ];
    for (const [service, addresses] of Object.entries(ADDRESSES)) {
      const { kind = 'tls', certificate = 'good' } = server[service as keyof typeof ADDRESSES] ?? {};
      const off = clock[service as keyof typeof ADDRESSES] ?? 0;
      for (const address of addresses)
        servers.push({
          kind: nginx === true ? 'answer' : kind,
          address,
          port: nginx === true ? 8080 : 443,
          certificate: join(this.#folder, certificate),
          clock: off,
        });
    }
    if (dns === 'private')
      servers.push({ kind: 'tls', address: PRIVATE, port: 443, certificate: join(this.#folder, 'good') });
    if (typeof proxy === 'string')
      servers.push({ kind: proxy, address: '10.77.0.2', port: 3128, clock: clock.proxy ?? 0 });
    const file = join(this.#folder, 'servers.json');
    writeFileSync(file, JSON.stringify(servers));
    mkdirSync(`/etc/netns/${SERVER}`, { recursive: true });
    const asked = typeof proxy === 'object' && proxy.lost === true ? EMPTY_DNS : '10.77.0.2';
    writeFileSync(`/etc/netns/${SERVER}/resolv.conf`, `nameserver ${asked}\n`);
    const program = fileURLToPath(new URL('server.ts', import.meta.url));
    const child = spawn('ip', ['netns', 'exec', SERVER, process.execPath, program, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    if (nginx === true) this.#children.push(await startNginx(SERVER, this.#folder, Object.values(ADDRESSES).flat()));
    if (typeof proxy === 'object') this.#children.push(await startProxy(SERVER, this.#folder, proxy));
  }

  /** A folder with what the machine has: links to programs. */
  #path({ lacks = [], awk }: Scenario): string {
    const folder = mkdtempSync(join(this.#folder, 'bin-'));
    if (lacks === 'busybox') {
      symlinkSync('/bin/bash', join(folder, 'bash'));
      run(`busybox --list | while read -r name; do ln -sf "$(command -v busybox)" "${folder}/$name"; done`);
      return folder;
    }
    if (awk !== undefined) run(`ln -s "$(command -v ${awk})" ${folder}/awk`);
    for (const place of ['/usr/sbin', '/sbin', '/usr/bin', '/bin'])
      for (const name of readdirSync(place)) {
        if (lacks.includes(name) || (awk !== undefined && name === 'awk')) continue;
        try {
          symlinkSync(join(place, name), join(folder, name));
        } catch {
          // the same program stands in another folder as well
        }
      }
    return folder;
  }

  #tearDown(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    this.#children = [];
    for (const name of NAMESPACES) {
      succeeds('sh', ['-c', `for pid in $(ip netns pids ${name}); do kill -9 $pid; done`]);
      succeeds('ip', ['netns', 'delete', name]);
      rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
    }
  }

  /** Two authorities: one that the machine trusts, named as Microsoft's, and a company's own; one more of the company's is trusted. */
  #certificates(): void {
    const names = Object.values(NAMES).flat();
    const alternatives = names.map((name) => `DNS:${name}`).join(',');
    const issuers = {
      good: [
        '/C=US/O=Microsoft Corporation/CN=Microsoft Azure RSA TLS Issuing CA 04',
        '/C=US/O=Microsoft Corporation/CN=azure',
        alternatives,
      ],
      own: ['/O=Contoso Ltd./CN=Contoso Proxy CA', '/O=Contoso Ltd./CN=azure', alternatives],
      trusted: ['/O=Contoso Ltd./CN=Contoso Inspection CA', '/O=Contoso Ltd./CN=azure', alternatives],
      name: [
        '/C=US/O=Microsoft Corporation/CN=Microsoft Azure RSA TLS Issuing CA 04',
        '/CN=other',
        'DNS:other.contoso.example',
      ],
    };
    run(
      `mkdir -p ${this.#folder}/ssl/certs; [ ! -e /etc/ssl/openssl.cnf ] || cp /etc/ssl/openssl.cnf ${this.#folder}/ssl/`,
    );
    for (const [name, [issuer, subject, alternative]] of Object.entries(issuers))
      run(`cd ${this.#folder}
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '${issuer}' -keyout ${name}-ca.key -out ${name}-ca.crt 2>/dev/null
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '${subject}' -keyout ${name}.key -out ${name}.csr 2>/dev/null
        printf 'subjectAltName=${alternative}\\n' > ${name}.ext
        openssl x509 -req -in ${name}.csr -CA ${name}-ca.crt -CAkey ${name}-ca.key -CAcreateserial -days 30 -extfile ${name}.ext -out ${name}.crt 2>/dev/null`);
    // of the authority that the machine trusts as well, and valid from next year on
    run(`cd ${this.#folder}; cp good.key future.key; : > index.txt; mkdir issued
      printf '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nnew_certs_dir=issued\nrand_serial=yes\npolicy=p\ndefault_md=sha256\n[p]\ncommonName=supplied\norganizationName=optional\ncountryName=optional\n' > ca.cnf
      openssl ca -batch -notext -config ca.cnf -extfile good.ext -cert good-ca.crt -keyfile good-ca.key -in good.csr -out future.crt -startdate $(date -d '+365 days' +%Y%m%d000000Z) -enddate $(date -d '+400 days' +%Y%m%d000000Z) 2>/dev/null`);
    run(`cd ${this.#folder}; cat good-ca.crt trusted-ca.crt name-ca.crt > ssl/certs/ca-certificates.crt
      for one in good trusted name; do cp $one-ca.crt ssl/certs/$one.pem; done; openssl rehash ssl/certs || c_rehash ssl/certs`);
  }
}
