import { readdirSync, readFileSync } from 'node:fs';

/** What was injected into a log when it was made. */
export interface Truth {
  readonly format: string;
  readonly complete: boolean;
  /** False where the log itself cannot tell; Windows logs always can. */
  readonly completeKnown?: boolean;
  readonly encoding: string;
  readonly rootCause: string;
  readonly endpoints: readonly TrueEndpoint[];
}

export interface TrueEndpoint {
  readonly host: string;
  readonly port: number;
  readonly service: string;
  readonly dns: string;
  readonly private: boolean;
  readonly tcp: string;
  readonly https: string;
  readonly cause: string | null;
}

export interface LinuxTruth extends Truth {
  readonly proxy: { readonly state: string };
}

export interface WindowsTruth extends Truth {
  readonly proxy: Readonly<Record<string, { readonly enabled: boolean; readonly server: string | null }>>;
  readonly proxyConfigured: boolean;
  readonly tls12: { readonly client: string; readonly server: string };
}

export interface Case<T extends Truth = Truth> {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly truth: T;
}

/** Every log of a folder of the corpus with its truth. */
function logsOf<T extends Truth>(folder: string): readonly Case<T>[] {
  const root = new URL(`../corpus/${folder}/`, import.meta.url);
  return readdirSync(root)
    .filter((name) => name.endsWith('.log'))
    .map((file) => {
      const name = file.slice(0, -4);
      return {
        name,
        bytes: readFileSync(new URL(file, root)),
        truth: JSON.parse(readFileSync(new URL(`${name}.json`, root), 'utf8')) as T,
      };
    });
}

export const linuxLogs = logsOf<LinuxTruth>('logs-linux');
/** The same with the DNS chains of the real internet. */
export const realDnsLogs = logsOf<LinuxTruth>('logs-linux-realdns');
export const windowsLogs = logsOf<WindowsTruth>('logs-windows');
export const allLogs: readonly Case[] = [...linuxLogs, ...windowsLogs];
