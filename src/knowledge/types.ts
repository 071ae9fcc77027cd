/** What `content/` holds, as plain data: the same object at build time, in the browser and in the terminal. */
import type { z } from 'zod';
import type { TrafficClass } from '../model/capture.ts';
import type { Cause, Status } from '../model/probe.ts';
import type { Role } from '../model/role.ts';
import type { certificateTextSchema, logSettingsSchema, reportEvidenceSchema } from './schema.ts';

/** A page that vouches for a claim. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** What of it is meant. */
  readonly part?: string | undefined;
  /** Month of the copy that was read, as in `2026-08`; where the copy bears no date, the month of reading. */
  readonly seen: string;
}

/** What only pages and tests need to know besides: who says so. */
export type Sourced<T> = T & { readonly sources: readonly Source[] };

type Layer = 'dns' | 'tcp' | 'tls' | 'http' | 'proxy' | 'service' | 'tool';

/** A verdict that a message has for the numbers `from` to `to`. */
export interface VerdictRange {
  readonly from: number;
  readonly to: number;
  readonly verdict: Status | 'informational';
  readonly cause: Cause | null;
}

export interface Signature {
  readonly id: string;
  readonly tool: string;
  readonly layer: Layer;
  readonly verdict: Status | 'informational';
  readonly cause: Cause | null;
  readonly patterns: readonly string[];
  /** What its line is in the output of its tool; undefined where no reader needs to know. */
  readonly role?: Role | undefined;
  /** The same for single patterns, where they differ. */
  readonly roles?: Readonly<Record<string, Role>> | undefined;
  /** What the number `{n}` makes of the verdict, where it decides; without an entry for it, `verdict` and `cause` hold. */
  readonly ranges?: readonly VerdictRange[] | undefined;
  /** Whether it is reported where it decides no endpoint; undefined: by its verdict and layer. */
  readonly finding?: boolean | undefined;
  /** Whole messages, where the patterns are so generic that their own words do not tell them apart. */
  readonly wordings: readonly string[];
  readonly title: string;
  readonly meaning: string;
}

/** The parts of a signature that only its page and the tests need. */
export interface SignatureSource extends Signature {
  readonly examples: readonly string[];
  readonly workloads: readonly string[];
  readonly evidence: string | null;
  readonly related: readonly string[];
  readonly sources: readonly Source[];
}

export interface FormatDefinition {
  readonly id: string;
  readonly title: string;
  readonly platform: 'linux' | 'windows' | 'any';
  /** Literal marks that only this format writes; each found one counts its length. */
  readonly marks: readonly string[];
  /** Line that the script writes last; null when it has none. */
  readonly endMark: string | null;
  /** Lines with which a new log of this kind starts, in the languages of the script. */
  readonly startMarks: readonly string[];
  /** Lines with which the script announces a probe; `{command}` stands for the command. */
  readonly announce: readonly string[];
  /** Beginnings of the lines with which another part of the log begins. */
  readonly headings: readonly string[];
  /** Beginnings of other lines that end a probe; `{rule}` stands for a row of dashes, equals signs or stars. */
  readonly ends: readonly string[];
  /** How a record of an agent's log is written. */
  readonly record?: string | undefined;
  /** Services that this script's targets stand for, where they differ from the endpoint table. */
  readonly services: Readonly<Record<string, string>>;
  /** Ports on which the script asks for an answer as well; a connection alone proves nothing there. */
  readonly requests: readonly number[];
  /** Hosts (a star stands for any characters) to which it only connects on these ports. */
  readonly connectsOnly: readonly string[];
  /** Services of which it tests what the workloads need. */
  readonly tests: readonly string[];
}

/** A format with what only the tests need: a log that it recognises, and the probes in it as their commands name them. */
export interface FormatSource extends FormatDefinition {
  readonly sample: { readonly log: string; readonly probes: readonly string[] };
}

/** A DNS zone of private endpoints. */
interface PrivateZone {
  readonly pattern: string;
  readonly service: string;
}

/** Which service a host name belongs to. */
export interface EndpointRule {
  /** Host name; a star stands for any characters. */
  readonly pattern: string;
  readonly port: number | string;
  readonly service: string;
}

/** A row of the endpoint tables. */
export interface EndpointRow extends Sourced<EndpointRule> {
  /** Service tag that stands for it; empty when none does. */
  readonly tag: string;
  readonly use: string;
  /** Ids of the scenarios that need it. */
  readonly scenarios: readonly string[];
  readonly cloud: 'public' | 'us-gov' | 'china';
  readonly optional: boolean;
}

/** A way to use Azure that has a table of endpoints of its own. */
interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

export interface ServiceRule {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly tag: string;
  readonly description: string;
  /** Ports that belong to this service alone, whatever the host is called. */
  readonly ports?: readonly number[] | undefined;
}

export interface WorkloadRule {
  readonly id: string;
  readonly name: string;
  /** Services that it needs, each with the route by which it goes there. */
  readonly needs: readonly { readonly service: string; readonly route: 'direct' | 'proxy' | 'either' }[];
  /** Accounts of Windows as which it goes there; all of them must get through. Empty: any. */
  readonly accounts: readonly ('local-system' | 'workload-plugin')[];
  readonly note: string;
}

/** Values of parameters. */
type ParameterValues = Readonly<Record<string, readonly (string | number)[]>>;

/** When a sentence or a step is right. */
export interface TextCondition {
  /** Parameters that have to be known, beside those that the text names. */
  readonly needs?: readonly string[] | undefined;
  /** The kind of source that it makes sense for. */
  readonly only?: 'log' | 'capture' | undefined;
  /** Parameters that have to have one of these values. */
  readonly when?: ParameterValues | undefined;
  /** Parameters that must not have one of these values. */
  readonly unless?: ParameterValues | undefined;
}

/** Ways to say the same, from the one that says most: the first is taken that is right and whose `{parameters}` are all known. */
export type Wording = readonly (string | (TextCondition & { readonly text: string }))[];

/** A next step. It is left out where it cannot be filled in, or makes no sense for the machine or the source. */
export interface StepText extends TextCondition {
  readonly text: Wording;
  /** A command that is the same in every shell. */
  readonly command?: string | undefined;
  readonly linux?: string | undefined;
  readonly windows?: string | undefined;
}

export interface DiagnosisText {
  readonly id: string;
  readonly title: Wording;
  /** The title of what is merely possible. */
  readonly titlePossible?: Wording | undefined;
  readonly cause: Wording;
  readonly summary: Wording;
  readonly why: Wording;
  readonly steps: readonly StepText[];
}

/** A root cause with what only its page needs. */
export interface DiagnosisSource extends DiagnosisText {
  readonly sources: readonly Source[];
}

export interface Term {
  readonly tool: string;
  readonly pattern: string;
  readonly label: string;
  readonly text: string;
}

/** An article as the search lists it. */
export interface ArticleInfo {
  /** Path within the site. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly kind: string;
}

/** A term as the pages use it. */
export interface GlossaryTerm {
  readonly term: string;
  /** Words for the same that the pages do not use. */
  readonly avoid: readonly string[];
  /** Words of other texts. */
  readonly elsewhere: readonly string[];
  readonly meaning: string;
  /** Undefined for a word of this site. */
  readonly sources?: readonly Source[] | undefined;
}

/** What the tables of the reference pages hold, each row with its sources. */
export interface Reference {
  readonly endpoints: readonly EndpointRow[];
  readonly scenarios: readonly Sourced<Scenario>[];
  readonly workloads: readonly Sourced<WorkloadRule>[];
  readonly peers: readonly Sourced<PeerRule>[];
  readonly accounts: readonly Sourced<AccountRule>[];
}

/** An Azure region with the code of its names. */
export interface Region {
  readonly code: string;
  readonly region: string;
  readonly name?: string | undefined;
  readonly nameJa?: string | undefined;
  readonly cloud: string;
}

/** An account of Windows with proxy settings of its own. */
export interface AccountRule {
  readonly id: string;
  readonly name: string;
  readonly technical: string;
  /** What uses the settings. */
  readonly use: string;
  readonly note: string;
}

/** A peer that captures of Azure VMs show. */
export interface PeerRule {
  readonly id: string;
  readonly title: string;
  readonly addresses: readonly string[];
  /** Host names; a star stands for any characters. */
  readonly names: readonly string[];
  /** Address ranges in CIDR notation. */
  readonly networks: readonly string[];
  /** The peer opened a connection to one of these ports of the machine. */
  readonly ownPorts: readonly number[];
  readonly traffic: TrafficClass;
  readonly normal: string;
  readonly blocked: string;
}

/** Which evidence list a report leads to (content/reference/report-evidence.yaml). */
export type ReportEvidence = z.infer<typeof reportEvidenceSchema>;

/** How check scripts and the tools that they call print settings (content/reference/log-settings.yaml). */
export type SettingsRules = z.infer<typeof logSettingsSchema>;

/** How a source tells that it comes from one system: expressions over a line, tools, kinds of capture. */
export interface PlatformMarks {
  /** A prompt counts more than a message. */
  readonly prompts: readonly string[];
  readonly messages: readonly string[];
  readonly tools: readonly string[];
  /** File types of captures. */
  readonly captures: readonly string[];
  /** Link types (LINKTYPE_…) of captures. */
  readonly linkTypes: readonly number[];
}

/** A capture format that is recognised by its first bytes but cannot be read. */
export interface ForeignFormat {
  readonly id: string;
  readonly title: string;
  /** Hexadecimal bytes at `offset`; `..` stands for any byte. */
  readonly magic: string;
  readonly offset: number;
  readonly advice: string;
}

/** One thing that support asks for. */
export interface EvidenceItem {
  readonly id: string;
  readonly title: string;
  readonly kind: 'dir' | 'file' | 'glob' | 'list' | 'commandOutput' | 'screenshot';
  readonly os: 'windows' | 'linux' | 'any';
  /** `minimum` stands in for `full` where the scenario's rule says so; `manual` where the tool cannot be used. */
  readonly scope: 'full' | 'minimum' | 'extra' | 'manual';
  readonly required: boolean;
  /** `{folder}` and `{vm}` stand for the reader's own. */
  readonly paths: readonly string[];
  readonly commands: readonly string[];
  readonly download: string | null;
  /** Expressions over a path in small letters with forward slashes: all of them (`every`), or one, have to match. */
  readonly match: readonly string[];
  readonly every: boolean;
  /** Further files that a folder has to hold. */
  readonly contains: readonly string[];
  /** Folders (named by the second group) of which each has to hold a file of the item; null when one file will do. */
  readonly each: string | null;
  readonly count: number;
  /** Formats of the check log that the item asks for: another script may write a log of the same name. */
  readonly formats: readonly string[];
  /** True for what is not newer after a failure: a script, not its log. */
  readonly timeless: boolean;
  /** Commands with which a collection script writes the item into the folder that it works in. */
  readonly gather: readonly string[];
  /** Paths that will do when the whole is too much. */
  readonly minimum: readonly string[];
  readonly notes: readonly string[];
}

/** What to collect for one kind of failure. */
export interface EvidenceScenario {
  readonly id: string;
  readonly title: string;
  /** Place in lists; of two scenarios that fit a bundle alike, the first is meant. */
  readonly order: number;
  readonly workload: string;
  readonly os: 'windows' | 'linux' | 'any';
  /** Scenarios whose items are needed as well. */
  readonly extends: readonly string[];
  /** Keys of `EnvironmentKey`, in the order in which support asks. */
  readonly environment: readonly string[];
  /** Sets of own items of which one suffices; none: all required items are needed. */
  readonly sets: readonly (readonly string[])[];
  /** Expressions over paths that only a bundle meant for this scenario has. */
  readonly signs: readonly string[];
  /** When an item (by id) may be missing after all. */
  readonly exceptions: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  readonly items: readonly EvidenceItem[];
}

/** What messages of some tools or layers need: lists, and records that no list holds. */
export interface MessageEvidenceRule {
  readonly tools?: readonly string[] | undefined;
  readonly layers?: readonly Layer[] | undefined;
  /** Only for a message that tells of a failure, or leaves it open. */
  readonly failing: boolean;
  /** The system whose items are meant. */
  readonly os: 'windows' | 'linux' | 'any';
  readonly lists: readonly string[];
  readonly also: readonly string[];
}

/** A fact about the environment that support asks for. */
interface EnvironmentKey {
  readonly id: string;
  readonly title: string;
  /** What the answer is as a whole: a name, or text of any kind. */
  readonly kind: 'text' | 'host' | 'name';
}

/** Files that should not be in a bundle without a thought. */
interface SensitiveRule {
  readonly match: string;
  readonly reason: string;
}

/** How tools print certificates (content/reference/certificate-text.yaml). */
export type CertificateText = z.infer<typeof certificateTextSchema>;

/** What the evidence pages and the bundle check need to know; apart from `Knowledge`, which every analysis loads. */
export interface EvidenceKnowledge {
  readonly scenarios: readonly EvidenceScenario[];
  /** Names of the workloads, by their ids. */
  readonly workloads: Readonly<Record<string, string>>;
  readonly environment: readonly EnvironmentKey[];
  readonly sensitive: readonly SensitiveRule[];
  readonly certificates: {
    readonly source: Source;
    readonly roots: readonly { readonly name: string; readonly thumbprint: string }[];
    readonly removed: readonly { readonly name: string; readonly thumbprint: string }[];
  };
  readonly certificateText: CertificateText;
  /** The collection scripts of `content/scripts`, with places for what a list asks for. */
  readonly scripts: Readonly<Record<'linux' | 'windows', string>>;
}

/** Where a mark of a gateway stands; see `content/reference/gateways.yaml`. */
export type GatewayPlace =
  'connect-status' | 'connect-header' | 'status' | 'header' | 'redirect' | 'body' | 'issuer' | 'subject' | 'address';

/** Words that tell who wrote an answer or signed a certificate. */
export interface GatewayMark {
  readonly id: string;
  readonly product: string;
  readonly where: GatewayPlace;
  readonly meaning: 'answered' | 'passed' | 'resigned' | 'destination' | 'nothing';
  /** Whether the destination could write it as well. */
  readonly destination: 'no' | 'unlikely' | 'yes';
  /** Written by a forward proxy, so that a refusal with it is the proxy's. */
  readonly proxy: boolean;
  readonly patterns: readonly string[];
}

/** A mark with what only its test needs. */
export interface GatewayMarkSource extends GatewayMark {
  readonly verified: boolean;
  readonly samples: readonly string[];
  readonly sources: readonly string[];
}

/** How answers and certificates of Microsoft's services are told from those of devices in between. */
export interface GatewayKnowledge {
  readonly marks: readonly GatewayMark[];
  /** Registrable domains of Microsoft. */
  readonly domains: readonly string[];
  /** Endings below which names are registered, beside those of one label. */
  readonly suffixes: readonly string[];
  /** Organisations that sign certificates of Microsoft's services. */
  readonly issuers: readonly string[];
  /** Other public certification authorities. */
  readonly publicIssuers: readonly string[];
}

/** What is removed from everything that leaves the page (content/reference/masking/secrets.yaml). All in small letters. */
export interface SecretRules {
  /** Names of values, by how sure they are. */
  readonly values: {
    readonly always: readonly string[];
    /** Names that hold one of the others and are none. */
    readonly except: readonly string[];
    /** Only as a whole word. */
    readonly whole: readonly string[];
    /** Only where the value is too long for a word or a number. */
    readonly long: readonly string[];
  };
  readonly headers: {
    readonly credentials: readonly string[];
    readonly challenge: readonly string[];
    readonly whole: readonly string[];
  };
  /** Words that stand before the secret of a header and stay. */
  readonly schemes: readonly string[];
  /** Beginnings of tokens. */
  readonly prefixes: readonly string[];
  readonly commands: readonly SecretCommand[];
  /** Values that stand for none. */
  readonly placeholders: readonly string[];
  /** Words before a mail address: `to:taro@…` is no `user:password@host`. */
  readonly mail: readonly string[];
}

/** A command that takes a secret. */
export interface SecretCommand {
  readonly names: readonly string[];
  /** The word that has to follow the name. */
  readonly sub: string | null;
  /** Options with `user:password`. */
  readonly credentials: readonly string[];
  /** Options with a secret alone. */
  readonly secret: readonly string[];
  /** Options with which the secret stands in one word. */
  readonly glued: readonly string[];
  /** From this word on, options and paths not counted, all words are secret; null: none. */
  readonly words: number | null;
}

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

/** Words after which a name stands. */
export interface NameLabel {
  /** `hosts`: every unknown word of the value is a host. */
  readonly kind: NameKind | 'hosts';
  /** What follows is a name whatever it looks like. */
  readonly sure: boolean;
  /** The value reaches to the end of the line. */
  readonly line: boolean;
  readonly labels: readonly string[];
}

/** Which names are the reader's and which are everybody's (content/reference/masking/*.yaml). All in small letters. */
export interface NameRules {
  /** Zones below which every label belongs to the service. */
  readonly public: readonly string[];
  /** Zones in whose names a vault's id stands before the service's. */
  readonly service: readonly string[];
  /** Zones left of which labels are a customer's. */
  readonly customer: readonly string[];
  /** Names that everybody has. */
  readonly hosts: readonly string[];
  /** Labels that say which service or where. */
  readonly structure: readonly string[];
  /** Codes and names of regions. */
  readonly regions: readonly string[];
  readonly pods: readonly string[];
  /** Under these the next label belongs to an organisation. */
  readonly suffixes: readonly string[];
  /** Sites whose addresses stay with their paths. */
  readonly paths: readonly string[];
  /** Addresses and blocks (CIDR) that stay. */
  readonly addresses: readonly string[];
  readonly hardware: readonly string[];
  readonly guids: readonly string[];
  /** Beginnings of security identifiers that every system has. */
  readonly sids: readonly string[];
  /** SHA-1 thumbprints of published roots. */
  readonly thumbprints: readonly string[];
  readonly labels: readonly NameLabel[];
  readonly options: Readonly<Record<'host' | 'user' | 'name', readonly string[]>>;
  readonly commands: readonly string[];
  /** What the output of a tool says before a host. */
  readonly before: readonly string[];
  readonly users: readonly string[];
  readonly authorities: readonly string[];
  readonly resources: readonly string[];
  readonly machines: readonly string[];
  /** Last labels of host names. */
  readonly ends: readonly string[];
  readonly issuers: readonly string[];
  readonly inspectors: readonly string[];
  readonly authorityWords: readonly string[];
  readonly words: readonly string[];
  readonly extensions: readonly string[];
  readonly dotted: readonly string[];
}

export interface Knowledge {
  /** Version of the rule set, printed in every report. */
  readonly rules: string;
  readonly signatures: readonly Signature[];
  readonly formats: readonly FormatDefinition[];
  readonly endpoints: readonly EndpointRule[];
  readonly services: readonly ServiceRule[];
  readonly workloads: readonly WorkloadRule[];
  readonly diagnoses: readonly DiagnosisText[];
  readonly terms: readonly Term[];
  readonly privateZones: readonly PrivateZone[];
  readonly accounts: readonly AccountRule[];
  readonly articles: readonly ArticleInfo[];
  /** Groups of words that mean the same; the first is the one our pages use. */
  readonly synonyms: readonly (readonly string[])[];
  readonly peers: readonly PeerRule[];
  readonly captureFormats: readonly ForeignFormat[];
  readonly archiveFormats: readonly ForeignFormat[];
  readonly platforms: Readonly<Record<'windows' | 'linux', PlatformMarks>>;
  readonly gateways: GatewayKnowledge;
  readonly settings: SettingsRules;
  readonly reportEvidence: ReportEvidence;
  readonly secrets: SecretRules;
}
