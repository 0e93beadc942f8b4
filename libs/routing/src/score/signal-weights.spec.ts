import { SIGNAL_WORDS } from './signal-words';
import { SIGNAL_WEIGHTS } from './signal-weights';
import { MARK_SIGNALS } from './text-counts';

const weights = Object.entries(SIGNAL_WEIGHTS);

describe('SIGNAL_WEIGHTS', () => {
  it('has a weight for each signal and for nothing else', () => {
    const signals = [...MARK_SIGNALS, ...Object.keys(SIGNAL_WORDS), 'length', 'depth', 'context'];
    expect(weights.map(([name]) => name).sort()).toEqual(signals.sort());
  });

  it.each(weights)('%s takes nothing away, and is worth at least what sense gives it', (_name, { points, least }) => {
    expect(least).toBeGreaterThanOrEqual(0);
    expect(points).toBeGreaterThanOrEqual(least);
    expect(points).toBeGreaterThan(0);
  });

  it.each(['length', 'steps', 'code', 'codeWords', 'tasks', 'mathematics', 'numbers', 'depth', 'context'] as const)(
    '%s keeps its weight whatever a fit says',
    (name) => {
      expect(SIGNAL_WEIGHTS[name].least).toBeGreaterThan(0);
    },
  );
});
