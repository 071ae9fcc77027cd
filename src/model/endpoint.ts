/** What is concluded from the probes: endpoints, services, workloads. */

import type { Account, Cause, Status } from './probe.ts';

/** What probes by one route, as one account, showed of an endpoint. */
export interface RouteState {
  readonly route: 'direct' | 'proxy';
  readonly account: Account | null;
  readonly verdict: Status;
  /** The probe on which the verdict rests. */
  readonly probe: number | null;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly service: string;
  readonly dns: {
    readonly status: 'resolved' | 'failed' | 'not_run';
    readonly addresses: readonly string[];
    readonly private: boolean;
    readonly cause: Cause | null;
    readonly probe: number | null;
  };
  readonly tcp: {
    readonly status: Status;
    readonly cause: Cause | null;
    readonly probe: number | null;
  };
  readonly tls: {
    readonly status: Status | 'intercepted';
    readonly cause: Cause | null;
    readonly issuer: string | null;
    readonly probe: number | null;
  };
  readonly https: {
    readonly status: Status;
    readonly cause: Cause | null;
    readonly httpStatus: number | null;
    readonly probe: number | null;
  };
  /** Where probes went by more than one route or account: one entry for each. */
  readonly routes: readonly RouteState[];
  readonly verdict: Status;
  /** The probe on which the verdict rests, null when none ran. */
  readonly decidedBy: number | null;
}

export type ServiceStatus = 'ok' | 'partial' | 'blocked' | 'unknown';

export interface ServiceState {
  readonly id: string;
  readonly name: string;
  /** The name as a table's heading has it. */
  readonly short: string;
  readonly status: ServiceStatus;
  readonly endpoints: number;
  readonly unreachable: number;
}

export type WorkloadStatus = 'ok' | 'affected' | 'unknown';

export interface WorkloadState {
  readonly id: string;
  readonly name: string;
  readonly status: WorkloadStatus;
  /** The services on which the status rests. */
  readonly because: readonly string[];
  /** Every service the workload needs. */
  readonly needs: readonly string[];
  /** As which account it goes there, null where the platform knows no accounts. */
  readonly account: Account | null;
  readonly route: 'direct' | 'proxy' | 'either';
  /** Needed services that were not seen to work by that account and route; non-empty: the status is never `ok`. */
  readonly missing: readonly string[];
  /** False where the source's format does not test what it needs. */
  readonly tested: boolean;
  readonly note: string;
}
