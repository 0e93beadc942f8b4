import type { LiveEvent } from '@app/contracts';
import { LiveRows } from './live-row';

const request = (requestId: string, type: 'request_started' | 'request_ended', at: number): LiveEvent =>
  ({ type, requestId, at, startedAt: at - 5 }) as LiveEvent;
const keysOf = (rows: LiveRows): string[] => rows.newest().map(({ key }) => key);

describe('LiveRows', () => {
  it('keeps a request on its line while it goes on', () => {
    const rows = new LiveRows(10);
    rows.add([request('a', 'request_started', 1), request('b', 'request_started', 2)]);
    rows.add([request('a', 'request_ended', 9)]);
    expect(keysOf(rows)).toEqual(['b', 'a']);
    expect(rows.newest()[1]).toMatchObject({ at: 1, request: { type: 'request_ended' } });
  });

  it('shows a request of which only the end was seen, at its beginning', () => {
    const rows = new LiveRows(10);
    rows.add([request('a', 'request_ended', 9)]);
    expect(rows.newest()).toMatchObject([{ key: 'a', at: 4 }]);
  });

  it('lets go of the oldest, and of what it knew of them', () => {
    const rows = new LiveRows(3);
    rows.add(['a', 'b', 'c', 'd', 'e'].map((id, index) => request(id, 'request_started', index)));
    expect(keysOf(rows)).toEqual(['e', 'd', 'c']);
    rows.add([request('a', 'request_ended', 9)]);
    expect(keysOf(rows)).toEqual(['a', 'e', 'd']);
  });

  it('forgets what ended unseen, and takes up what began unseen', () => {
    const rows = new LiveRows(10);
    rows.add([
      request('a', 'request_started', 1),
      request('b', 'request_started', 2),
      request('c', 'request_ended', 3),
    ]);
    expect([...rows.underWay()]).toEqual(['a', 'b']);
    // "c" had ended, and stays.
    rows.forget(new Set(['a', 'c']));
    expect(keysOf(rows)).toEqual(['c', 'b']);
    rows.takeUp([
      { requestId: 'b', startedAt: 2 },
      { requestId: 'd', startedAt: 0 },
    ] as never);
    // At their beginning: a request that goes on for long is not new.
    expect(keysOf(rows)).toEqual(['b', 'd', 'c']);
    expect(rows.newest()[1]).toMatchObject({ at: 0, request: { type: 'request_started' } });
    rows.add([request('a', 'request_ended', 9)]);
    expect(keysOf(rows)).toEqual(['a', 'b', 'd', 'c']);
  });

  it('lists breakers and changes between them, each for itself', () => {
    const rows = new LiveRows(10);
    const breaker: LiveEvent = {
      type: 'breaker',
      at: 3,
      providerId: 'p',
      model: null,
      from: 'closed',
      to: 'open',
      isManual: false,
    };
    rows.add([breaker, breaker, request('a', 'request_started', 4)]);
    expect(rows.newest().map(({ kind }) => kind)).toEqual(['request', 'news', 'news']);
    expect(new Set(keysOf(rows)).size).toBe(3);
  });

  it('begins anew', () => {
    const rows = new LiveRows(10);
    rows.add([request('a', 'request_started', 1)]);
    rows.clear();
    rows.add([request('a', 'request_ended', 9)]);
    expect(keysOf(rows)).toEqual(['a']);
  });
});
