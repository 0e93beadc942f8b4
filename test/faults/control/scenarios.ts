import type { Scenario } from '../plan';
import { keyRotation } from './key-rotation.scenario';

/** What is changed while requests come in. */
export const CONTROL_SCENARIOS: readonly Scenario[] = [keyRotation];
