import { testClient } from '../../../../../libs/persistence/src/testing/client';
import { clientView } from './client-view';

const DAY_MS = 86_400_000;
const NOW = 1_795_400_000_000;

describe('clientView', () => {
  it.each<[string, number | null, number, number, boolean]>([
    ['used just now', NOW, 400, 0, false],
    ['used 89 days and a bit ago', NOW - 90 * DAY_MS + 1, 400, 89, false],
    ['used 90 days ago', NOW - 90 * DAY_MS, 400, 90, true],
    ['new and never used', null, 1, 1, false],
    ['old and never used', null, 91, 91, true],
    ['used by a clock that is ahead', NOW + 5_000, 1, 0, false],
  ])('flags keys that nobody uses: %s', (_, lastUsedAt, ageDays, unusedDays, isUnused) => {
    const client = testClient('app', { lastUsedAt, createdAt: NOW - ageDays * DAY_MS });
    expect(clientView(client, NOW)).toMatchObject({ lastUsedAt, unusedDays, isUnused });
  });

  it('never holds a hash of a key', () => {
    const previousKey = { hash: 'the hash before', worksUntil: NOW };
    const view = clientView(testClient('app', { keyHash: 'the hash', previousKey }), NOW);
    expect(JSON.stringify(view)).not.toContain('the hash');
    expect(view.previousKeyWorksUntil).toBe(NOW);
  });
});
