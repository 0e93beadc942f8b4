import type { Scenario } from '../plan';
import { hangUp } from './r-05-hang-up.scenario';
import { leftovers } from './r-05-leftovers.scenario';
import { stall } from './r-06-stall.scenario';
import { unreachable } from './r-07-unreachable.scenario';
import { retryAfter } from './r-08-retry-after.scenario';
import { burst } from './r-09-burst.scenario';
import { bulkhead } from './r-10-bulkhead.scenario';
import { halfOpen } from './r-11-half-open.scenario';
import { brokenStream } from './r-12-broken-stream.scenario';
import { failover } from './r-13-failover.scenario';
import { refusals } from './r-14-refusals.scenario';

/** A provider's bad days, case by case. */
export const PROVIDER_SCENARIOS: readonly Scenario[] = [
  hangUp,
  leftovers,
  stall,
  unreachable,
  retryAfter,
  burst,
  bulkhead,
  halfOpen,
  brokenStream,
  failover,
  refusals,
];
