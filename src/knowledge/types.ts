/**
 * What `content/` holds, as plain data: the same object at build time, in the browser and in the terminal. The schema
 * (schema.ts) says what each field is; the types are made of it.
 */
import type { NetworkDestination } from '../model/azure-network.ts';
import type { z } from 'zod';
import type {
  accountSchema,
  articleFrontmatter,
  azureNetworkSchema,
  certificatesSchema,
  certificateTextSchema,
  checkTargetSchema,
  codesSchema,
  conditionSchema,
  diagnosisSchema,
  endpointSchema,
  environmentSchema,
  evidenceItemSchema,
  evidenceScenarioSchema,
  foreignFormatSchema,
  formatSchema,
  gatewayMarkSchema,
  gatewaysSchema,
  glossarySchema,
  logSettingsSchema,
  maskAddressesSchema,
  messageEvidenceSchema,
  namesSchema,
  outcomeWordsSchema,
  peerSchema,
  platformSchema,
  privateZonesSchema,
  regionSchema,
  reportEvidenceSchema,
  scenarioSchema,
  searchWordsSchema,
  secretsSchema,
  sensitiveSchema,
  serviceSchema,
  settingsCommandSchema,
  signatureFrontmatter,
  signatureSchema,
  stageSchema,
  statesSchema,
  sourceSchema,
  stepSchema,
  systemErrorsSchema,
  termSchema,
  tracesSchema,
  wordingSchema,
  wordsSchema,
  workloadSchema,
  zonesSchema,
} from './schema.ts';

/** Data that nobody changes. */
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
/** What a schema makes of a file. */
type Read<S extends z.ZodType> = Frozen<z.infer<S>>;
/** The id of a file or folder is its name. */
interface Named {
  readonly id: string;
}

/** A page that vouches for a claim. */
export type Source = Read<typeof sourceSchema>;
/** What only pages and tests need to know besides: who says so. */
export type Sourced<T> = T & { readonly sources: readonly Source[] };

/** A signature with everything that its page and the tests need. */
export type SignatureSource = Named &
  Read<typeof signatureSchema> &
  Read<typeof signatureFrontmatter> & {
    /** Whole messages, where the patterns are so generic that their own words do not tell them apart. */
    readonly wordings: readonly string[];
  };
/** As the analysis needs it. */
export type Signature = Omit<
  SignatureSource,
  'examples' | 'workloads' | 'evidence' | 'related' | 'sources' | 'wordings'
>;
/** An event of Windows that says what a signature says. */
export type EventRule = NonNullable<Signature['events']>[number];
/** A verdict that a message has for the numbers `from` to `to`. */
export type VerdictRange = NonNullable<Signature['ranges']>[number];

/** A format with a log that it recognises, and the probes in it as their commands name them. */
export type FormatSource = Named & Read<typeof formatSchema>;
export type FormatDefinition = Omit<FormatSource, 'sample' | 'samples'>;
/** One way in which the records of a log are written. */
export type RecordForm = NonNullable<FormatSource['record']>[number];

/** A row of the endpoint tables. */
export type EndpointRow = Read<typeof endpointSchema>;
/** Which service a host name belongs to. */
export type EndpointRule = Pick<EndpointRow, 'pattern' | 'port' | 'service'>;
/** A way to use Azure that has a table of endpoints of its own. */
type ScenarioRow = Read<typeof scenarioSchema>;
export type ServiceRule = Read<typeof serviceSchema>;
type WorkloadRow = Read<typeof workloadSchema>;
export type WorkloadRule = Omit<WorkloadRow, 'sources'>;
/** A peer that captures of Azure VMs show. */
type PeerRow = Read<typeof peerSchema>;
export type PeerRule = Omit<PeerRow, 'sources' | 'page'>;
/** An account of Windows with proxy settings of its own. */
type AccountRow = Read<typeof accountSchema>;
export type AccountRule = Omit<AccountRow, 'sources'>;

/** What the tables of the reference pages hold, each row with its sources. */
export interface Reference {
  readonly endpoints: readonly EndpointRow[];
  readonly scenarios: readonly ScenarioRow[];
  readonly workloads: readonly WorkloadRow[];
  readonly peers: readonly PeerRow[];
  readonly accounts: readonly AccountRow[];
}

/** When a sentence or a step is right. */
export type TextCondition = Read<typeof conditionSchema>;
/** Ways to say the same, from the one that says most: the first is taken that is right and whose `{parameters}` are all known. */
export type Wording = Read<typeof wordingSchema>;
/** A next step. It is left out where it cannot be filled in, or makes no sense for the machine or the source. */
export type StepText = Read<typeof stepSchema>;
/** A root cause with what only its page needs. */
export type DiagnosisSource = Named & Read<typeof diagnosisSchema>;
export type DiagnosisText = Omit<DiagnosisSource, 'sources'>;
/** A stage of a connection under which root causes are listed. */
export type Stage = Read<typeof stageSchema>;

/** A word of a tool's output, and what it means. */
export type Term = Read<typeof termSchema> & { readonly tool: string };
/** A term as the pages use it. */
export type GlossaryTerm = Read<typeof glossarySchema>;
/** An article as the search lists it: where it stands within the site, and what kind of page it is. */
export type ArticleInfo = Read<typeof articleFrontmatter> & { readonly path: string; readonly kind: PageKind };
/** What kind of page an article is. */
export type PageKind = 'guide' | 'reference' | 'site';
/** An Azure region with the code of its names. */
export type Region = Read<typeof regionSchema>;

/** The table of error codes with its sources (content/reference/codes.yaml). */
export type CodesSource = Read<typeof codesSchema>;
/** Those who count codes, without what only the page shows. */
export type CodeFacility = CodesSource['facilities'][number];
export type ErrorCode = CodeFacility['codes'][number];

/** Which evidence list a report leads to (content/reference/report-evidence.yaml). */
export type ReportEvidence = Read<typeof reportEvidenceSchema>;
/** How check scripts and the tools that they call print settings (content/reference/log-settings.yaml). */
export type SettingsRules = Read<typeof logSettingsSchema>;
/** A command that shows or changes settings (content/reference/settings-commands.yaml). */
export type SettingsCommandRule = Read<typeof settingsCommandSchema>;
/** What operating systems say of a connection that failed (content/reference/system-errors.yaml). */
export type SystemErrorRules = Read<typeof systemErrorsSchema>;
/** Words with which a text says how something ended (content/reference/outcome-words.yaml). */
export type OutcomeWords = Read<typeof outcomeWordsSchema>;
/** How a source tells that it comes from one system: expressions over a line, tools, kinds of capture. */
export type PlatformMarks = Read<typeof platformSchema>;
/** A capture format that is recognised by its first bytes but cannot be read. */
export type ForeignFormat = Read<typeof foreignFormatSchema>;
/** What event traces of Windows name by numbers. */
export type TraceWords = Omit<Read<typeof tracesSchema>, 'sources'>;

/** One thing that support asks for. */
export type EvidenceItem = Read<typeof evidenceItemSchema>;
/** What to collect for one kind of failure. */
export type EvidenceScenario = Omit<Read<typeof evidenceScenarioSchema>, 'sources'>;
/** What messages of some tools or layers need: lists, and records that no list holds. */
export type MessageEvidenceRule = Read<typeof messageEvidenceSchema>;
/** How rules and routes of Azure are judged, and what the workloads need of them. */
export type AzureNetworkRules = Omit<Read<typeof azureNetworkSchema>, 'sources' | 'scenarios'> & {
  readonly needs: readonly NetworkNeed[];
};
/** A destination that workloads need. */
export interface NetworkNeed extends NetworkDestination {
  /** An address of the platform. */
  readonly platform: boolean;
}

/** How certificates are printed (content/reference/certificate-text.yaml). */
export type CertificateText = Read<typeof certificateTextSchema>;
type States = Read<typeof statesSchema>;
/** What of the outputs of Windows is a finding (content/reference/states.yaml), with how certificates are listed. */
export type StateRules = Omit<States, 'certificates'> & {
  readonly certificates: States['certificates'] & { readonly text: CertificateText };
};

/** What the evidence pages and the bundle check need to know; apart from `Knowledge`, which every analysis loads. */
export interface EvidenceKnowledge {
  readonly scenarios: readonly EvidenceScenario[];
  /** Names of the workloads, by their ids. */
  readonly workloads: Readonly<Record<string, string>>;
  /** Facts about the environment that support asks for. */
  readonly environment: readonly Read<typeof environmentSchema>[];
  /** Files that should not be in a bundle without a thought. */
  readonly sensitive: readonly Read<typeof sensitiveSchema>[];
  readonly certificates: Pick<Read<typeof certificatesSchema>, 'source' | 'roots' | 'removed'>;
  readonly certificateText: CertificateText;
  /** The collection scripts of `content/scripts`, with places for what a list asks for. */
  readonly scripts: Readonly<Record<'linux' | 'windows', string>>;
}

/** A mark of a gateway with what only its test needs. */
export type GatewayMarkSource = Read<typeof gatewayMarkSchema>;
/** Words that tell who wrote an answer or signed a certificate. */
export type GatewayMark = Omit<GatewayMarkSource, 'verified' | 'samples' | 'sources'>;
/** Where a mark of a gateway stands; see `content/reference/gateways.yaml`. */
export type GatewayPlace = GatewayMark['where'];
/** How answers and certificates of Microsoft's services are told from those of devices in between. */
export interface GatewayKnowledge
  extends
    Pick<Read<typeof gatewaysSchema>, 'domains' | 'suffixes'>,
    Pick<Read<typeof certificatesSchema>, 'issuers' | 'publicIssuers'> {
  readonly marks: readonly GatewayMark[];
}

/** What is removed from everything that leaves the page (content/reference/masking/secrets.yaml). All in small letters. */
export type SecretRules = Read<typeof secretsSchema>;
/** A command that takes a secret. */
export type SecretCommand = SecretRules['commands'][number];
/** Words after which a name stands. */
export type NameLabel = NameRules['labels'][number];

/** What a name behind a label, an option or in a report's field is. */
export type NameKind =
  | 'host'
  | 'name'
  | 'ip'
  | 'mac'
  | 'guid'
  | 'id'
  | 'user'
  | 'domain'
  | 'sid'
  | 'certificate'
  | 'file'
  | 'phone'
  | 'word';

/** Which names are the reader's and which are everybody's (content/reference/masking/*.yaml). All in small letters. */
export interface NameRules
  extends
    Read<typeof zonesSchema>,
    Read<typeof maskAddressesSchema>,
    Read<typeof namesSchema>,
    Read<typeof wordsSchema> {
  /** Codes and names of regions. */
  readonly regions: readonly string[];
  /** SHA-1 thumbprints of published roots. */
  readonly thumbprints: readonly string[];
}

/** What every analysis needs to know. What only a search, a capture or a view needs is a part of its own. */
export interface Knowledge {
  /** Version of the rule set, printed in every report. */
  readonly rules: string;
  readonly signatures: readonly Signature[];
  readonly formats: readonly FormatDefinition[];
  readonly endpoints: readonly EndpointRule[];
  readonly services: readonly ServiceRule[];
  readonly workloads: readonly WorkloadRule[];
  /** In the order of the stages: what stands first may be the cause of what follows. */
  readonly diagnoses: readonly DiagnosisText[];
  /** DNS zones of private endpoints. */
  readonly privateZones: Read<typeof privateZonesSchema>['zones'];
  readonly accounts: readonly AccountRule[];
  readonly captureFormats: readonly ForeignFormat[];
  readonly archiveFormats: readonly ForeignFormat[];
  readonly traces: TraceWords;
  readonly platforms: Readonly<Record<'windows' | 'linux', PlatformMarks>>;
  readonly gateways: GatewayKnowledge;
  readonly systemErrors: SystemErrorRules;
  readonly settings: SettingsRules;
  readonly settingsCommands: readonly SettingsCommandRule[];
  readonly states: StateRules;
  readonly azureNetwork: AzureNetworkRules;
  readonly reportEvidence: ReportEvidence;
  readonly secrets: SecretRules;
}

/** What a search needs besides. */
export interface SearchKnowledge {
  readonly articles: readonly ArticleInfo[];
  /** Groups of words that mean the same; the first is the one our pages use. */
  readonly synonyms: readonly (readonly string[])[];
  /** Whole messages of the signatures whose patterns say little, by their ids. */
  readonly wordings: Readonly<Record<string, readonly string[]>>;
  readonly codes: Omit<CodesSource, 'sources' | 'layers'>;
  /** What the pages of root causes are called, by id. */
  readonly causes: Readonly<
    Record<string, { readonly title: string; readonly description: string; readonly stage: string }>
  >;
  readonly words: Read<typeof searchWordsSchema>;
  readonly outcomes: OutcomeWords;
  readonly endpointRows: readonly (Pick<EndpointRow, 'pattern' | 'tag' | 'use' | 'cloud'> & {
    readonly port: string;
    /** The first use that needs it. */
    readonly scenario: string;
  })[];
  readonly scenarios: readonly Pick<ScenarioRow, 'id' | 'name'>[];
  readonly peers: readonly Pick<PeerRow, 'id' | 'title' | 'addresses' | 'names' | 'networks' | 'normal' | 'page'>[];
  readonly regions: readonly Region[];
  readonly lists: readonly (Pick<EvidenceScenario, 'id' | 'title' | 'signs'> & {
    readonly items: readonly {
      readonly title: string;
      readonly names: readonly string[];
      readonly commands: readonly string[];
      /** Expressions over a path in small letters. */
      readonly match: readonly string[];
    }[];
  })[];
  readonly certificates: {
    /** The chapter that tells what to do with them. */
    readonly page: string;
    readonly names: readonly { readonly name: string; readonly thumbprint: string; readonly removed: boolean }[];
  };
  readonly glossary: readonly Pick<GlossaryTerm, 'term' | 'avoid' | 'elsewhere' | 'meaning'>[];
  /** The page about names in the zones of private endpoints. */
  readonly zonePage: string;
}

/** What the analysis of a capture needs to know. */
export interface CaptureKnowledge extends Knowledge {
  readonly peers: readonly PeerRule[];
}

/** What a check script is made of. */
export interface CheckKnowledge {
  readonly targets: readonly Omit<Read<typeof checkTargetSchema>, 'sources'>[];
  readonly regions: readonly Region[];
  readonly workloads: readonly { readonly id: string; readonly name: string }[];
  /** The scripts for bash and for PowerShell, with places for what is chosen. */
  readonly scripts: Readonly<Record<'linux' | 'windows', string>>;
}
