import { listed } from '#locale/forms.ts';
import { azureDnsOf, privateFaults } from '../private-dns.ts';
import { endpointsOf, failureOf, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS } from './order.ts';

/** The private zone is seen, and for some names it holds no record, or another address than the private endpoint's list. */
export const privateRecordDiffers: Rule = (facts) => {
  const faults = privateFaults(facts.privateNames, azureDnsOf(facts.knowledge)).filter(({ kind }) => kind === 'record');
  return (['absent', 'public', 'differs'] as const).flatMap((state) => {
    const own = faults.filter(({ name }) => name.state === state);
    const [first] = own;
    if (first === undefined) return [];
    const names = own.map(({ name }) => name);
    const sure = own.some(({ confidence }) => confidence === 'certain') ? 'certain' : 'likely';
    const { name, zone, addresses, answered } = first.name;
    const [answer] = answered;
    return [
      {
        ...failureOf('private-record-differs', sure, endpointsOf(facts, names), {
          weight: BESIDE_ENDPOINTS.named,
          params: {
            state,
            zone,
            host: name,
            count: names.length,
            expected: listed(addresses),
            ...(answer === undefined ? {} : { answer }),
          },
        }),
        because: names.flatMap(({ probe }) => (probe === null ? [] : [probe])),
      },
    ];
  });
};
