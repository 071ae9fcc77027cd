import { listed } from '#locale/forms.ts';
import type { PrivateName } from '../../model/private-name.ts';
import { azureDnsOf, privateFaults, STORAGE, type PrivateFault } from '../private-dns.ts';
import { endpointsOf, failureOf, type Facts, type Finding, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS } from './order.ts';

/** The machine's DNS does not see the private zone of names that a private endpoint lists: no link, or nobody forwards to it. */
export const privateZoneUnused: Rule = (facts) => {
  const faults = privateFaults(facts.privateNames, azureDnsOf(facts.knowledge)).filter(({ kind }) => kind === 'zone');
  return (['forwarder', 'link', 'unknown'] as const).flatMap((where) => {
    const own = faults.filter((fault) => fault.where === where);
    const [first] = own;
    return first === undefined ? [] : [findingOf(facts, first, own)];
  });
};

function findingOf(facts: Facts, first: PrivateFault, faults: readonly PrivateFault[]): Finding {
  const names = faults.map(({ name }) => name);
  const zones = [...new Set(names.map(({ zone }) => zone))];
  // one name that is certain proves it of its zone
  const sure = (['certain', 'likely'] as const).find((one) => faults.some(({ confidence }) => confidence === one));
  const answer = names.flatMap(({ answered }) => answered)[0];
  return {
    ...failureOf('private-zone-unused', sure ?? 'possible', endpointsOf(facts, names), {
      weight: BESIDE_ENDPOINTS.named,
      params: {
        where: first.where,
        zone: listed(zones),
        domain: listed([...new Set(names.map(forwarded))]),
        host: first.name.name,
        count: names.length,
        ...(answer === undefined ? {} : { answer }),
      },
    }),
    because: names.flatMap(({ probe }) => (probe === null ? [] : [probe])),
  };
}

/** The domain that a server forwards: the public name where public DNS has its alias, else the private zone alone. */
function forwarded({ zone, service }: PrivateName): string {
  return service === STORAGE ? zone.replace('privatelink.', '') : zone;
}
