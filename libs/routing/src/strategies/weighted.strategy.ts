import { createHash } from 'node:crypto';
import type { SettingsOf } from '../groups/group-settings';
import type { Chooser } from './choice';

const HASH_BYTES = 6;
const HASH_VALUES = 2 ** (HASH_BYTES * 8);

/**
 * Draws by weight. A session draws the same each time, and keeps its target when another one comes or goes (weighted
 * rendezvous hashing: each target's lot is exponentially distributed with its weight as the rate, and the least wins).
 */
export function weightedChooser(groupName: string, settings: SettingsOf<'weighted'>): Chooser {
  return (live, { sessionKey, random }) => {
    const lots = live.map((target, index) => {
      const drawn = sessionKey === undefined ? random() : fraction(`${sessionKey}\u0000${groupName}\u0000${target}`);
      const weight = settings.weights[target] ?? 1;
      // A target of no weight takes part only when all others have failed.
      return { index, lot: weight > 0 ? -Math.log(1 - drawn) / weight : Number.POSITIVE_INFINITY };
    });
    const order = lots
      .toSorted((a, b) => (a.lot === b.lot ? a.index - b.index : a.lot - b.lot))
      .map(({ index }) => index);
    const chosen = live[order[0] ?? 0] ?? '';
    const weight = settings.weights[chosen] ?? 1;
    const sum = live.reduce((total, target) => total + (settings.weights[target] ?? 1), 0);
    const share = sum > 0 ? ` (weight ${weight} of ${sum})` : '';
    return sessionKey === undefined
      ? { order, by: 'weight', reason: `drawn by weight${share}` }
      : { order, by: 'session', reason: `the session's own draw by weight${share}` };
  };
}

/** From 0 inclusive to 1 exclusive. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, HASH_BYTES) / HASH_VALUES;
}
