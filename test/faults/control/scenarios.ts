import type { Scenario } from '../plan';
import { keyRotation } from './key-rotation.scenario';
import { configApplied } from './config-applied.scenario';
import { revocation } from './revocation.scenario';
import { twoAdministrators } from './two-administrators.scenario';

/** What is changed while requests come in. */
export const CONTROL_SCENARIOS: readonly Scenario[] = [keyRotation, configApplied, twoAdministrators, revocation];
