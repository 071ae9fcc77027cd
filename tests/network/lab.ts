import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADDRESSES, PROXY, type LabServer, type Scenario } from './scenarios.ts';

const CLIENT = 'karte-client';
const SERVER = 'karte-server';
const NAMES: Readonly<Record<string, readonly string[]>> = {
  backup: ['pod01-manag1.jpe.backup.windowsazure.com', 'pod01-prot1.jpe.backup.windowsazure.com'],
  storage: ['ceuswatcab01.blob.core.windows.net', 'md-dlbrhcw4gn5r.z33.blob.storage.azure.net'],
  entra: ['login.microsoftonline.com', 'login.windows.net'],
};
const SINK = '127.0.0.1';
const PRIVATE = '10.77.0.2';

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

/** Two machines with a network between them, which nothing leaves. */
export class Lab {
  readonly #folder = mkdtempSync(join(tmpdir(), 'karte-lab-'));
  #children: ChildProcess[] = [];

  constructor() {
    this.#certificates();
  }

  /** The log that the script writes where this is injected, and how long it took. */
  async log(scenario: Scenario, script: string): Promise<{ readonly text: string; readonly seconds: number }> {
    await this.#build(scenario);
    const started = performance.now();
    try {
      const folder = mkdtempSync(join(this.#folder, 'run-'));
      const proxy = scenario.uses === undefined ? [] : [`https_proxy=http://user:secret@${PROXY}`];
      const env = ['-i', `PATH=${this.#path(scenario)}`, 'HOME=/nonexistent', ...proxy];
      const args = ['netns', 'exec', CLIENT, 'env', '-C', folder, ...env, '/bin/bash', script];
      const text = execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
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
    run(`ip netns add ${CLIENT}; ip netns add ${SERVER}
      ip link add karte-c netns ${CLIENT} type veth peer name karte-s netns ${SERVER}
      for ns in ${CLIENT} ${SERVER}; do ip -n $ns link set lo up; done
      ip -n ${CLIENT} addr add 10.77.0.1/24 dev karte-c; ip -n ${CLIENT} link set karte-c up
      ip -n ${SERVER} addr add 10.77.0.2/24 dev karte-s; ip -n ${SERVER} link set karte-s up
      for one in ${loopback.join(' ')}; do ip -n ${SERVER} addr add $one/32 dev lo; done`);
    if (scenario.defaultRoute !== false) run(`ip -n ${CLIENT} route add default via 10.77.0.2`);
    this.#filter(SERVER, 'input', scenario.filter ?? []);
    this.#filter(SERVER, 'output', scenario.own ?? []);
    mkdirSync(`/etc/netns/${CLIENT}`, { recursive: true });
    writeFileSync(`/etc/netns/${CLIENT}/resolv.conf`, 'nameserver 10.77.0.2\n');
    rmSync(`/etc/netns/${CLIENT}/ssl`, { force: true });
    symlinkSync(join(this.#folder, 'ssl'), `/etc/netns/${CLIENT}/ssl`);
    this.#startDns(scenario);
    await this.#startServers(scenario);
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
  }

  async #startServers({ server = {}, proxy, dns }: Scenario): Promise<void> {
    const servers: LabServer[] = [
      { kind: 'web', address: '168.63.129.16', port: 80 },
      { kind: 'tcp', address: '168.63.129.16', port: 32_526 },
      { kind: 'web', address: '169.254.169.254', port: 80 },
    ];
    for (const [service, addresses] of Object.entries(ADDRESSES)) {
      const { kind = 'tls', certificate = 'good' } = server[service as keyof typeof ADDRESSES] ?? {};
      for (const address of addresses)
        servers.push({ kind, address, port: 443, certificate: join(this.#folder, certificate) });
    }
    if (dns === 'private')
      servers.push({ kind: 'tls', address: PRIVATE, port: 443, certificate: join(this.#folder, 'good') });
    if (proxy !== undefined) servers.push({ kind: proxy, address: '10.77.0.2', port: 3128 });
    const file = join(this.#folder, 'servers.json');
    writeFileSync(file, JSON.stringify(servers));
    mkdirSync(`/etc/netns/${SERVER}`, { recursive: true });
    writeFileSync(`/etc/netns/${SERVER}/resolv.conf`, 'nameserver 10.77.0.2\n');
    const program = fileURLToPath(new URL('server.ts', import.meta.url));
    const child = spawn('ip', ['netns', 'exec', SERVER, process.execPath, program, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
  }

  /** A folder with what the machine has: links to programs. */
  #path({ lacks = [] }: Scenario): string {
    const folder = mkdtempSync(join(this.#folder, 'bin-'));
    if (lacks === 'busybox') {
      symlinkSync('/bin/bash', join(folder, 'bash'));
      run(`busybox --list | while read -r name; do ln -sf "$(command -v busybox)" "${folder}/$name"; done`);
      return folder;
    }
    for (const place of ['/usr/sbin', '/sbin', '/usr/bin', '/bin'])
      for (const name of readdirSync(place)) {
        if (lacks.includes(name)) continue;
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
    for (const name of [CLIENT, SERVER]) {
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
    run(`cd ${this.#folder}; cat good-ca.crt trusted-ca.crt name-ca.crt > ssl/certs/ca-certificates.crt
      for one in good trusted name; do cp $one-ca.crt ssl/certs/$one.pem; done; openssl rehash ssl/certs || c_rehash ssl/certs`);
  }
}
