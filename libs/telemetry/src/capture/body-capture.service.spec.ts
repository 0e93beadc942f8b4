import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { KeyRing } from '@app/common';
import type { CapturedBodyRepository, SealedBodies } from '@app/persistence';
import { captureSettings } from '../testing/capture-settings';
import { ManualTime } from '../testing/manual-time';
import { BodyCapture } from './body-capture.service';

const KEY = randomBytes(32);

describe('BodyCapture', () => {
  let rows: SealedBodies[];
  let failure: Error | undefined;
  let time: ManualTime;
  let warnings: jest.SpyInstance;
  beforeEach(() => {
    rows = [];
    failure = undefined;
    time = new ManualTime();
    warnings = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const captureWith = (isOn: boolean, encryptionKey = KEY): BodyCapture => {
    const repository: Pick<CapturedBodyRepository, 'add' | 'find'> = {
      add: (bodies: readonly SealedBodies[]) => {
        if (failure) return Promise.reject(failure);
        rows.push(...bodies);
        return Promise.resolve();
      },
      find: (requestId: string) => Promise.resolve(rows.find((row) => row.requestId === requestId) ?? null),
    };
    return new BodyCapture(
      captureSettings(isOn),
      KeyRing.of(encryptionKey),
      repository as CapturedBodyRepository,
      time,
      time,
    );
  };
  const captureOne = (bodies: BodyCapture, requestId: string, request = 'asked', answer = 'answered'): void => {
    const capture = bodies.begin(requestId, Buffer.from(request));
    capture?.answer.add(answer);
    capture?.end();
  };

  it('looks at nothing while it is off', () => {
    expect(captureWith(false).begin('r1', Buffer.from('x'))).toBeUndefined();
    expect(time.pending()).toEqual([]);
  });

  it('keeps both sides, sealed, for seven days', async () => {
    const bodies = captureWith(true);
    captureOne(bodies, 'r1');
    await bodies.flush();
    expect(rows).toMatchObject([{ requestId: 'r1', isCut: false, expiresAt: time.now() + 7 * 86_400_000 }]);
    expect(JSON.stringify(rows)).not.toMatch(/asked|answered/);
    await expect(bodies.find('r1')).resolves.toEqual({ request: 'asked', answer: 'answered', isCut: false });
    await expect(bodies.find('r2')).resolves.toBeNull();
  });

  it('keeps a request once, and only its beginning', async () => {
    const bodies = captureWith(true);
    const capture = bodies.begin('r1', Buffer.alloc(300 * 1024, 97));
    capture?.end();
    capture?.end();
    await bodies.flush();
    expect(rows).toMatchObject([{ isCut: true }]);
    expect((await bodies.find('r1'))?.request).toHaveLength(256 * 1024);
  });

  it('does not open a row that was moved, changed, or sealed with another key', async () => {
    const bodies = captureWith(true);
    captureOne(bodies, 'r1');
    captureOne(bodies, 'r2');
    await bodies.flush();
    const [first, second] = rows;
    if (!first || !second) throw new Error('no rows');
    rows = [{ ...first, sealedAnswer: second.sealedAnswer }];
    await expect(bodies.find('r1')).rejects.toThrow('cannot be opened');
    rows = [{ ...first, sealedAnswer: first.sealedRequest }];
    await expect(bodies.find('r1')).rejects.toThrow('cannot be opened');
    rows = [first];
    await expect(captureWith(true, randomBytes(32)).find('r1')).rejects.toThrow('cannot be opened');
    await expect(captureWith(false).find('r1')).resolves.toMatchObject({ request: 'asked' });
  });

  it('drops what the database does not take, counts it, and tells once a minute', async () => {
    const bodies = captureWith(true);
    failure = new Error('locked');
    for (let round = 0; round < 3; round++) {
      captureOne(bodies, `r${round}`);
      await bodies.flush();
    }
    expect(warnings).toHaveBeenCalledTimes(1);
    time.advance(60_000);
    captureOne(bodies, 'r4');
    await bodies.flush();
    expect(warnings).toHaveBeenLastCalledWith('Bodies of 4 requests were not captured so far: locked.');
  });

  it('lets no more wait than it may', async () => {
    const bodies = captureWith(true);
    for (let index = 0; index < 300; index++) captureOne(bodies, `r${index}`);
    await bodies.flush();
    expect(rows).toHaveLength(256);
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it('writes by itself, and before it goes', async () => {
    const bodies = captureWith(true);
    captureOne(bodies, 'r1');
    expect(time.pending()).toEqual([200]);
    captureOne(bodies, 'r2');
    await bodies.onApplicationShutdown();
    expect(rows).toHaveLength(2);
  });
});
