import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { KeptStateRepository, type SealedState } from './kept-state.repository';

const NOW = 1_795_392_000_000;
const row = (id: string, fields: Partial<SealedState> = {}): SealedState => ({
  id,
  sealed: `sealed ${id}`,
  expiresAt: NOW + 1,
  ...fields,
});

describe('KeptStateRepository', () => {
  let temporary: TemporaryDatabase;
  let states: KeptStateRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    states = new KeptStateRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('gives back what was stored, for the ids that are asked', async () => {
    await states.put([row('a'), row('b'), row('c')]);
    const found = await states.findLive(['a', 'c', 'unknown'], NOW);
    expect(found.sort((one, other) => one.id.localeCompare(other.id))).toEqual([row('a'), row('c')]);
  });

  it.each<[string[]]>([[[]], [['unknown']], [["' OR 1=1 --"]]])('finds nothing for %j', async (ids) => {
    await states.put([row('a')]);
    await expect(states.findLive(ids, NOW)).resolves.toEqual([]);
  });

  it('replaces what is there', async () => {
    await states.put([row('a')]);
    await states.put([row('a', { sealed: 'newer', expiresAt: NOW + 9 }), row('b')]);
    await expect(states.findLive(['a'], NOW)).resolves.toEqual([row('a', { sealed: 'newer', expiresAt: NOW + 9 })]);
  });

  it('does not find what has expired, to the millisecond', async () => {
    await states.put([row('a', { expiresAt: NOW }), row('b', { expiresAt: NOW + 1 })]);
    await expect(states.findLive(['a', 'b'], NOW)).resolves.toEqual([row('b', { expiresAt: NOW + 1 })]);
  });

  it('removes what has expired and says how much', async () => {
    await states.put([row('a', { expiresAt: NOW - 1 }), row('b', { expiresAt: NOW }), row('c')]);
    await expect(states.deleteExpired(NOW)).resolves.toBe(2);
    await expect(states.deleteExpired(NOW)).resolves.toBe(0);
    await expect(states.findLive(['a', 'b', 'c'], 0)).resolves.toEqual([row('c')]);
  });

  it('takes a hundred rows in one statement and finds five hundred', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `id-${i}`);
    for (let at = 0; at < 500; at += 100) await states.put(ids.slice(at, at + 100).map((id) => row(id)));
    await expect(states.findLive(ids, NOW)).resolves.toHaveLength(500);
  });
});
