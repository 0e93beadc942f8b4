import { requestRecord } from '../testing/request-record';
import { RecordQueue } from './record-queue';

describe('RecordQueue', () => {
  const filled = (count: number) => {
    const queue = new RecordQueue();
    const records = Array.from({ length: count }, () => requestRecord());
    records.forEach((record, number) => queue.push(record, 100 + number));
    return { queue, records };
  };
  const isResolved = (promise: Promise<void>): Promise<boolean> =>
    Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

  it('hands records out in order and keeps them until they are settled', () => {
    const { queue, records } = filled(5);
    expect(queue.first(2)).toEqual(records.slice(0, 2));
    expect(queue.first(99)).toEqual(records);
    queue.settle(2);
    expect(queue.length).toBe(3);
    expect(queue.first(1)).toEqual([records[2]]);
  });

  it('knows since when the oldest waits', () => {
    const { queue } = filled(3);
    expect(queue.oldestSinceMs).toBe(100);
    queue.settle(1);
    expect(queue.oldestSinceMs).toBe(101);
    queue.settle(2);
    expect(queue.oldestSinceMs).toBeUndefined();
  });

  it('resolves at once when nothing waits', async () => {
    await expect(isResolved(new RecordQueue().whenSettled())).resolves.toBe(true);
  });

  it('resolves when the records of that moment are settled, whatever came later', async () => {
    const { queue } = filled(3);
    const three = queue.whenSettled();
    queue.push(requestRecord(), 200);
    const four = queue.whenSettled();
    expect(queue.isUrgent).toBe(true);
    queue.settle(2);
    await expect(isResolved(three)).resolves.toBe(false);
    queue.settle(1);
    await expect(isResolved(three)).resolves.toBe(true);
    await expect(isResolved(four)).resolves.toBe(false);
    queue.settle(1);
    await expect(isResolved(four)).resolves.toBe(true);
    expect(queue.isUrgent).toBe(false);
  });
});
