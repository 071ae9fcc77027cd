import { withoutPrivateLabel } from '../log/settings/private-zone.ts';
import type { Knowledge } from '../knowledge/types.ts';
import type { Confidence } from '../model/diagnosis.ts';
import type { ListedName, NameState, PrivateName } from '../model/private-name.ts';
import type { Probe } from '../model/probe.ts';
import { isPrivateAddress, isSinkhole } from '../text/address.ts';

const DNS_PORT = 53;

/** The address under which every virtual network has Azure's DNS; null where no rule names it. */
export function azureDnsOf({ azureNetwork }: Pick<Knowledge, 'azureNetwork'>): string | null {
  return azureNetwork.platform.find(({ port }) => port === DNS_PORT)?.host ?? null;
}

/** What one probe says of a name. */
interface Answer {
  readonly state: Exclude<NameState, 'open'>;
  readonly probe: Probe;
}

/** What all that asked in one way got. */
interface View {
  readonly state: NameState;
  readonly answer: Answer | null;
}

/**
 * Compares the lookups with the list that a private endpoint has of its names. Of a name the machine's own resolution counts; that
 * of Azure's DNS tells beside it where the zone is seen, and stands for it only where the machine's own was not asked.
 * @param azureDns the address under which every virtual network has Azure's DNS
 */
export function comparePrivateNames(
  listed: readonly ListedName[],
  probes: readonly Probe[],
  azureDns: string | null,
): PrivateName[] {
  if (listed.length === 0) return [];
  const byName = new Map<string, Probe[]>();
  for (const probe of probes) {
    if (probe.host === null || probe.layers.dns === undefined || probe.route === 'proxy') continue;
    const key = withoutPrivateLabel(probe.host.toLowerCase());
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [probe]);
    else known.push(probe);
  }
  return listed.map((one) => compare(one, byName.get(withoutPrivateLabel(one.name)) ?? [], azureDns));
}

function compare(listed: ListedName, probes: readonly Probe[], azureDns: string | null): PrivateName {
  const by = (asked: PrivateName['asked']): readonly Probe[] =>
    probes.filter((probe) => askedOf(probe, azureDns) === asked);
  const azure = viewOf(listed, by('azure'));
  const [asked, view] =
    by('own').length > 0
      ? (['own', viewOf(listed, by('own'))] as const)
      : by('azure').length > 0
        ? (['azure', azure] as const)
        : by('named').length > 0
          ? (['named', viewOf(listed, by('named'))] as const)
          : ([null, { state: 'open', answer: null }] as const);
  const probe = view.answer?.probe ?? null;
  return {
    ...listed,
    state: view.state,
    answered: probe?.detail.addresses ?? [],
    server: probe?.detail.server ?? null,
    probe: probe?.id ?? null,
    asked,
    azure: by('azure').length > 0 ? azure.state : isAzure(probe?.detail.server, azureDns) ? view.state : null,
  };
}

function isAzure(server: string | null | undefined, azureDns: string | null): boolean {
  return azureDns !== null && server === azureDns;
}

/** Who was asked; null for a server of somebody else, which cannot know a private zone. */
function askedOf({ detail: { asksServer, server } }: Probe, azureDns: string | null): PrivateName['asked'] {
  if (asksServer !== true) return 'own';
  if (isAzure(server, azureDns)) return 'azure';
  return server !== undefined && isPrivateAddress(server) ? 'named' : null;
}

/** What the probes of one way say together: answers that contradict each other leave it open, whichever came last. */
function viewOf(listed: ListedName, probes: readonly Probe[]): View {
  const answers = probes.flatMap((probe) => {
    const state = stateOf(listed, probe);
    return state === null ? [] : [{ state, probe }];
  });
  const [first] = answers;
  if (first === undefined) return { state: 'open', answer: null };
  const agree = answers.every(({ state }) => state === first.state);
  return agree ? { state: first.state, answer: first } : { state: 'open', answer: null };
}

/** What a probe says of the name; null where it says nothing, or where an answer is no machine's address. */
function stateOf({ addresses: listed }: ListedName, { status, cause, layers, detail }: Probe): Answer['state'] | null {
  if (layers.dns?.status === 'failed') {
    const denied = cause === 'dns_nxdomain' || (cause === 'dns' && detail.answered === true);
    return denied ? 'absent' : null;
  }
  // a private endpoint has addresses of IPv4 alone; those of IPv6 beside them are made by a translator
  const answered = (detail.addresses ?? []).filter((address) => !address.includes(':'));
  if (answered.length === 0 || answered.some(isSinkhole) || detail.gateway !== undefined) return null;
  // a part of an answer that was cut off is no whole one
  if (status === 'incomplete') return null;
  if (answered.every((address) => listed.includes(address))) return 'matches';
  return answered.some(isPrivateAddress) ? 'differs' : 'public';
}

/** Why a name does not lead where the list says. */
export interface PrivateFault {
  readonly name: PrivateName;
  /** `zone`: whoever was asked does not see the private zone. `record`: the zone is seen, and its record is not as listed. */
  readonly kind: 'zone' | 'record';
  /**
   * Of a zone: `forwarder` where Azure's DNS of this network sees it and the machine's own server does not, `link` where
   * Azure's DNS itself does not, else `unknown`.
   */
  readonly where: 'forwarder' | 'link' | 'unknown';
  readonly confidence: Confidence;
}

/** The faults of the names that do not lead where the list says, in the order of the list. */
export function privateFaults(names: readonly PrivateName[], azureDns: string | null): PrivateFault[] {
  const zones = Map.groupBy(names, ({ zone }) => zone);
  return names.flatMap((name) => {
    const fault = isWrong(name) ? faultOf(name, zones.get(name.zone) ?? [], azureDns) : null;
    return fault === null ? [] : [{ name, ...fault }];
  });
}

/** The machine gets something else for the name than the list has. */
export function isWrong({ state }: Pick<PrivateName, 'state'>): boolean {
  return state === 'public' || state === 'absent' || state === 'differs';
}

/** An answer that only the private zone gives. */
function isSeen(state: NameState | null): boolean {
  return state === 'matches' || state === 'differs';
}

function faultOf(name: PrivateName, zone: readonly PrivateName[], azureDns: string | null): Omit<PrivateFault, 'name'> {
  const record = (confidence: Confidence): Omit<PrivateFault, 'name'> => ({
    kind: 'record',
    where: 'unknown',
    confidence,
  });
  const seen = zone.filter(({ state, asked }) => asked === name.asked && isSeen(state));
  if (seen.length > 0) {
    // where a link falls back to the Internet, a name without a record has its public address; of one that has another, the list may be
    // that of another endpoint of the same vault
    const bySame = seen.some(({ server }) => server !== null && server === name.server);
    return record(bySame && name.state === 'absent' ? 'certain' : 'likely');
  }
  const unseen = (where: PrivateFault['where'], confidence: Confidence): Omit<PrivateFault, 'name'> => ({
    kind: 'zone',
    where,
    confidence,
  });
  const isOfAzure = name.asked === 'azure' || isAzure(name.server, azureDns);
  if (!isOfAzure && zone.some(({ azure }) => isSeen(azure)))
    return unseen('forwarder', isSeen(name.azure) ? 'certain' : 'likely');
  // public DNS knows the names of storage accounts, so only a private zone says that there is none
  if (name.state === 'absent' && name.service === STORAGE) return record('likely');
  if (isOfAzure) return unseen('link', name.state === 'public' ? 'certain' : 'possible');
  if (name.azure === 'public') return unseen('link', 'likely');
  return unseen('unknown', name.state === 'public' ? 'likely' : 'possible');
}

/** The service whose names are public as well. */
export const STORAGE = 'storage';
