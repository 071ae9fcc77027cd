import { stateOfRoutes } from './decisions.ts';
import type { Rule } from './facts.ts';

/** What a machine sends goes to the reader's own site first, through a gateway. */
export const forcedTunneling: Rule = (facts) => stateOfRoutes('forced-tunneling', 'gateway', facts);
