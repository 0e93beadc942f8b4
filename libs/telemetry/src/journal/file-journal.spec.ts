import { appendFileSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { readAll, TemporaryJournal } from '../testing/temporary-journal';
import { requestRecord } from '../testing/request-record';
import { until } from '../testing/ledger';
import type { FileJournal } from './file-journal';
import { JOURNAL_START } from './record-journal';
import type { WriteAt } from './segment-file';

const records = (count: number) => Array.from({ length: count }, () => requestRecord());

let place: TemporaryJournal;
let warnings: jest.SpyInstance;
let errors: jest.SpyInstance;
beforeEach(() => {
  warnings = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
  place = new TemporaryJournal();
});
afterEach(() => {
  place.remove();
  jest.restoreAllMocks();
});

async function keep(journal: FileJournal, count: number): Promise<ReturnType<typeof records>> {
  const made = records(count);
  await Promise.all(made.map((record) => journal.append(record)));
  return made;
}

describe('a journal', () => {
  it('gives back what it was given, in order, in batches, while it goes on', async () => {
    const journal = place.open();
    const first = await keep(journal, 25);
    const read = await readAll(journal, JOURNAL_START, 10);
    expect(read.records).toStrictEqual(first);
    const second = await keep(journal, 5);
    expect((await readAll(journal, read.end)).records).toStrictEqual(second);
    await journal.close();
  });

  it('writes the records of one turn of the event loop at once', async () => {
    const writes: number[] = [];
    const journal = place.open({}, (fd, bytes, start, length, position) => {
      writes.push(length);
      return writeSync(fd, bytes, start, length, position);
    });
    await keep(journal, 40);
    await keep(journal, 2);
    expect(writes).toHaveLength(2);
    await journal.close();
  });

  it('answers only after the record is in the file', async () => {
    const journal = place.open();
    const [record] = records(1);
    if (!record) throw new Error('no record');
    const kept = journal.append(record);
    expect(place.folder.segments()).toEqual([]);
    await kept;
    expect(readFileSync(place.folder.segmentPath(1), 'utf8')).toContain(record.requestId);
    await journal.close();
  });

  it('is found again under its name, and writes to a new segment', async () => {
    const before = place.open();
    const old = await keep(before, 3);
    // Nothing is closed: the process was killed.
    const after = place.open();
    expect(after.id).toBe(before.id);
    const fresh = await keep(after, 2);
    expect(place.folder.segments()).toEqual([1, 2]);
    expect((await readAll(after)).records).toStrictEqual([...old, ...fresh]);
    await before.close();
    await after.close();
  });

  it('begins a new segment when one is full, and lets go of those that were read', async () => {
    const journal = place.open({ segmentBytes: 1_000 });
    const made: unknown[] = [];
    for (let round = 0; round < 10; round++) made.push(...(await keep(journal, 2)));
    expect(place.folder.segments().length).toBeGreaterThan(4);
    const { records: read, end } = await readAll(journal, JOURNAL_START, 3);
    expect(read).toStrictEqual(made);
    await journal.release(end);
    expect(place.folder.segments()).toEqual([end.segment]);
    await journal.close();
  });

  it('takes a record that comes after it was closed', async () => {
    const journal = place.open();
    const early = await keep(journal, 1);
    await journal.close();
    const late = await keep(journal, 1);
    const again = place.open();
    expect((await readAll(again)).records).toStrictEqual([...early, ...late]);
    await again.close();
  });

  it('starts where its segments start when the place it is asked for is gone', async () => {
    const journal = place.open();
    const made = await keep(journal, 2);
    for (const segment of [0, 77]) {
      expect((await readAll(journal, { segment, offset: 5 })).records).toStrictEqual(made);
    }
    await journal.close();
  });
});

describe('a segment that is lost', () => {
  it('is not taken for the one that bears its number now', async () => {
    const before = place.open();
    await keep(before, 2);
    const { end } = await readAll(before);
    await before.close();
    place.folder.remove(1);
    const empty = place.open();
    await expect(empty.read(end, 10)).resolves.toMatchObject({ records: [], end: JOURNAL_START });
    await empty.close();
    const journal = place.open();
    const fresh = await keep(journal, 3);
    expect(end.segment).toBe(1);
    expect((await readAll(journal, end)).records).toStrictEqual(fresh);
    await journal.close();
  });
});

describe('after a crash', () => {
  it('everything before a torn end is there, wherever it was torn, and what follows too', async () => {
    const before = place.open();
    const [first, second] = await keep(before, 2);
    await before.close();
    const path = place.folder.segmentPath(1);
    const whole = readFileSync(path);
    const firstEnd = 8 + whole.readUInt32LE(0);
    for (let length = whole.length; length >= 0; length -= 7) {
      writeFileSync(path, whole.subarray(0, length));
      const journal = place.open();
      const fresh = await keep(journal, 1);
      const there = [first, second].slice(0, length === whole.length ? 2 : length >= firstEnd ? 1 : 0);
      expect((await readAll(journal)).records).toStrictEqual([...there, ...fresh]);
      await journal.close();
      for (const segment of place.folder.segments()) if (segment > 1) place.folder.remove(segment);
    }
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('breaks off'));
  });

  it('a segment that a power cut left full of zeros ends there', async () => {
    const before = place.open();
    const old = await keep(before, 2);
    await before.close();
    appendFileSync(place.folder.segmentPath(1), Buffer.alloc(5_000));
    const journal = place.open();
    const fresh = await keep(journal, 1);
    expect((await readAll(journal)).records).toStrictEqual([...old, ...fresh]);
    await journal.close();
  });

  it('damage is told and kept aside, and the segments behind it are read', async () => {
    const before = place.open();
    const [first] = await keep(before, 2);
    await before.close();
    const path = place.folder.segmentPath(1);
    const bytes = readFileSync(path);
    const inSecond = 8 + bytes.readUInt32LE(0) + 50;
    bytes.writeUInt8((bytes[inSecond] ?? 0) ^ 1, inSecond);
    writeFileSync(path, bytes);
    const journal = place.open();
    const fresh = await keep(journal, 1);
    expect((await readAll(journal)).records).toStrictEqual([first, ...fresh]);
    expect(errors).toHaveBeenCalledWith(expect.stringContaining('damaged'));
    expect(readFileSync(`${path}.damaged`)).toEqual(bytes);
    await journal.close();
  });

  it('a name that was not finished is made anew', async () => {
    truncateSync(place.folder.path + (writeFileSync(`${place.path}/id`, 'x'), '/id'), 0);
    const journal = place.open();
    expect(journal.id).toMatch(/^[0-9a-f-]{36}$/);
    await journal.close();
  });
});

describe('durability "power"', () => {
  it('answers all who wait, after the disk has it', async () => {
    const journal = place.open({ durability: 'power' });
    const made = await keep(journal, 30);
    expect((await readAll(journal)).records).toStrictEqual(made);
    expect(place.time.pending()).toEqual([]);
    await journal.close();
  });

  it('is brought to the disk a moment later at "process"', async () => {
    const journal = place.open({ syncEveryMs: 100 });
    await keep(journal, 3);
    await keep(journal, 3);
    expect(place.time.pending()).toEqual([100]);
    await journal.close();
  });
});

/** A disk with room for so many bytes, which takes what fits and refuses the rest, as file systems do. */
class SmallDisk {
  constructor(public room: number) {}

  readonly writeAt: WriteAt = (fd, bytes, start, length, position) => {
    const fits = Math.min(length, this.room);
    if (fits === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    this.room -= fits;
    return writeSync(fd, bytes, start, fits, position);
  };
}

describe('a full disk', () => {
  it('answers, keeps what comes in memory, and writes it once there is room', async () => {
    const disk = new SmallDisk(1_000);
    const journal = place.open({}, disk.writeAt);
    const made = [...(await keep(journal, 1)), ...(await keep(journal, 5)), ...(await keep(journal, 5))];
    expect(journal.isFull).toBe(true);
    expect(errors).toHaveBeenCalledTimes(1);
    expect((await readAll(journal)).records).toStrictEqual(made.slice(0, 1));
    disk.room = 1_000_000;
    place.time.advance(500);
    expect(journal.isFull).toBe(false);
    expect((await readAll(journal)).records).toStrictEqual(made);
    expect(journal.lost).toBe(0);
    await journal.close();
  });

  it('takes what waited piece by piece, each once, as far as there is room', async () => {
    const disk = new SmallDisk(0);
    const journal = place.open({}, disk.writeAt);
    const made = await keep(journal, 600);
    disk.room = 150_000;
    place.time.advance(500);
    expect(journal.isFull).toBe(true);
    const first = await readAll(journal);
    expect(first.records).toHaveLength(256);
    disk.room = 10_000_000;
    place.time.advance(500);
    expect(journal.isFull).toBe(false);
    expect((await readAll(journal)).records).toStrictEqual(made);
    expect((await readAll(journal, first.end)).records).toStrictEqual(made.slice(first.records.length));
    await journal.close();
  });

  it('keeps room in memory for requests that cost something', async () => {
    const disk = new SmallDisk(0);
    const journal = place.open({ maxHeldRecords: 8 }, disk.writeAt);
    const refuse = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await journal.append(requestRecord({ attempts: 0, outcome: 'failed' }));
    };
    await keep(journal, 3);
    await refuse(5);
    expect(journal.lost).toBe(3);
    await keep(journal, 3);
    expect(journal.lost).toBe(3);
    await keep(journal, 1);
    expect(journal.lost).toBe(4);
    disk.room = 100_000;
    place.time.advance(500);
    // What was written takes no room any more.
    disk.room = 0;
    await keep(journal, 1);
    await refuse(2);
    expect(journal.lost).toBe(4);
    await journal.close();
  });

  it('gets the space back of what the ledger has by now, and goes on in it', async () => {
    const disk = new SmallDisk(1_000);
    const journal = place.open({}, disk.writeAt);
    const made = [...(await keep(journal, 1)), ...(await keep(journal, 3))];
    expect(journal.isFull).toBe(true);
    const { end } = await readAll(journal);
    expect(end).toEqual({ segment: 2, offset: 0 });
    await journal.release(end);
    expect(place.folder.segments()).toEqual([2]);
    disk.room = 100_000;
    place.time.advance(500);
    expect(journal.isFull).toBe(false);
    expect((await readAll(journal, end)).records).toStrictEqual(made.slice(1));
    await journal.close();
  });

  it('keeps so many records and no more, and names those it gives up', async () => {
    const disk = new SmallDisk(0);
    const journal = place.open({ maxHeldRecords: 4 }, disk.writeAt);
    const made = await keep(journal, 3);
    const [kept, lost] = await keep(journal, 2);
    expect(journal.lost).toBe(1);
    expect(errors).toHaveBeenLastCalledWith(expect.stringContaining(lost?.requestId ?? '?'));
    disk.room = 1_000_000;
    place.time.advance(500);
    expect((await readAll(journal)).records).toStrictEqual([...made, kept]);
    await journal.close();
  });

  it('goes on in the space set aside, without refusing anything', async () => {
    const disk = new SmallDisk(1_000);
    const reserved = place.open({ reserveBytes: 64_000 });
    await until(() => place.folder.sizeOf(place.folder.reservePath) === 64_000);
    await reserved.close();
    let grown: number | undefined;
    const journal = place.open({ reserveBytes: 64_000 }, (fd, bytes, start, length, position) => {
      grown ??= fd;
      // What was written before has its place on the disk.
      const write = fd === grown ? disk.writeAt : writeSync;
      return write(fd, bytes, start, length, position);
    });
    const made = await keep(journal, 1);
    for (let round = 0; round < 10; round++) made.push(...(await keep(journal, 3)));
    expect(journal.isFull).toBe(false);
    expect((await readAll(journal)).records).toStrictEqual(made);
    expect(place.folder.sizeOf(place.folder.segmentPath(2))).toBe(64_000);
    await journal.close();
    // What was not needed is given back.
    expect(place.folder.sizeOf(place.folder.segmentPath(2))).toBeLessThan(64_000);
    const again = place.open();
    expect((await readAll(again)).records).toStrictEqual(made);
    await again.close();
  });
});
