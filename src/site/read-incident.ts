import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzeBundle } from '../analyze/evidence.ts';
import type { Analysis } from '../analyze/log.ts';
import { bundleOf } from '../evidence/readers/bundle.ts';
import { CONTENT } from '../knowledge/load-files.ts';
import type { BundleEntry } from '../model/evidence.ts';
import type { EvidenceReport } from '../model/report.ts';
import { placed, type Placed } from '../report/timeline.ts';
import { analyzer, evidence, knowledge } from './analyzer.ts';

/** What an article says of the bundle that it shows. */
export interface IncidentExpectation {
  /** Id of the root cause that is named first; the first row's file shows it. */
  readonly cause: string;
  /** The files of the time line's rows in their order, with blanks between them. */
  readonly order: string;
}

/** A made-up bundle as the page of the tool would show it. */
export interface Incident {
  readonly report: EvidenceReport;
  readonly moments: readonly Placed[];
  readonly files: readonly (Analysis & { readonly path: string })[];
}

/**
 * Diagnoses a folder of `content/examples` as a dropped bundle is.
 * @throws {Error} when it says otherwise than the article; the build stops then.
 */
export async function readIncident(folder: string, said: IncidentExpectation): Promise<Incident> {
  const root = fileURLToPath(new URL(`examples/${folder}/`, CONTENT));
  const contents = new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(root, path), new Uint8Array(readFileSync(path))] as const),
  );
  const entries = [...contents].map(([path, bytes]): BundleEntry => ({
    path,
    kind: 'file',
    size: bytes.length,
    packed: null,
    time: null,
    encrypted: false,
  }));
  const bundle = bundleOf(entries, (path) => Promise.resolve(new Blob([contents.get(path) ?? new Uint8Array(0)])));
  const source = { name: folder, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
  const tools = { analyzer, knowledge: { ...knowledge, peers: [] } };
  const report = (await analyzeBundle(source, bundle, evidence, tools)).report();
  const moments = placed(report.evidence.timeline, null);
  const [first] = report.diagnosis;
  const found = { cause: first?.id, order: moments.map(({ path }) => path).join(' ') };
  if (found.cause !== said.cause || found.order !== said.order || first?.file !== moments[0]?.path)
    throw new Error(`${folder}: is read as ${JSON.stringify(found)}, the article says ${JSON.stringify(said)}`);
  const files = [...contents].map(([path, bytes]) => ({ path, ...analyzer.analyze({ name: path, bytes }) }));
  return { report, moments, files };
}
