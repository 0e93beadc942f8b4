import { ManualClock } from '../../../../libs/common/src/testing/manual-clock';
import { MemoryTicketStore } from './memory-ticket.store';

const HOLDER = { sessionId: 's', userId: 'u', username: 'ann', role: 'viewer' as const };

describe('MemoryTicketStore', () => {
  let clock: ManualClock;
  let store: MemoryTicketStore;
  beforeEach(() => {
    clock = new ManualClock();
    store = new MemoryTicketStore(clock);
  });

  it('admits the holder, once', async () => {
    const { ticket, expiresAt } = await store.issue(HOLDER);
    expect(expiresAt).toBe(clock.now() + 30_000);
    await expect(store.redeem(ticket)).resolves.toEqual(HOLDER);
    await expect(store.redeem(ticket)).resolves.toBeUndefined();
  });

  it.each([
    [29_999, HOLDER],
    [30_001, undefined],
  ])('after %d ms: %p', async (passedMs, expected) => {
    const { ticket } = await store.issue(HOLDER);
    clock.advance(passedMs);
    await expect(store.redeem(ticket)).resolves.toEqual(expected);
  });

  it('makes tickets that nobody guesses and that fit into a header', async () => {
    const tickets = await Promise.all(Array.from({ length: 100 }, () => store.issue(HOLDER)));
    expect(new Set(tickets.map(({ ticket }) => ticket)).size).toBe(100);
    for (const { ticket } of tickets) expect(ticket).toMatch(/^[\w-]{43}$/);
  });

  it('holds no more than a thousand; the oldest go', async () => {
    const { ticket } = await store.issue(HOLDER);
    for (let i = 0; i < 1_000; i++) await store.issue(HOLDER);
    await expect(store.redeem(ticket)).resolves.toBeUndefined();
  });
});
