import type { AzureNetwork } from '../../model/azure-network.ts';
import type { WorkloadState } from '../../model/endpoint.ts';

/** The workloads with what rules and routes block of them; what these allow proves nothing. */
export function withBlocked(states: readonly WorkloadState[], azure: AzureNetwork | undefined): WorkloadState[] {
  const blocked = azure?.decisions.filter(({ verdict }) => verdict === 'blocked') ?? [];
  return states.map((state) => {
    const own = blocked.filter(({ workloads }) => workloads.includes(state.id)).map(({ service }) => service);
    if (own.length === 0 || state.status === 'affected') return state;
    return { ...state, status: 'affected', because: [...new Set(own)] };
  });
}
