import { z } from 'zod';
import type { Cause } from '../model/probe.ts';
import type { Role } from '../model/role.ts';

/** Each cause of the model once. */
const CAUSES: Readonly<Record<Cause, true>> = {
  ok: true,
  http_error_from_destination: true,
  dns_timeout: true,
  dns_nxdomain: true,
  dns_servfail: true,
  dns_refused: true,
  dns: true,
  timeout: true,
  refused: true,
  reset: true,
  host_unreachable: true,
  tls_untrusted: true,
  tls_handshake: true,
  proxy_denied: true,
  proxy_auth: true,
  proxy_unreachable: true,
  proxy_dns: true,
  proxy_upstream: true,
  empty_reply: true,
  route: true,
  local: true,
  revocation: true,
  stalled: true,
  gateway: true,
  tool_missing: true,
  interrupted: true,
  other: true,
};

/** Each role of the model once. */
const ROLES: Readonly<Record<Role, true>> = {
  server: true,
  'asked-server': true,
  name: true,
  answer: true,
  answers: true,
  alias: true,
  'canonical-name': true,
  waiting: true,
  'server-failed': true,
  'gave-up': true,
  banner: true,
  destination: true,
  'connected-address': true,
  'reverse-name': true,
  conclusion: true,
  result: true,
  'status-line': true,
  error: true,
  progress: true,
  attempt: true,
  connected: true,
};

const text = z.string().min(1);
const roleSchema = z.enum(Object.keys(ROLES) as Role[]);
const verdict = z.enum(['reachable', 'unreachable', 'indeterminate', 'not_run', 'informational']);
const cause = z.enum(Object.keys(CAUSES) as Cause[]).nullable();
const layer = z.enum(['dns', 'tcp', 'tls', 'http', 'proxy', 'service', 'tool']);

/** A page that vouches for a claim, and the month (`2026-08`) of the copy that was read; where that bears no date, the month of reading. */
export const sourceSchema = z.strictObject({
  title: text,
  url: z.url({ protocol: /^https$/u }),
  /** What of it is meant. */
  part: text.optional(),
  /** Month of the copy that was read, as in `2026-08`; where the copy bears no date, the month of reading. */
  seen: z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u, 'the month of the copy, as in 2026-08'),
});
const sources = z.array(sourceSchema).min(1);

/** An event by its provider (or classic source, in any case) and id. Of several entries that hold, those with most conditions count. */
const eventSchema = z.strictObject({
  provider: text,
  id: z.union([z.int().nonnegative(), z.array(z.int().nonnegative()).min(1)]),
  /** Texts of which one is the value of this name, or at this place in the message (`"1"`); a star stands for any characters. */
  values: z.record(z.string(), z.array(text).min(1)).optional(),
  /** One of these stands in some value, in any case. */
  holds: z.array(text).min(1).optional(),
  /** Two values that are times lie at least so many seconds apart. */
  apart: z.strictObject({ from: text, to: text, seconds: z.int().positive() }).optional(),
});

export const signatureSchema = z.strictObject({
  tool: text,
  layer,
  verdict,
  cause,
  /** What its line is in the output of its tool. */
  role: roleSchema.optional(),
  patterns: z.array(text).min(1),
  /** The role of single patterns, where it differs. */
  roles: z.record(z.string(), roleSchema).optional(),
  /** Verdicts by the number that stands for `{n}`: `verdict` and `cause` are those of all others. */
  ranges: z
    .array(
      z
        .strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative(), verdict, cause })
        .refine(({ from, to }) => from <= to, 'a range ends before it begins'),
    )
    .optional(),
  /** The root cause that the message names itself, where its layer and cause leave several. */
  rootCause: text.optional(),
  /** Whether it is reported outside its tool's output; left out: by its verdict and layer. */
  finding: z.boolean().optional(),
  /** Events of Windows that say it: their texts stand in no log. */
  events: z.array(eventSchema).min(1).optional(),
  examples: z.array(text).min(1),
  /** Workloads whose readers meet the message; empty: any of them. */
  workloads: z.array(text).default([]),
  /** The evidence list that a support case about the message needs. */
  evidence: text.nullable().default(null),
  related: z.array(text).default([]),
  sources,
});
export const signatureFrontmatter = z.object({ title: text, meaning: text });

/** A log of a format with what is read of it. */
const sampleSchema = z.strictObject({
  log: text,
  /** Its probes as their commands name them. */
  probes: z.array(text).default([]),
  /** Its records: how many, and the time of the first and the last one as the report has it. */
  records: z.int().positive().optional(),
  first: text.nullable().optional(),
  last: text.nullable().optional(),
  /** Signatures of its findings. */
  findings: z.array(text).default([]),
});

/** How bad a record is, by the words with which its log says so. */
const levelsSchema = z.strictObject({
  error: z.array(text).min(1),
  warning: z.array(text).default([]),
  info: z.array(text).default([]),
});

/** One way in which the records of a log are written; see `src/journal/template.ts` for what stands in braces. */
const recordSchema = z
  .strictObject({
    /** First lines of a record. Left out: a record begins where one of its fields comes again. */
    begins: z.array(text).default([]),
    /** Further lines of it that tell something, wherever they stand in the record. */
    fields: z.array(text).default([]),
    /** Lines between records that hold for all that follow them. */
    context: z.array(text).default([]),
    /** How a time is written; see `src/journal/time.ts`. */
    times: z.array(text).default([]),
    /** `utc` where times without a zone are those of UTC. */
    zone: z.enum(['local', 'utc']).default('local'),
    /** Which lines that begin no record go on with the one before: all of them, those that are indented, none. */
    continues: z.enum(['any', 'indented', 'none']).default('any'),
    /** Words of its levels, where they are not those of the format. */
    levels: levelsSchema.optional(),
    /** Many programs write so: it tells a record of this log only where another form, or a mark, has told the log. */
    generic: z.boolean().default(false),
  })
  .refine(({ begins, fields }) => begins.length + fields.length > 0, 'no line of a record');

export const formatSchema = z
  .strictObject({
    title: text,
    platform: z.enum(['linux', 'windows', 'any']),
    /** Literal marks that only this format writes; each found one counts its length. */
    marks: z.array(text).default([]),
    /** Line that the script writes last; null when it has none. */
    endMark: text.nullable().default(null),
    /** Lines with which a new log of this kind starts, in the languages of the script. */
    startMarks: z.array(text).default([]),
    /** Lines with which the script announces a probe; `{command}` stands for the command. */
    announce: z.array(text).default([]),
    /** How the last line of a probe begins where nothing but `key: value` stands between the first and the last; both end alike. */
    closes: text.optional(),
    /** Beginnings of the lines with which another part of the log begins. */
    headings: z.array(text).default([]),
    /** Beginnings of other lines that end a probe; `{rule}` stands for a row of dashes, equals signs or stars. */
    ends: z.array(text).default([]),
    /** How the records of an agent's log, or of an event log, are written, the form that says most first. */
    record: z.array(recordSchema).min(1).optional(),
    /** Tools whose checks its records hold: no command stands before them. */
    tools: z.array(text).optional(),
    /** Words of its levels. */
    levels: levelsSchema.optional(),
    /** Words of the halves of a day in its times, in small letters. */
    halves: z.strictObject({ am: z.array(text).min(1), pm: z.array(text).min(1) }).optional(),
    /** What it lists of an Azure network: its records are told by their fields, as JSON, a table or a list. */
    network: z.enum(['rules', 'routes']).optional(),
    /** Logs that it recognises, and what is read of them. */
    sample: sampleSchema,
    /** Further samples: other versions, other programs. */
    samples: z.array(sampleSchema).default([]),
    /** Services that this script's targets stand for, where they differ from the endpoint table. */
    services: z.record(z.string(), text).default({}),
    /** Ports on which the script asks for an answer as well; a connection alone proves nothing there. */
    requests: z.array(z.number()).default([]),
    /** Hosts to which it only connects on these ports. */
    connectsOnly: z.array(text).default([]),
    /** Services of which it tests what the workloads need. */
    tests: z.array(text).default([]),
    /** It tests what its reader has chosen: services without a destination in the log are none of those that it tests. */
    chosen: z.literal(true).optional(),
    /** It tests the ways of every account whose settings it shows, not only that of the one who runs it. */
    everyAccount: z.literal(true).optional(),
    /** Its last line counts the probes, behind `endMark`: where fewer are there, a piece is missing. */
    counts: z.literal(true).optional(),
    /** The newest version of its log that is known; the number stands behind the first of `startMarks`. */
    version: z.number().optional(),
  })
  .refine(({ record, announce }) => record === undefined || announce.length === 0, 'a journal announces no probe');

/** A destination of the check script that is made for a reader's case. */
export const checkTargetSchema = z.strictObject({
  workloads: z.array(text).min(1),
  service: text,
  /** `{region}` stands for the code of a region. */
  host: text,
  port: z.number(),
  /** What is asked for over HTTP; left out: the script only connects. */
  path: text.optional(),
  sources,
});

export const endpointSchema = z.strictObject({
  /** Host name; a star stands for any characters. */
  pattern: text,
  port: z.union([z.number(), text]),
  service: text,
  /** Service tag that stands for it; empty when none does. */
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
  /** Services that it needs, each with the route by which it goes there. */
  needs: z.array(z.strictObject({ service: text, route: z.enum(['direct', 'proxy', 'either']) })),
  /** Accounts of Windows as which it goes there; all of them must get through. Empty: any. */
  accounts: z.array(z.enum(['local-system', 'workload-plugin'])).default([]),
  note: text,
  sources,
});

const values = z.record(z.string(), z.array(z.union([text, z.number()])).min(1));
export const conditionSchema = z.strictObject({
  /** Parameters that have to be known, beside those that the text names. */
  needs: z.array(text).min(1).optional(),
  /** The kind of source that it makes sense for. */
  only: z.enum(['log', 'capture']).optional(),
  /** Parameters that have to have one of these values. */
  when: values.optional(),
  /** Parameters that must not have one of these values. */
  unless: values.optional(),
});
/** One wording, or several from the one that says most to the one that needs nothing. */
export const wordingSchema = z.union([
  text.transform((one) => [one]),
  z.array(z.union([text, z.strictObject({ text, ...conditionSchema.shape })])).min(2),
]);

export const stepSchema = z.strictObject({
  text: wordingSchema,
  /** A command that is the same in every shell. */
  command: text.optional(),
  linux: text.optional(),
  windows: text.optional(),
  ...conditionSchema.shape,
});

/** A stage of a connection under which root causes are listed. */
export const stageSchema = z.strictObject({ id: text, title: text, note: text });

export const diagnosisSchema = z
  .strictObject({
    /** Where in a connection it lies: an id of `reference/stages.yaml`. */
    stage: text,
    title: wordingSchema,
    /** The title of what is merely possible. */
    titlePossible: wordingSchema.optional(),
    cause: wordingSchema,
    summary: wordingSchema,
    why: wordingSchema,
    steps: z.array(stepSchema).min(1),
    /** It speaks of this site alone, of which no other page tells. */
    own: z.literal(true).optional(),
    sources: z.array(sourceSchema),
  })
  .refine(({ own, sources: all }) => own === true || all.length > 0, 'a root cause has sources');

export const privateZonesSchema = z.strictObject({
  sources,
  /** The page about names in these zones. */
  page: text,
  /** The form that makes commands: the domain of the service behind the code of a region, and its example. */
  form: z.strictObject({ zone: text, region: text, example: text }),
  zones: z.array(z.strictObject({ pattern: text, service: text })).min(1),
});

const accountId = z.enum(['current-user', 'local-system', 'workload-plugin', 'winhttp']);
export const accountSchema = z.strictObject({
  id: accountId,
  name: text,
  technical: text,
  /** What uses the settings. */
  use: text,
  note: text,
  sources,
});

export const articleFrontmatter = z.object({
  title: text,
  description: text,
  /** Names of commands and files (a star stands for any characters) for which a reader looks when this page is meant. */
  finds: z.array(text).default([]),
});
/** Words of questions that say nothing about their subject (content/reference/search-words.yaml). */
export const searchWordsSchema = z.strictObject({
  particles: z.array(text),
  stop: z.array(text),
  common: z.array(text),
  howTo: z.array(text),
  endings: z.array(z.strictObject({ from: text, to: text })),
});
const citedSources = z.array(sourceSchema.extend({ chapters: z.array(text).min(1) })).min(1);
/** A page of `pages/` or `reference/`; each source says for which of its chapters it stands. */
export const pageFrontmatter = articleFrontmatter.extend({ sources: citedSources.optional() });
/** An article; chapters that no source stands for are about this site itself. */
export const guideFrontmatter = articleFrontmatter.extend({
  /** What a reader is about: to find out, to repair, to collect for support. Home and navigation group by it. */
  purpose: z.enum(['examine', 'fix', 'collect']),
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
  /** Undefined for a word of this site. */
  sources: sources.optional(),
});

export const termSchema = z.object({ pattern: text, label: text, text });

export const peerSchema = z.strictObject({
  id: text,
  title: text,
  addresses: z.array(text).default([]),
  /** Host names; a star stands for any characters. */
  names: z.array(text).default([]),
  /** Address ranges in CIDR notation. */
  networks: z.array(text).default([]),
  /** The peer opened a connection to one of these ports of the machine. */
  ownPorts: z.array(z.number()).default([]),
  /** A page that says more about it than its row. */
  page: text.optional(),
  traffic: z.enum(['platform', 'local', 'private', 'azure', 'internet']),
  normal: text,
  blocked: text,
  sources,
});

const codeSchema = z.strictObject({
  number: z.int().nonnegative(),
  symbols: z.array(text).min(1),
  layer: text,
  meaning: text,
  /** Keys of the table's sources. */
  sources: z.array(text).min(1),
  signature: text.optional(),
});

/** Error codes by the facility that counts them. */
export const codesSchema = z.strictObject({
  /** What readers call a layer. */
  layers: z.record(z.string(), text),
  /** Beginnings of words behind which a number is an error code, and what may stand between them. */
  labels: z.array(text).min(1),
  between: z.array(text).min(1),
  sources: z.record(z.string(), sourceSchema),
  facilities: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        /** Its numbers stand in HRESULTs of Win32. */
        hresult: z.literal(true).optional(),
        labels: z.array(text).default([]),
        codes: z.array(codeSchema).min(1),
      }),
    )
    .min(1),
});

const expression = text.refine(isExpression, 'no regular expression');
const someTexts = z.array(text).min(1);

/** What operating systems say of a connection that failed, by what a sentence begins with. */
export const systemErrorsSchema = z.strictObject({
  causes: z.array(z.strictObject({ begins: text, cause: z.enum(Object.keys(CAUSES) as Cause[]) })).min(1),
  invalidArgument: someTexts,
  noFile: someTexts,
});

/** Expressions over a folded text that says how something ended. */
export const outcomeWordsSchema = z.strictObject({
  failure: z.array(expression).min(1),
  success: z.array(expression).min(1),
});

/** A command that shows or changes settings, and how its output is recognised. */
export const settingsCommandSchema = z.strictObject({
  id: text,
  /** Names of the program, in small letters and without `.exe`. */
  names: someTexts,
  /** Programs that show anything: only their arguments tell that it is a setting, so no list of commands names them. */
  generic: z.boolean().optional(),
  /** What its arguments look like, with single blanks between them; left out: any. */
  arguments: expression.optional(),
  /** Lines of its output: where one of them stands, the output is what it should be. */
  lines: z.array(expression).min(1),
});

/** How settings are printed. */
export const logSettingsSchema = z.strictObject({
  proxy: z.strictObject({
    /** Headings under which the values of an account stand, in small letters. */
    accounts: z.array(z.strictObject({ heading: text, account: accountId })).min(1),
    /** What the keys of an account begin with in the registry, and how they go on; all in small letters. */
    keys: z.array(z.strictObject({ begins: text, account: accountId })).min(1),
    settingsKey: text,
    /** Its binary values stand below. */
    connectionsKey: text,
    /** What stands in place of a server where there is none. */
    direct: someTexts,
    /** A heading of an account that is none of these. */
    unknownAccount: text,
    /** Names of values. `active`: a server that is in effect by being there. */
    values: z.strictObject({
      enabled: someTexts,
      server: someTexts,
      active: someTexts,
      bypass: someTexts,
      script: someTexts,
      autoDetect: someTexts,
      connection: someTexts,
      winHttp: someTexts,
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
    hostnamectl: z.strictObject({ hostname: text, os: text, unset: z.array(text) }),
    /** The line of `ipconfig /all`. */
    ipconfig: expression,
    transcript: z.strictObject({ machine: someTexts, startedAt: someTexts }),
    addresses: z.array(expression).min(1),
  }),
  /** Expressions take the value in their first group. */
  network: z.strictObject({
    /** A DNS server, and a line below with one more. */
    dnsServer: expression,
    dnsServerBelow: expression,
    routes: z.strictObject({
      /** `ip route` with its arguments, where it lists the whole table. */
      list: expression,
      /** The same that asks for the default route alone: it prints nothing where there is none. */
      askDefault: expression,
      row: expression,
      default: expression,
      /** Headings of tables of IPv4. */
      tables: z.array(expression).min(1),
      tableRow: expression,
      stated: text,
      tableDefault: expression,
      /** A command that shows a part of its table only. */
      part: expression,
      /** No route, in answer to a question for one address. */
      unrouted: expression,
    }),
    outbound: z.strictObject({
      /** What a log has in it that shows such rules. */
      marks: someTexts,
      /** The chain of what the machine itself sends. */
      chain: text,
      /** Ports that are listed by their names. */
      ports: z.record(z.string(), z.int().positive()),
      /** What is blocked unless a rule allows it, as the Windows Firewall says it. */
      blockedByDefault: expression,
    }),
  }),
});

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}

export const platformSchema = z.strictObject({
  /** A prompt counts more than a message. */
  prompts: z.array(text),
  messages: z.array(text),
  tools: z.array(text),
  /** File types of captures. */
  captures: z.array(text),
  /** Link types (LINKTYPE_…) of captures. */
  linkTypes: z.array(z.number().int()),
});
export const platformsSchema = z.strictObject({ windows: platformSchema, linux: platformSchema });

export const foreignFormatSchema = z.strictObject({
  id: text,
  title: text,
  /** Hexadecimal bytes at `offset`; `..` stands for any byte. */
  magic: z.string().regex(/^(?:[0-9a-f]{2}|\.\.)+$/u),
  offset: z.number().int().nonnegative(),
  advice: text,
});

/** What event traces of Windows name by numbers; see `content/reference/traces.yaml`. */
export const tracesSchema = z.strictObject({
  drops: z.array(
    z.strictObject({ id: z.number().int().nonnegative(), name: text, text, firewall: z.literal(true).optional() }),
  ),
  components: z.array(z.strictObject({ name: text.toLowerCase(), text })),
  providers: z.array(
    z.strictObject({
      guid: z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u),
      title: text,
      background: z.literal(true).optional(),
    }),
  ),
  sources,
});

export const evidenceItemSchema = z.strictObject({
  id: text,
  title: text,
  kind: z.enum(['dir', 'file', 'glob', 'list', 'commandOutput', 'screenshot']),
  os: z.enum(['windows', 'linux', 'any']),
  /** `minimum` stands in for `full` where the scenario's rule says so; `manual` where the tool cannot be used. */
  scope: z.enum(['full', 'minimum', 'extra', 'manual']),
  required: z.boolean(),
  /** `{folder}` and `{vm}` stand for the reader's own. */
  paths: z.array(text).default([]),
  commands: z.array(text).default([]),
  download: text.nullable().default(null),
  /** Expressions over a path in small letters with forward slashes: all of them (`every`), or one, have to match. */
  match: z.array(text).default([]),
  every: z.boolean().default(true),
  /** Further files that a folder has to hold. */
  contains: z.array(text).default([]),
  /** Folders (named by the second group) of which each has to hold a file of the item; null when one file will do. */
  each: text.nullable().default(null),
  count: z.number().int().positive().default(1),
  /** Formats of the check log that the item asks for: another script may write a log of the same name. */
  formats: z.array(text).default([]),
  /** True for what is not newer after a failure: a script, not its log. */
  timeless: z.boolean().default(false),
  /** Commands with which a collection script writes the item into the folder that it works in. */
  gather: z.array(text).default([]),
  /** Paths that will do when the whole is too much. */
  minimum: z.array(text).default([]),
  notes: z.array(text).default([]),
});

export const evidenceScenarioSchema = z.strictObject({
  id: text,
  title: text,
  /** Place in lists; of two scenarios that fit a bundle alike, the first is meant. */
  order: z.number().int().positive(),
  workload: text,
  os: z.enum(['windows', 'linux', 'any']),
  /** Scenarios whose items are needed as well. */
  extends: z.array(text).default([]),
  /** Keys of `EnvironmentKey`, in the order in which support asks. */
  environment: z.array(text).default([]),
  /** Sets of own items of which one suffices; none: all required items are needed. */
  sets: z.array(z.array(text).min(1)).default([]),
  /** Expressions over paths that only a bundle meant for this scenario has. */
  signs: z.array(text).default([]),
  /** When an item (by id) may be missing after all. */
  exceptions: z.record(z.string(), text).default({}),
  notes: z.array(text).default([]),
  items: z.array(evidenceItemSchema).min(1),
  sources,
});

export const messageEvidenceSchema = z.strictObject({
  tools: z.array(text).optional(),
  layers: z.array(layer).optional(),
  /** Only for a message that tells of a failure, or leaves it open. */
  failing: z.boolean().default(false),
  /** The system whose items are meant. */
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
  /** What the answer is as a whole: a name, or text of any kind. */
  kind: z.enum(['text', 'host', 'name']).default('text'),
});
export const sensitiveSchema = z.strictObject({ match: text, reason: text });
const certificateSchema = z.strictObject({ name: text, thumbprint: z.string().regex(/^[0-9A-F]{40}$/u) });
export const certificatesSchema = z.strictObject({
  source: sourceSchema,
  /** The chapter that tells what to do with the roots. */
  page: text,
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

/** What of the outputs of Windows is a finding: shadow copies, certificates. */
export const statesSchema = z.strictObject({
  vss: z.strictObject({
    /** Names of fields before the colon, in small letters. */
    labels: z.strictObject({ writer: someTexts, state: someTexts, error: someTexts, provider: someTexts }),
    /** Numbers of the states of a writer that failed. */
    failed: z.array(z.int().nonnegative()).min(1),
    /** What is an error with any state, in small letters. */
    errors: someTexts,
    /** What the names of providers begin with that belong to Windows and Azure, in small letters. */
    own: someTexts,
    /** Signatures of what is found. */
    signatures: z.strictObject({ writer: text, provider: text }),
  }),
  certificates: z.strictObject({ signature: text }),
});

/** How rules of network security groups and routes of Azure are judged (content/reference/azure-network.yaml). */
export const azureNetworkSchema = z.strictObject({
  sources,
  /** The use of the endpoint table that says what a workload needs. */
  scenarios: z.record(z.string(), text),
  tags: z.strictObject({
    /** Tags that hold every public address of Azure. */
    covering: someTexts,
    /** The tag of the machine's own networks. */
    network: text,
    /** What stands for any address, and for any of IPv4. */
    any: someTexts,
    everywhere: someTexts,
  }),
  /** Addresses for which only rules count that name their tag. */
  platform: z
    .array(
      z.strictObject({
        host: text,
        port: z.int().positive(),
        protocol: z.enum(['tcp', 'udp']),
        tag: text.optional(),
      }),
    )
    .min(1),
  /** Tags of services that have service endpoints, in small letters. */
  endpointTags: someTexts,
  /** Rules of every group. */
  defaults: z
    .array(
      z.strictObject({
        name: text,
        priority: z.int().positive(),
        direction: z.enum(['inbound', 'outbound']),
        source: text,
        destination: text,
        access: z.enum(['allow', 'deny']),
      }),
    )
    .min(1),
  /** Words for a kind of the next hop, and for who made a route. */
  hops: z.record(
    z.enum(['internet', 'none', 'appliance', 'gateway', 'service-endpoint', 'private-endpoint', 'network']),
    someTexts,
  ),
  origins: z.record(z.enum(['user', 'gateway', 'system']), someTexts),
});

export const gatewayMarkSchema = z.strictObject({
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
  /** Whether the destination could write it as well. */
  destination: z.enum(['no', 'unlikely', 'yes']),
  /** False where no text of the product was seen that bears it. */
  verified: z.boolean().default(true),
  /** Written by a forward proxy, so that a refusal with it is the proxy's. */
  proxy: z.boolean().default(false),
  patterns: z.array(text),
  samples: z.array(text),
  sources: z.array(text).min(1),
});
export const gatewaysSchema = z.strictObject({
  asOf: text,
  sources: z.record(z.string(), text),
  marks: z.array(gatewayMarkSchema).min(1),
  /** Registrable domains of Microsoft. */
  domains: z.array(text).min(1),
  /** Endings below which names are registered, beside those of one label. */
  suffixes: z.array(text).min(1),
});

const words = z.array(text.toLowerCase()).default([]);
/** Words in one text, parted by blanks. */
const list = text.transform((all) => all.toLowerCase().split(/\s+/u).filter(Boolean));

export const secretsSchema = z.strictObject({
  /** Names of values, by how sure they are. */
  values: z.strictObject({ always: words, except: words, whole: words, long: words }),
  headers: z.strictObject({ credentials: words, challenge: words, whole: words }),
  /** Words that stand before the secret of a header and stay. */
  schemes: words,
  /** These keep their case: tokens are told by it. */
  prefixes: z.array(text),
  commands: z.array(
    z.strictObject({
      names: words,
      /** The word that has to follow the name. */
      sub: text.nullable().default(null),
      /** Options with `user:password`. */
      credentials: z.array(text).default([]),
      /** Options with a secret alone. */
      secret: z.array(text).default([]),
      /** Options with which the secret stands in one word. */
      glued: z.array(text).default([]),
      /** From this word on, options and paths not counted, all words are secret; null: none. */
      words: z.number().int().positive().nullable().default(null),
    }),
  ),
  /** Parts of names of values that tell a token or a key from a password. */
  kinds: z.strictObject({ token: words, key: words }),
  /** Values that stand for none. */
  placeholders: words,
  /** Words before a mail address: `to:taro@…` is no `user:password@host`. */
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
      /** `hosts`: every unknown word of the value is a host. */
      kind: z.enum(['host', 'hosts', 'user', 'name', 'id', 'phone', 'certificate']),
      /** What follows is a name whatever it looks like. */
      sure: z.boolean().default(false),
      /** The value reaches to the end of the line. */
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
  /** Folders that hold the folders of users. */
  homes: words,
  /** What a version is called before its number. */
  versions: words,
  /** Values that say that there is none. */
  none: words,
  /** Words that show that a line has a distinguished name, where there is nothing but single letters. */
  certificateWords: words,
  /** What ends a sentence behind a name, without a blank. */
  sentenceEnds: words,
});

export const wordsSchema = z.strictObject({ words: list, extensions: list, dotted: list });
