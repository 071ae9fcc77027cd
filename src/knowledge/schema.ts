import { z } from 'zod';

const CAUSES = [
  'ok',
  'http_error_from_destination',
  'dns_timeout',
  'dns_nxdomain',
  'dns_servfail',
  'dns_refused',
  'dns',
  'timeout',
  'refused',
  'reset',
  'host_unreachable',
  'tls_untrusted',
  'tls_handshake',
  'proxy_denied',
  'proxy_auth',
  'proxy_unreachable',
  'proxy_dns',
  'proxy_upstream',
  'empty_reply',
  'route',
  'local',
  'revocation',
  'stalled',
  'gateway',
  'tool_missing',
  'interrupted',
  'other',
] as const;

const ROLES = [
  'server',
  'asked-server',
  'name',
  'answer',
  'answers',
  'alias',
  'canonical-name',
  'waiting',
  'server-failed',
  'gave-up',
  'banner',
  'destination',
  'connected-address',
  'reverse-name',
  'conclusion',
  'result',
  'status-line',
  'error',
  'progress',
  'attempt',
  'connected',
] as const;

const text = z.string().min(1);
const verdict = z.enum(['reachable', 'unreachable', 'indeterminate', 'not_run', 'informational']);
const cause = z.enum(CAUSES).nullable();
const layer = z.enum(['dns', 'tcp', 'tls', 'http', 'proxy', 'service', 'tool']);

/** A page that vouches for a claim, and the month (`2026-08`) of the copy that was read; where that bears no date, the month of reading. */
export const sourceSchema = z.strictObject({
  title: text,
  url: z.url({ protocol: /^https$/u }),
  /** What of it is meant. */
  part: text.optional(),
  seen: z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u, 'the month of the copy, as in 2026-08'),
});
const sources = z.array(sourceSchema).min(1);

export const signatureSchema = z.strictObject({
  tool: text,
  layer,
  verdict,
  cause,
  /** What its line is in the output of its tool. */
  role: z.enum(ROLES).optional(),
  patterns: z.array(text).min(1),
  /** The role of single patterns, where it differs. */
  roles: z.record(z.string(), z.enum(ROLES)).optional(),
  /** Verdicts by the number that stands for `{n}`: `verdict` and `cause` are those of all others. */
  ranges: z
    .array(
      z
        .strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative(), verdict, cause })
        .refine(({ from, to }) => from <= to, 'a range ends before it begins'),
    )
    .optional(),
  /** Whether it is reported outside its tool's output; left out: by its verdict and layer. */
  finding: z.boolean().optional(),
  examples: z.array(text).min(1),
  /** Workloads whose readers meet the message; empty: any of them. */
  workloads: z.array(text).default([]),
  /** The evidence list that a support case about the message needs. */
  evidence: text.nullable().default(null),
  related: z.array(text).default([]),
  sources,
});
export const signatureFrontmatter = z.object({ title: text, meaning: text });

export const formatSchema = z.strictObject({
  title: text,
  platform: z.enum(['linux', 'windows', 'any']),
  marks: z.array(text),
  endMark: text.nullable(),
  startMarks: z.array(text),
  /** Lines with which the script announces a probe; `{command}` stands for the command. */
  announce: z.array(text).default([]),
  /** Beginnings of the lines with which another part of the log begins. */
  headings: z.array(text).default([]),
  /** Beginnings of other lines that end a probe; `{rule}` stands for a row of dashes, equals signs or stars. */
  ends: z.array(text).default([]),
  /** How a record of an agent's log is written. */
  record: text.optional(),
  /** A log that it recognises, and the probes in it as their commands name them. */
  sample: z.strictObject({ log: text, probes: z.array(text) }),
  services: z.record(z.string(), text),
  /** Ports on which the script asks for an answer as well; a connection alone proves nothing there. */
  requests: z.array(z.number()).default([]),
  /** Hosts to which it only connects on these ports. */
  connectsOnly: z.array(text).default([]),
  /** Services of which it tests what the workloads need. */
  tests: z.array(text).default([]),
});

export const endpointSchema = z.strictObject({
  pattern: text,
  port: z.union([z.number(), text]),
  service: text,
  tag: z
    .string()
    .nullish()
    .transform((tag) => tag ?? ''),
  use: text,
  /** Ways to use Azure that need it. */
  scenarios: z.array(text).min(1),
  cloud: z.enum(['public', 'us-gov', 'china']).default('public'),
  optional: z.boolean().default(false),
  sources,
});

export const scenarioSchema = z.strictObject({ id: text, name: text, note: text, sources });

export const serviceSchema = z.strictObject({
  id: text,
  name: text,
  short: text,
  tag: z
    .string()
    .nullish()
    .transform((tag) => tag ?? ''),
  description: text,
  /** Ports that belong to this service alone, whatever the host is called. */
  ports: z.array(z.int().positive()).optional(),
});

export const workloadSchema = z.object({
  id: text,
  name: text,
  needs: z.array(z.strictObject({ service: text, route: z.enum(['direct', 'proxy', 'either']) })),
  /** Accounts of Windows as which it goes there; all of them must get through. Empty: any. */
  accounts: z.array(z.enum(['local-system', 'workload-plugin'])).default([]),
  note: text,
  sources,
});

const values = z.record(z.string(), z.array(z.union([text, z.number()])).min(1));
const condition = {
  needs: z.array(text).min(1).optional(),
  only: z.enum(['log', 'capture']).optional(),
  when: values.optional(),
  unless: values.optional(),
};
/** One wording, or several from the one that says most to the one that needs nothing. */
const wording = z.union([
  text.transform((one) => [one]),
  z.array(z.union([text, z.strictObject({ text, ...condition })])).min(2),
]);

const stepSchema = z.strictObject({
  text: wording,
  command: text.optional(),
  linux: text.optional(),
  windows: text.optional(),
  ...condition,
});

export const diagnosisSchema = z.strictObject({
  title: wording,
  titlePossible: wording.optional(),
  cause: wording,
  summary: wording,
  why: wording,
  steps: z.array(stepSchema).min(1),
  sources,
});

export const privateZonesSchema = z.strictObject({
  sources,
  /** The form that makes commands: the domain of the service behind the code of a region, and its example. */
  form: z.strictObject({ zone: text, region: text, example: text }),
  zones: z.array(z.strictObject({ pattern: text, service: text })).min(1),
});

const accountId = z.enum(['current-user', 'local-system', 'workload-plugin', 'winhttp']);
export const accountSchema = z.strictObject({
  id: accountId,
  name: text,
  technical: text,
  use: text,
  note: text,
  sources,
});

export const articleFrontmatter = z.object({ title: text, description: text });
const citedSources = z.array(sourceSchema.extend({ chapters: z.array(text).min(1) })).min(1);
/** A page of `pages/` or `reference/`; each source says for which of its chapters it stands. */
export const pageFrontmatter = articleFrontmatter.extend({ sources: citedSources.optional() });
/** An article; chapters that no source stands for are about this site itself. */
export const guideFrontmatter = articleFrontmatter.extend({
  order: z.number(),
  updated: z.coerce.date(),
  sources: citedSources,
  ownChapters: z.array(text).default([]),
});

export const regionSchema = z.object({
  code: text,
  region: text,
  name: text.optional(),
  nameJa: text.optional(),
  cloud: text,
});

/** A term of the glossary; without sources it is a word of this site. */
export const glossarySchema = z.strictObject({
  term: text,
  /** Words that `prh.yml` replaces by it. */
  avoid: z.array(text).default([]),
  /** Words of other texts. */
  elsewhere: z.array(text).default([]),
  meaning: text,
  sources: sources.optional(),
});

export const termSchema = z.object({ pattern: text, label: text, text });

export const peerSchema = z.strictObject({
  id: text,
  title: text,
  addresses: z.array(text).default([]),
  names: z.array(text).default([]),
  networks: z.array(text).default([]),
  ownPorts: z.array(z.number()).default([]),
  traffic: z.enum(['platform', 'local', 'private', 'azure', 'internet']),
  normal: text,
  blocked: text,
  sources,
});

const expression = text.refine(isExpression, 'no regular expression');
const someTexts = z.array(text).min(1);

/** How settings are printed. */
export const logSettingsSchema = z.strictObject({
  proxy: z.strictObject({
    /** Headings under which the values of an account stand, in small letters. */
    accounts: z.array(z.strictObject({ heading: text, account: accountId })).min(1),
    /** A heading of an account that is none of these. */
    unknownAccount: text,
    /** Names of values. `active`: a server that is in effect by being there. */
    values: z.strictObject({
      enabled: someTexts,
      server: someTexts,
      active: someTexts,
      bypass: someTexts,
      connection: someTexts,
      behindConnection: someTexts,
    }),
    /** Entries that stand for an empty list of exceptions. */
    noBypass: someTexts,
  }),
  tls: z.strictObject({
    /** What a line that names a registry key begins with, and which of these a console may have broken at its width. */
    keys: someTexts,
    brokenKeys: someTexts,
    path: text,
    /** Ids of protocols by the names of their keys, without blanks. */
    protocols: z.record(z.string(), z.string()),
  }),
  /** Expressions take the value in their first group. */
  machine: z.strictObject({
    hostname: expression,
    startedAt: expression,
    seconds: expression,
    hostnamectl: z.strictObject({ hostname: text, os: text }),
    transcript: z.strictObject({ machine: someTexts, startedAt: someTexts }),
    addresses: z.array(expression).min(1),
  }),
});

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}

const platformSchema = z.strictObject({
  prompts: z.array(text),
  messages: z.array(text),
  tools: z.array(text),
  captures: z.array(text),
  linkTypes: z.array(z.number().int()),
});
export const platformsSchema = z.strictObject({ windows: platformSchema, linux: platformSchema });

export const foreignFormatSchema = z.strictObject({
  id: text,
  title: text,
  magic: z.string().regex(/^(?:[0-9a-f]{2}|\.\.)+$/u),
  offset: z.number().int().nonnegative(),
  advice: text,
});

const evidenceItemSchema = z.strictObject({
  id: text,
  title: text,
  kind: z.enum(['dir', 'file', 'glob', 'list', 'commandOutput', 'screenshot']),
  os: z.enum(['windows', 'linux', 'any']),
  scope: z.enum(['full', 'minimum', 'extra', 'manual']),
  required: z.boolean(),
  paths: z.array(text).default([]),
  commands: z.array(text).default([]),
  download: text.nullable().default(null),
  match: z.array(text).default([]),
  every: z.boolean().default(true),
  contains: z.array(text).default([]),
  each: text.nullable().default(null),
  count: z.number().int().positive().default(1),
  formats: z.array(text).default([]),
  timeless: z.boolean().default(false),
  gather: z.array(text).default([]),
  minimum: z.array(text).default([]),
  notes: z.array(text).default([]),
});

export const evidenceScenarioSchema = z.strictObject({
  id: text,
  title: text,
  order: z.number().int().positive(),
  workload: text,
  os: z.enum(['windows', 'linux', 'any']),
  extends: z.array(text).default([]),
  environment: z.array(text).default([]),
  sets: z.array(z.array(text).min(1)).default([]),
  signs: z.array(text).default([]),
  exceptions: z.record(z.string(), text).default({}),
  notes: z.array(text).default([]),
  items: z.array(evidenceItemSchema).min(1),
  sources,
});

export const messageEvidenceSchema = z.strictObject({
  tools: z.array(text).optional(),
  layers: z.array(layer).optional(),
  failing: z.boolean().default(false),
  os: z.enum(['windows', 'linux', 'any']).default('any'),
  /** Ids of evidence lists. */
  lists: z.array(text).default([]),
  /** Records that no list holds, such as the logs of a firewall. */
  also: z.array(text).default([]),
});

const leadsTo = z.strictObject({ list: text, machine: z.enum(['vmName', 'machineName']) });
/** Which evidence list a report leads to, and which of its questions the name of the machine answers. */
export const reportEvidenceSchema = z.strictObject({
  capture: leadsTo,
  other: leadsTo,
  formats: z.record(z.string(), leadsTo),
});

/** Workloads as readers call them. */
export const workloadNamesSchema = z.record(z.string(), text);

export const environmentSchema = z.strictObject({
  id: text,
  title: text,
  kind: z.enum(['text', 'host', 'name']).default('text'),
});
export const sensitiveSchema = z.strictObject({ match: text, reason: text });
const certificateSchema = z.strictObject({ name: text, thumbprint: z.string().regex(/^[0-9A-F]{40}$/u) });
export const certificatesSchema = z.strictObject({
  source: sourceSchema,
  roots: z.array(certificateSchema).min(1),
  removed: z.array(certificateSchema),
  issuers: z.array(text).min(1),
  publicIssuers: z.array(text),
});

/** How tools print certificates. */
export const certificateTextSchema = z.strictObject({
  fields: z.strictObject({ subject: someTexts, thumbprint: someTexts, notAfter: someTexts }),
  date: expression,
  afternoon: someTexts,
  stores: z.strictObject({ root: expression, personal: expression }),
  agent: z.strictObject({ begins: text, vaultCredentials: expression, agent: expression }),
});

const gatewayMarkSchema = z.strictObject({
  id: text,
  product: text,
  where: z.enum([
    'connect-status',
    'connect-header',
    'status',
    'header',
    'redirect',
    'body',
    'issuer',
    'subject',
    'address',
  ]),
  meaning: z.enum(['answered', 'passed', 'resigned', 'destination', 'nothing']),
  destination: z.enum(['no', 'unlikely', 'yes']),
  /** False where no text of the product was seen that bears it. */
  verified: z.boolean().default(true),
  proxy: z.boolean().default(false),
  patterns: z.array(text),
  samples: z.array(text),
  sources: z.array(text).min(1),
});
export const gatewaysSchema = z.strictObject({
  asOf: text,
  sources: z.record(z.string(), text),
  marks: z.array(gatewayMarkSchema).min(1),
  domains: z.array(text).min(1),
  suffixes: z.array(text).min(1),
});

const words = z.array(text.toLowerCase()).default([]);
/** Words in one text, parted by blanks. */
const list = text.transform((all) => all.toLowerCase().split(/\s+/u).filter(Boolean));

export const secretsSchema = z.strictObject({
  values: z.strictObject({ always: words, except: words, whole: words, long: words }),
  headers: z.strictObject({ credentials: words, challenge: words, whole: words }),
  schemes: words,
  /** These keep their case: tokens are told by it. */
  prefixes: z.array(text),
  commands: z.array(
    z.strictObject({
      names: words,
      sub: text.nullable().default(null),
      credentials: z.array(text).default([]),
      secret: z.array(text).default([]),
      glued: z.array(text).default([]),
      words: z.number().int().positive().nullable().default(null),
    }),
  ),
  placeholders: words,
  mail: words,
});

export const zonesSchema = z.strictObject({
  public: words,
  service: words,
  customer: words,
  hosts: words,
  structure: words,
  pods: words,
  suffixes: words,
  paths: words,
});

const networkText = z.string().regex(/^[0-9a-f.:]+(?:\/\d{1,3})?$/u);
export const maskAddressesSchema = z.strictObject({
  addresses: z.array(networkText),
  hardware: z.array(z.string().regex(/^[0-9a-f]{12}$/u)),
  guids: z.array(z.guid()),
  sids: z.array(z.string().regex(/^S(?:-\d+)+$/u)),
});

export const namesSchema = z.strictObject({
  labels: z.array(
    z.strictObject({
      kind: z.enum(['host', 'hosts', 'user', 'name', 'id', 'phone', 'certificate']),
      sure: z.boolean().default(false),
      line: z.boolean().default(false),
      labels: words,
    }),
  ),
  options: z.strictObject({ host: words, user: words, name: words }),
  commands: words,
  before: words,
  users: words,
  authorities: words,
  resources: words,
  machines: words,
  ends: words,
  issuers: words,
  inspectors: words,
  authorityWords: words,
});

export const wordsSchema = z.strictObject({ words: list, extensions: list, dotted: list });
