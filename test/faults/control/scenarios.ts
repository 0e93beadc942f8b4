import type { Scenario } from '../plan';
import { keyRotation } from './key-rotation.scenario';
import { revocation } from './revocation.scenario';

/** What is changed while requests come in. */
export const CONTROL_SCENARIOS: readonly Scenario[] = [keyRotation, revocation];
