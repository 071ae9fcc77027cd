import { stateOfRoutes } from './decisions.ts';
import type { Rule } from './facts.ts';

/** What a machine sends goes to a firewall first, which has rules of its own: nothing is known of what lies behind it. */
export const routeToAppliance: Rule = (facts) =>
  stateOfRoutes('route-to-appliance', 'appliance', facts, (route) => ({ address: route?.hopAddresses[0] }));
