import type { FormatDefinition } from '../knowledge/types.ts';
import type { Recognition } from '../log/formats/recognise.ts';
import { TERMINAL } from '../log/formats/settle.ts';
import type { AzureNetwork } from '../model/azure-network.ts';
import type { Scan } from '../session/scanner.ts';

/** Listings that are named as the reason. */
const MOST_REASONS = 3;

/** The format of a text that lists rules or routes and holds nothing else; among the outputs of other tools they are a part of it. */
export function settleListings(
  settled: Recognition,
  azure: AzureNetwork | null,
  { scan, chosen }: { readonly scan: Scan; readonly chosen: string | undefined },
  formats: readonly FormatDefinition[],
): Recognition {
  const [first] = azure?.listings ?? [];
  if (first === undefined || chosen !== undefined || scan.probes.length > 0) return settled;
  if (settled.format !== null && settled.format.id !== TERMINAL) return settled;
  const kind = first.kind.endsWith('rules') ? 'rules' : 'routes';
  const format = formats.find(({ network }) => network === kind) ?? null;
  const lines = azure?.listings.slice(0, MOST_REASONS).map(({ line }) => line) ?? [];
  const because = lines.map((line) => ({ line, start: 0, end: scan.text.lines.at(line).length }));
  return { ...settled, format, because, complete: true };
}
