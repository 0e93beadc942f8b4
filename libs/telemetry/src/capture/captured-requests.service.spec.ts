import { randomBytes } from 'node:crypto';
import { KeyRing } from '@app/common';
import { CapturedBodyRepository } from '@app/persistence';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { captureSettings } from '../testing/capture-settings';
import { ManualTime } from '../testing/manual-time';
import { BodyCapture } from './body-capture.service';
import { CapturedRequests } from './captured-requests.service';

const KEY = randomBytes(32);
const DAY_MS = 86_400_000;

describe('CapturedRequests', () => {
  let temporary: TemporaryDatabase;
  let repository: CapturedBodyRepository;
  let time: ManualTime;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    repository = new CapturedBodyRepository(temporary.database);
    time = new ManualTime();
  });
  afterEach(() => temporary.remove());

  const keep = async (requestId: string, body: string, key = KEY): Promise<void> => {
    const capture = new BodyCapture(captureSettings(true), KeyRing.of(key), repository, time, time);
    capture.begin(requestId, Buffer.from(body))?.end();
    await capture.flush();
  };
  const latest = (limit = 10): Promise<string[]> =>
    new CapturedRequests(KeyRing.of(KEY), repository, time).latest(limit);

  it('gives what clients sent, the newest first', async () => {
    await keep('r1', 'one');
    await keep('r3', 'three');
    await keep('r2', 'two');
    await expect(latest()).resolves.toEqual(['three', 'two', 'one']);
    await expect(latest(2)).resolves.toEqual(['three', 'two']);
  });

  it('passes over what another key has sealed', async () => {
    await keep('r1', 'one');
    await keep('r2', 'two', randomBytes(32));
    await expect(latest()).resolves.toEqual(['one']);
  });

  it('knows nothing of what is no longer kept', async () => {
    await keep('r1', 'one');
    time.advance(7 * DAY_MS);
    await expect(latest()).resolves.toEqual([]);
  });
});
