import { onceFor } from '../../text/once.ts';
import { wildcard } from '../../text/wildcard.ts';

/** The zones of private endpoints (content/reference/private-zones.yaml). */
type Zones = readonly { readonly pattern: string; readonly service: string }[];

/** The label that parts the own name from the zone. */
const LABEL = 'privatelink';
/** No name of Azure has more. */
const MOST_LABELS = 12;

const compiled = onceFor((zones: Zones) => zones.map(({ pattern, service }) => ({ fits: wildcard(pattern), service })));

/** The private DNS zone in which the record of a name belongs, whether the name is written with `privatelink` or without. */
export function privateZoneOf(name: string, zones: Zones): { readonly zone: string; readonly service: string } | null {
  const labels = name.toLowerCase().split('.');
  if (labels.length > MOST_LABELS) return null;
  const at = labels.indexOf(LABEL);
  if (at >= 0) return found(labels.slice(0, at), labels.slice(at + 1), zones);
  // the shortest zone: its name is what is fixed
  for (let own = labels.length - 1; own > 0; own -= 1) {
    const zone = found(labels.slice(0, own), labels.slice(own), zones);
    if (zone !== null) return zone;
  }
  return null;
}

function found(
  own: readonly string[],
  rest: readonly string[],
  zones: Zones,
): { readonly zone: string; readonly service: string } | null {
  const zone = [LABEL, ...rest].join('.');
  const fitting = compiled(zones).find(({ fits }) => fits(`${own.join('.')}.${zone}`));
  return own.length === 0 || fitting === undefined ? null : { zone, service: fitting.service };
}

/** A name without the label of private endpoints: both forms lead to the same record. */
export function withoutPrivateLabel(name: string): string {
  return name.replace(`.${LABEL}.`, '.');
}
