import type { LiveSettings } from '@app/config';
import type { Actor, AuditedChange } from '@app/contracts';
import type { Changed, ControlChanges, RequestRepository } from '@app/persistence';
import type { BodyCapture, CapturedBodies } from '@app/telemetry';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { requestRecord } from '../../../persistence/src/testing/request-records';
import { RequestBodies } from './request-bodies.service';

const DAY_MS = 86_400_000;
const BODIES: CapturedBodies = { request: 'asked', answer: 'answered', isCut: false };

describe('RequestBodies', () => {
  const clock = new ManualClock();
  let stored: CapturedBodies | null;
  let startedAt: number | null;
  let failure: Error | undefined;
  let audited: AuditedChange[];
  beforeEach(() => {
    stored = BODIES;
    startedAt = clock.now();
    failure = undefined;
    audited = [];
  });

  const read = (captureBodies = true, captureRetentionDays = 7): Promise<unknown> => {
    const capture: Pick<BodyCapture, 'find'> = { find: () => Promise.resolve(stored) };
    const requests: Pick<RequestRepository, 'findById'> = {
      findById: () => Promise.resolve(startedAt === null ? null : requestRecord({ startedAt })),
    };
    const changes: Pick<ControlChanges, 'make'> = {
      make: async <T>(_: Actor, work: (transaction: never) => Promise<Changed<T>>) => {
        if (failure) throw failure;
        const { result, audit } = await work(undefined as never);
        audited.push(...audit);
        return result;
      },
    };
    const settings = { current: () => ({ captureBodies, captureRetentionDays }) } as LiveSettings;
    const bodies = new RequestBodies(
      capture as BodyCapture,
      requests as RequestRepository,
      changes as ControlChanges,
      settings,
      clock,
    );
    return bodies.read(TESTER, 'r1');
  };

  it('gives both sides, and notes who read them but not what', async () => {
    await expect(read()).resolves.toEqual({ requestId: 'r1', ...BODIES });
    expect(audited).toEqual([
      {
        ...{ action: 'request.read_bodies', entity: 'request', entityId: 'r1', entityName: 'r1' },
        ...{ before: null, after: null },
      },
    ]);
  });

  it('shows nothing that could not be noted', async () => {
    failure = new Error('locked');
    await expect(read()).rejects.toBe(failure);
  });

  it.each<[string, number | null, boolean, number, string, RegExp]>([
    ['there is no request', null, true, 7, 'request_not_found', /no such request/],
    ['capture is off', 0, false, 7, 'bodies_not_captured', /capture is off/],
    ['capture was off', 0, true, 7, 'bodies_not_captured', /capture was off then/],
    ['just within the time they are kept', 7 * DAY_MS - 1, true, 7, 'bodies_not_captured', /not captured/],
    ['they are kept no longer', 7 * DAY_MS, true, 7, 'bodies_purged', /7 days.*removed on \d{4}-\d\d-\d\d/],
    ['they are kept for a day', DAY_MS, false, 1, 'bodies_purged', /one day/],
  ])('says what became of them where %s', async (_, age, isOn, days, code, message) => {
    stored = null;
    startedAt = age === null ? null : clock.now() - age;
    await expect(read(isOn, days)).rejects.toMatchObject({
      code,
      httpStatus: 404,
      message: expect.stringMatching(message),
    });
    expect(audited).toEqual([]);
  });
});
