import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { analyze, captures, knowledge } from '../support/captures.ts';

const folder = new URL('../corpus/captures/', import.meta.url);
const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

describe('a capture of an Azure VM', () => {
  const report = analyze('vm.pcap', load('azure-vm-a-eth.pcap')).report();
  const peer = (address: string): NonNullable<typeof report.capture>['peers'][number] | undefined =>
    report.capture?.peers.find((known) => known.address === address);

  test('knows which addresses are the machine itself', () => {
    expect(report.capture?.own).toEqual(expect.arrayContaining(['10.0.0.4', '2001:db8:5::a']));
    expect(report.capture?.own).not.toContain('10.0.0.1');
  });

  test('says what each peer is', () => {
    expect(peer('168.63.129.16')?.identity).toBe('wireserver');
    expect(peer('169.254.169.254')?.identity).toBe('imds');
    expect(peer('20.150.85.196')?.identity).toBe('storage-account');
    expect(peer('20.118.99.224')?.identity).toBe('kms-azure');
    expect(peer('203.0.113.50')?.identity).toBe('operator');
    expect(peer('8.8.8.8')?.identity).toBeNull();
  });

  test('names the storage account behind the shared address', () => {
    expect(peer('20.150.85.196')?.names).toEqual(
      expect.arrayContaining(['diagstore01.blob.core.windows.net', 'blob.tyo22prdstr02a.store.core.windows.net']),
    );
  });

  test('judges each destination', () => {
    const verdict = (host: string, port: number): string | undefined =>
      report.endpoints.find((endpoint) => endpoint.host === host && endpoint.port === port)?.verdict;
    expect(verdict('login.microsoftonline.com', 443)).toBe('reachable');
    expect(verdict('pod01-prot1.jpe.backup.windowsazure.com', 443)).toBe('unreachable');
    expect(verdict('pod01-prot1.jpe.backup.windowsazure.com', 3260)).toBe('unreachable');
    expect(verdict('fs01.file.core.windows.net', 445)).toBe('unreachable');
    expect(verdict('198.51.100.88', 8443)).toBe('unreachable');
  });

  test('classes its outbound traffic', () => {
    expect(peer('168.63.129.16')?.traffic).toBe('platform');
    expect(peer('20.150.85.196')?.traffic).toBe('azure');
    expect(peer('192.0.2.80')?.traffic).toBe('internet');
    expect(peer('ff02::2')?.traffic).toBe('local');
  });

  test('keeps the bytes of each peer over time', () => {
    const out = peer('198.51.100.200')?.out ?? [];
    expect(out.reduce((sum, bytes) => sum + bytes, 0)).toBe(peer('198.51.100.200')?.bytesOut);
    expect(out.length).toBe(report.capture?.timeline.buckets);
  });

  test('is judged anew when the reader corrects the machine', () => {
    const turned = analyze('vm.pcap', load('azure-vm-a-eth.pcap')).report({ own: ['203.0.113.50'] });
    expect(turned.capture?.own).toEqual(['203.0.113.50']);
    expect(turned.endpoints.some(({ host }) => host === '10.0.0.4')).toBe(true);
  });
});

test('the size of the pieces does not matter', () => {
  const whole = analyze('vm.pcapng', load('azure-vm-a-multi.pcapng'), 1 << 30).report();
  for (const size of [997, 4096])
    expect(analyze('vm.pcapng', load('azure-vm-a-multi.pcapng'), size).report()).toEqual(whole);
});

describe('a file that cannot be read says what to do', () => {
  test.each([
    ['azure-vm-a-netmon1.cap', 'capture-foreign'],
    ['azure-vm-a-snoop.cap', 'capture-foreign'],
    ['empty-file.pcap', 'capture-unrecognised'],
  ])('%s', (name, id) => {
    const report = analyze(name, load(name)).report();
    expect(report.format).toBe('unknown');
    expect(report.diagnosis[0]?.id).toBe(id);
    expect(report.diagnosis[0]?.next.length).toBeGreaterThan(0);
  });
});

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

test('20,000 mutations of captures neither throw nor lose the bound on what is read', () => {
  const next = random(20_261_121);
  const pick = (n: number): number => Math.floor(next() * n);
  const sources = captures()
    .filter(({ name, bytes }) => bytes.length > 64 && bytes.length < 400_000 && !name.endsWith('.gz'))
    .map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, 3000) }));
  for (let round = 0; round < 20_000; round += 1) {
    const source = sources[pick(sources.length)];
    if (source === undefined) throw new Error('no captures');
    const bytes = source.bytes.slice(0, pick(3) === 0 ? pick(source.bytes.length) : source.bytes.length);
    for (let edits = 1 + pick(8); edits > 0 && bytes.length > 0; edits -= 1) bytes[pick(bytes.length)] = pick(256);
    const report = analyze(source.name, bytes, 1 + pick(3000)).report();
    expect(report.capture?.capturedBytes ?? 0).toBeLessThanOrEqual(bytes.length);
  }
});

test('identities of peers are unique, and every one says what it is', () => {
  const ids = knowledge.peers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
