import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../corpus/logs-linux/', import.meta.url);

export interface Truth {
  readonly format: string;
  readonly complete: boolean;
  readonly completeKnown: boolean;
  readonly encoding: string;
  readonly proxy: { readonly state: string };
  readonly rootCause: string;
  readonly endpoints: readonly {
    readonly host: string;
    readonly port: number;
    readonly service: string;
    readonly dns: string;
    readonly private: boolean;
    readonly tcp: string;
    readonly https: string;
    readonly cause: string | null;
  }[];
}

export interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly truth: Truth;
}

/** Every log of the corpus with what was injected when it was made. */
export const linuxLogs: readonly Case[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.log'))
  .map((file) => {
    const name = file.slice(0, -4);
    return {
      name,
      bytes: readFileSync(new URL(file, FOLDER)),
      truth: JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Truth,
    };
  });
