import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  accountSchema,
  articleFrontmatter,
  azureNetworkSchema,
  certificatesSchema,
  certificateTextSchema,
  checkTargetSchema,
  codesSchema,
  diagnosisSchema,
  endpointSchema,
  environmentSchema,
  evidenceScenarioSchema,
  foreignFormatSchema,
  formatSchema,
  gatewaysSchema,
  glossarySchema,
  logSettingsSchema,
  settingsCommandSchema,
  guideFrontmatter,
  messageEvidenceSchema,
  pageFrontmatter,
  maskAddressesSchema,
  namesSchema,
  outcomeWordsSchema,
  peerSchema,
  platformsSchema,
  privateZonesSchema,
  regionSchema,
  reportEvidenceSchema,
  scenarioSchema,
  searchWordsSchema,
  secretsSchema,
  sensitiveSchema,
  serviceSchema,
  signatureFrontmatter,
  signatureSchema,
  stageSchema,
  statesSchema,
  systemErrorsSchema,
  termSchema,
  tracesSchema,
  wordsSchema,
  workloadNamesSchema,
  workloadSchema,
  zonesSchema,
} from './schema.ts';
import { passagesOf, type Passage, type Passages } from './passages.ts';
import { rulesVersion } from './rules-version.ts';
import { networkNeeds } from './network-needs.ts';
import type {
  ArticleInfo,
  AzureNetworkRules,
  PageKind,
  CertificateText,
  CheckKnowledge,
  CodesSource,
  DiagnosisSource,
  EndpointRow,
  EndpointRule,
  EvidenceKnowledge,
  EvidenceScenario,
  GatewayKnowledge,
  GatewayMarkSource,
  GlossaryTerm,
  Knowledge,
  MessageEvidenceRule,
  Reference,
  NameRules,
  PeerRule,
  Region,
  SearchKnowledge,
  FormatSource,
  SignatureSource,
  Stage,
  Sourced,
  StateRules,
  Term,
} from './types.ts';

/** The build runs from a bundle, so the place of this file tells nothing there; the project's folder does. */
export const CONTENT = pathToFileURL('content/');

function byLayer(a: SignatureSource, b: SignatureSource): number {
  return a.layer.localeCompare(b.layer) || a.tool.localeCompare(b.tool) || a.id.localeCompare(b.id);
}

/**
 * Reads what `content/` holds and checks it.
 * @throws {Error} naming the file when one does not have the expected form.
 */
export function loadKnowledge(root: URL = CONTENT): Knowledge {
  const reference = loadReference(root);
  return {
    rules: rulesVersion(root),
    // alike ones beside each other, each title beside its id: what a page loads is compressed
    signatures: loadSignatures(root)
      .toSorted(byLayer)
      .map(
        ({
          id,
          title,
          tool,
          layer,
          verdict,
          cause,
          meaning,
          role,
          roles,
          rootCause,
          ranges,
          finding,
          events,
          patterns,
        }) => ({
          tool,
          id,
          title,
          patterns,
          meaning,
          layer,
          verdict,
          cause,
          role,
          roles,
          rootCause,
          ranges,
          finding,
          events,
        }),
      ),
    diagnoses: inStages(loadDiagnoses(root), loadStages(root)).map(
      ({ id, stage, title, titlePossible, cause, summary, why, steps }) => ({
        id,
        stage,
        title,
        titlePossible,
        cause,
        summary,
        why,
        steps,
      }),
    ),
    formats: loadFormats(root).map(({ sample, samples, ...format }) => format),
    endpoints: rulesOf(reference.endpoints),
    services: readYaml(new URL('reference/services.yaml', root), z.array(serviceSchema)),
    workloads: reference.workloads.map(withoutSources),
    captureFormats: readYaml(new URL('reference/capture-formats.yaml', root), z.array(foreignFormatSchema)),
    archiveFormats: readYaml(new URL('reference/archive-formats.yaml', root), z.array(foreignFormatSchema)),
    traces: withoutSources(loadTraces(root)),
    platforms: readYaml(new URL('reference/platforms.yaml', root), platformsSchema),
    privateZones: loadPrivateZones(root).zones,
    gateways: loadGateways(root),
    systemErrors: readYaml(new URL('reference/system-errors.yaml', root), systemErrorsSchema),
    reportEvidence: readYaml(new URL('reference/report-evidence.yaml', root), reportEvidenceSchema),
    settings: readYaml(new URL('reference/log-settings.yaml', root), logSettingsSchema),
    settingsCommands: readYaml(new URL('reference/settings-commands.yaml', root), z.array(settingsCommandSchema)),
    states: loadStates(root),
    azureNetwork: loadAzureNetwork(root, reference),
    accounts: reference.accounts.map(withoutSources),
    secrets: readYaml(new URL('reference/masking/secrets.yaml', root), secretsSchema),
  };
}

/** What only a search needs to know. */
export function loadSearch(root: URL = CONTENT): SearchKnowledge {
  const generic = loadSignatures(root).filter(({ wordings }) => wordings.length > 0);
  const { endpoints, scenarios, peers } = loadReference(root);
  const { roots, removed, page } = readYaml(new URL('reference/certificates.yaml', root), certificatesSchema);
  return {
    articles: loadArticles(root),
    causes: loadCausePages(root),
    synonyms: readYaml(new URL('reference/synonyms.yaml', root), z.array(z.array(z.string().min(1)).min(2))),
    words: readYaml(new URL('reference/search-words.yaml', root), searchWordsSchema),
    outcomes: readYaml(new URL('reference/outcome-words.yaml', root), outcomeWordsSchema),
    codes: withoutCodeSources(loadCodes(root)),
    wordings: Object.fromEntries(generic.map(({ id, wordings }) => [id, wordings])),
    endpointRows: endpoints.map(({ pattern, port, tag, use, scenarios: [scenario = ''], cloud }) => ({
      pattern,
      port: String(port),
      tag,
      use,
      scenario,
      cloud,
    })),
    scenarios: scenarios.map(({ id, name }) => ({ id, name })),
    peers: peers.map(({ id, title, addresses, names, networks, normal, page: further }) => ({
      id,
      title,
      addresses,
      names,
      networks,
      normal,
      page: further,
    })),
    regions: loadRegions(root),
    lists: loadEvidenceLists(root).map(({ id, title, signs, items }) => ({
      id,
      title,
      signs,
      items: items.map(({ title: own, paths, commands, match, minimum, formats }) => ({
        title: own,
        names: [...paths, ...minimum],
        commands,
        match: formats.length > 0 ? [] : match,
      })),
    })),
    certificates: {
      page,
      names: [
        ...roots.map(({ name, thumbprint }) => ({ name, thumbprint, removed: false })),
        ...removed.map(({ name, thumbprint }) => ({ name, thumbprint, removed: true })),
      ],
    },
    glossary: loadGlossary(root).map(({ term, avoid, elsewhere, meaning }) => ({ term, avoid, elsewhere, meaning })),
    zonePage: loadPrivateZones(root).page,
  };
}

/** What the pages of articles and root causes say, by their paths. */
export function loadPassages(root: URL = CONTENT): Passages {
  const causes = folders(new URL('diagnoses/', root)).map(
    (id) => [`diagnoses/${id}/ja.mdx`, `/diagnoses/${id}/`] as const,
  );
  return Object.fromEntries(
    [...articleFiles(root), ...causes].map(([file, path]) => [path, readPassages(new URL(file, root))]),
  );
}

/** What the pages of root causes are called, by id. */
function loadCausePages(root: URL): SearchKnowledge['causes'] {
  return Object.fromEntries(
    loadDiagnoses(root).map(({ id, stage }) => {
      const { title, description } = readFrontmatter(new URL(`diagnoses/${id}/ja.mdx`, root), articleFrontmatter);
      return [id, { title, description, stage }];
    }),
  );
}

/** The table of error codes, with its sources. @throws {Error} when a row names a source, layer or signature that is not there. */
export function loadCodes(root: URL = CONTENT): CodesSource {
  const codes = readYaml(new URL('reference/codes.yaml', root), codesSchema);
  const signatures = new Set(folders(new URL('signatures/', root)));
  for (const { number, layer, sources, signature } of codes.facilities.flatMap((facility) => facility.codes)) {
    const known =
      Object.hasOwn(codes.layers, layer) &&
      sources.every((source) => Object.hasOwn(codes.sources, source)) &&
      (signature === undefined || signatures.has(signature));
    if (!known) throw new Error(`codes.yaml: ${number} names a layer, source or signature that is not there`);
  }
  return codes;
}

function withoutCodeSources({ labels, between, facilities }: CodesSource): SearchKnowledge['codes'] {
  return {
    labels,
    between,
    facilities: facilities.map((facility) => ({
      ...facility,
      codes: facility.codes.map((code) => ({ ...code, sources: [] })),
    })),
  };
}

/** The peers that captures of Azure VMs show. */
export function loadPeers(root: URL = CONTENT): PeerRule[] {
  return loadReference(root).peers.map(({ sources, page, ...rule }) => rule);
}

/** Words of the tools' output that a view explains. */
export function loadTerms(root: URL = CONTENT): Term[] {
  return files(new URL('terms/', root), '.yaml').flatMap((name) =>
    readYaml(new URL(`terms/${name}`, root), z.array(termSchema)).map((term) => ({ tool: name.slice(0, -5), ...term })),
  );
}

/** What event traces of Windows name by numbers, with its sources. */
export function loadTraces(root: URL = CONTENT): z.infer<typeof tracesSchema> {
  return readYaml(new URL('reference/traces.yaml', root), tracesSchema);
}

/** Every format with its sample. */
export function loadFormats(root: URL = CONTENT): FormatSource[] {
  return files(new URL('formats/', root), '.yaml').map((name) => ({
    id: name.slice(0, -5),
    ...readYaml(new URL(`formats/${name}`, root), formatSchema),
  }));
}

/** The tables of the reference pages, each row with its sources. */
export function loadReference(root: URL = CONTENT): Reference {
  const table = <T>(name: string, schema: z.ZodType<T>): T[] =>
    readYaml(new URL(`reference/${name}.yaml`, root), z.array(schema));
  return {
    endpoints: table('endpoints', endpointSchema),
    scenarios: table('scenarios', scenarioSchema),
    workloads: table('workloads', workloadSchema),
    peers: table('peers', peerSchema),
    accounts: table('accounts', accountSchema),
  };
}

/** A row that is about the reader's own machines names no host. */
const HOST = /^[\w*.-]+$/u;

/** A host name may stand in several tables; its service is the same in each, so the first row tells. */
function rulesOf(rows: readonly EndpointRow[]): EndpointRule[] {
  const rules = new Map<string, EndpointRule>();
  for (const { pattern, port, service } of rows) {
    if (HOST.test(pattern) && !rules.has(pattern)) rules.set(pattern, { pattern, port, service });
  }
  return [...rules.values()];
}

function withoutSources<T extends { readonly sources: unknown }>({ sources, ...row }: T): Omit<T, 'sources'> {
  return row;
}

/** Every signature with what its page needs, in the order of the ids. */
export function loadSignatures(root: URL = CONTENT): SignatureSource[] {
  const base = new URL('signatures/', root);
  const known = loadWorkloadNames(root);
  return folders(base).map((id) => {
    const signature = readYaml(new URL(`${id}/signature.yaml`, base), signatureSchema);
    const unknown = signature.workloads.find((workload) => !Object.hasOwn(known, workload));
    if (unknown !== undefined) throw new Error(`${id}: ${unknown} is no workload of reference/workload-names.yaml`);
    const generic = signature.patterns.some((pattern) => literal(pattern).length < GENERIC);
    return {
      id,
      ...signature,
      ...readFrontmatter(new URL(`${id}/ja.mdx`, base), signatureFrontmatter),
      wordings: generic ? signature.examples.map(withoutNames) : [],
    };
  });
}

/** A pattern with fewer literal characters says little: `curl: (16) {text}`. */
const GENERIC = 20;

function literal(pattern: string): string {
  return pattern.replaceAll(/\{[a-z]{1,6}\}|\s/gu, '');
}

/** An example without the host names and numbers that happen to stand in it. */
function withoutNames(example: string): string {
  return example
    .trim()
    .replaceAll(/[\w.-]+/gu, (word) => (word.split('.').length > 2 || /^\d{3,}$/u.test(word) ? '…' : word));
}

/** Every root cause with what its page needs. @throws {Error} when one names a stage that does not exist */
export function loadDiagnoses(root: URL = CONTENT): DiagnosisSource[] {
  const base = new URL('diagnoses/', root);
  const stages = new Set(loadStages(root).map(({ id }) => id));
  return folders(base).map((id) => {
    const diagnosis = readYaml(new URL(`${id}/diagnosis.yaml`, base), diagnosisSchema);
    if (!stages.has(diagnosis.stage)) throw new Error(`${id}: ${diagnosis.stage} is no stage of reference/stages.yaml`);
    return { id, ...diagnosis };
  });
}

/** Root causes in the order in which a connection meets them. */
function inStages(diagnoses: readonly DiagnosisSource[], stages: readonly Stage[]): DiagnosisSource[] {
  const order = stages.map(({ id }) => id);
  return diagnoses.toSorted((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
}

/** The stages under which root causes are listed, in their order. */
export function loadStages(root: URL = CONTENT): Stage[] {
  return readYaml(new URL('reference/stages.yaml', root), z.array(stageSchema).min(1));
}

/** An article with the chapters that its sources stand for. */
export interface Guide extends z.infer<typeof guideFrontmatter> {
  readonly id: string;
}

/** What stands above the articles. */
export function loadGuides(root: URL = CONTENT): Guide[] {
  const base = new URL('guide/', root);
  return folders(base).map((id) => ({ id, ...readFrontmatter(new URL(`${id}/ja.mdx`, base), guideFrontmatter) }));
}

/** A page of `pages/` or `reference/`. */
export interface Page extends z.infer<typeof pageFrontmatter> {
  readonly id: string;
}

/** What stands above the pages of `pages/` and `reference/`. */
export function loadPages(root: URL = CONTENT): Page[] {
  return PAGES.map(([file]) => ({
    id: file.slice(0, -'.ja.mdx'.length),
    ...readFrontmatter(new URL(file, root), pageFrontmatter),
  }));
}

/** Where the pages of `pages/` and `reference/` stand. */
const PAGES: readonly (readonly [file: string, path: string, kind: PageKind])[] = [
  ['reference/endpoints.ja.mdx', '/reference/endpoints/', 'reference'],
  ['reference/peers.ja.mdx', '/reference/peers/', 'reference'],
  ['reference/codes.ja.mdx', '/errors/codes/', 'reference'],
  ['reference/glossary.ja.mdx', '/reference/glossary/', 'reference'],
  ['pages/check.ja.mdx', '/check/', 'guide'],
  ['pages/request.ja.mdx', '/request/', 'guide'],
  ['pages/privacy.ja.mdx', '/privacy/', 'site'],
  ['pages/portable.ja.mdx', '/portable/', 'site'],
];

function articleFiles(root: URL): (readonly [file: string, path: string, kind: PageKind])[] {
  const guides = folders(new URL('guide/', root)).map(
    (id) => [`guide/${id}/ja.mdx`, `/guide/${id}/`, 'guide'] as const,
  );
  return [...guides, ...PAGES];
}

function loadArticles(root: URL): ArticleInfo[] {
  return articleFiles(root).map(([file, path, kind]) => ({
    path,
    kind,
    ...readFrontmatter(new URL(file, root), articleFrontmatter),
  }));
}

/** The chapters of an MDX file. */
function readPassages(file: URL): Passage[] {
  const text = readFileSync(file, 'utf8');
  return passagesOf(text.slice(text.indexOf('\n---', 3) + 4));
}

/** The terms of the pages. */
export function loadGlossary(root: URL = CONTENT): GlossaryTerm[] {
  return readYaml(new URL('reference/glossary.yaml', root), z.array(glossarySchema));
}

/** Azure regions with the code that stands in the names of Azure Backup. */
export function loadRegions(root: URL = CONTENT): Region[] {
  return readYaml(new URL('reference/regions.yaml', root), z.array(regionSchema));
}

/** The evidence lists with their sources. */
export function loadEvidenceLists(root: URL = CONTENT): Sourced<EvidenceScenario>[] {
  const base = new URL('reference/evidence/', root);
  return files(base, '.yaml')
    .map((name) => readYaml(new URL(name, base), evidenceScenarioSchema))
    .sort((a, b) => a.order - b.order);
}

/** Workloads as readers call them, by id, in the order of a choice. */
function loadWorkloadNames(root: URL = CONTENT): Readonly<Record<string, string>> {
  return readYaml(new URL('reference/workload-names.yaml', root), workloadNamesSchema);
}

/** Zones that tell of a private endpoint, with their sources. */
export function loadPrivateZones(root: URL = CONTENT): z.infer<typeof privateZonesSchema> {
  return readYaml(new URL('reference/private-zones.yaml', root), privateZonesSchema);
}

/** What messages need by their tool and layer. */
export function loadMessageEvidence(root: URL = CONTENT): MessageEvidenceRule[] {
  return readYaml(new URL('reference/message-evidence.yaml', root), z.array(messageEvidenceSchema));
}

/** The words of a path without what differs from machine to machine. */
function wordsOf(path: string): string[] {
  return path
    .replaceAll(/[<{][^<>{}]{0,80}[>}]/gu, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word.length > 2 && /[a-z]/u.test(word));
}

/** Which names the mask hides and which are everybody's; apart from `Knowledge`, as only the mask needs it. */
export function loadNameRules(root: URL = CONTENT): NameRules {
  const base = new URL('reference/masking/', root);
  const zones = readYaml(new URL('zones.yaml', base), zonesSchema);
  const { endpoints, peers } = loadReference(root);
  const named = [...endpoints.map(({ pattern }) => pattern), ...peers.flatMap(({ names }) => names)];
  const asked = loadEvidence(root).scenarios.flatMap(({ items }) => items);
  const words = readYaml(new URL('words.yaml', base), wordsSchema);
  const { roots, removed } = readYaml(new URL('reference/certificates.yaml', root), certificatesSchema);
  return {
    ...zones,
    ...readYaml(new URL('addresses.yaml', base), maskAddressesSchema),
    ...readYaml(new URL('names.yaml', base), namesSchema),
    ...words,
    // what support asks for has names that everybody has
    words: [
      ...new Set([...words.words, ...asked.flatMap(({ paths, minimum }) => [...paths, ...minimum].flatMap(wordsOf))]),
    ],
    hosts: [
      ...new Set([
        ...zones.hosts,
        ...named.filter((name) => HOST.test(name) && !name.includes('*') && /[a-z]/u.test(name)),
      ]),
    ],
    regions: [...new Set(loadRegions(root).flatMap(({ code, region }) => [code, region]))],
    thumbprints: [...roots, ...removed].map(({ thumbprint }) => thumbprint.toLowerCase()),
  };
}

/** What the check script for a reader's case is made of. */
export function loadCheck(root: URL = CONTENT): CheckKnowledge {
  const targets = readYaml(new URL('reference/check-targets.yaml', root), z.array(checkTargetSchema)).map(
    withoutSources,
  );
  const named = new Set(targets.flatMap(({ workloads }) => workloads));
  return {
    targets,
    regions: loadRegions(root),
    workloads: loadReference(root).workloads.flatMap(({ id, name }) => (named.has(id) ? [{ id, name }] : [])),
    scripts: { linux: readScript('check.sh', root), windows: readScript('check.ps1', root) },
  };
}

/** What to collect for which failure. */
export function loadEvidence(root: URL = CONTENT): EvidenceKnowledge {
  return {
    scenarios: loadEvidenceLists(root).map(withoutSources),
    workloads: loadWorkloadNames(root),
    environment: readYaml(new URL('reference/environment.yaml', root), z.array(environmentSchema)),
    sensitive: readYaml(new URL('reference/sensitive.yaml', root), z.array(sensitiveSchema)),
    certificates: loadRoots(root),
    scripts: { linux: readScript('collect.sh', root), windows: readScript('collect.ps1', root) },
    certificateText: loadCertificateText(root),
  };
}

function loadStates(root: URL): StateRules {
  const { vss, certificates } = readYaml(new URL('reference/states.yaml', root), statesSchema);
  return { vss, certificates: { ...certificates, text: loadCertificateText(root) } };
}

/** How rules and routes of Azure are judged, with what the endpoint table says of the workloads' needs. */
function loadAzureNetwork(root: URL, { endpoints, workloads }: Reference): AzureNetworkRules {
  const { sources, scenarios, ...rules } = readYaml(new URL('reference/azure-network.yaml', root), azureNetworkSchema);
  return { ...rules, needs: networkNeeds(endpoints, { workloads, scenarios, platform: rules.platform }) };
}

function loadCertificateText(root: URL): CertificateText {
  return readYaml(new URL('reference/certificate-text.yaml', root), certificateTextSchema);
}

function loadRoots(root: URL): EvidenceKnowledge['certificates'] {
  const { source, roots, removed } = readYaml(new URL('reference/certificates.yaml', root), certificatesSchema);
  return { source, roots, removed };
}

function loadGateways(root: URL): GatewayKnowledge {
  const { domains, suffixes } = readYaml(new URL('reference/gateways.yaml', root), gatewaysSchema);
  const { issuers, publicIssuers } = readYaml(new URL('reference/certificates.yaml', root), certificatesSchema);
  const marks = loadGatewayMarks(root)
    .filter(({ patterns }) => patterns.length > 0)
    .map(({ id, product, where, meaning, destination, proxy, patterns }) => ({
      id,
      product,
      where,
      meaning,
      destination,
      proxy,
      patterns,
    }));
  return { marks, domains, suffixes, issuers, publicIssuers };
}

/** Every mark of a gateway with its samples. */
export function loadGatewayMarks(root: URL = CONTENT): GatewayMarkSource[] {
  const { marks, sources } = readYaml(new URL('reference/gateways.yaml', root), gatewaysSchema);
  const unknown = marks.flatMap((mark) => mark.sources).find((key) => !(key in sources));
  if (unknown !== undefined) throw new Error(`gateways.yaml: no source ${unknown}`);
  return marks;
}

/** A script that we hand out. */
function readScript(name: string, root: URL): string {
  return readFileSync(new URL(`scripts/${name}`, root), 'utf8');
}

function folders(base: URL): string[] {
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function files(base: URL, end: string): string[] {
  return readdirSync(base)
    .filter((name) => name.endsWith(end))
    .sort();
}

function readYaml<T>(file: URL, schema: z.ZodType<T>): T {
  return check(parse(readFileSync(file, 'utf8')), schema, file);
}

function readFrontmatter<T>(file: URL, schema: z.ZodType<T>): T {
  const [, head] = readFileSync(file, 'utf8').split(/^---$/mu, 2);
  return check(parse(head ?? ''), schema, file);
}

function check<T>(value: unknown, schema: z.ZodType<T>, file: URL): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${fileURLToPath(file)}: ${z.prettifyError(result.error)}`);
}
