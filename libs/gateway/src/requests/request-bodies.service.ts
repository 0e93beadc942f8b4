import { Inject, Injectable } from '@nestjs/common';
import { Clock, NotFoundError } from '@app/common';
import { LiveSettings } from '@app/config';
import type { Actor } from '@app/contracts';
import type { RequestBodiesView } from '@app/contracts/admin';
import { ControlChanges, RequestRepository } from '@app/persistence';
import { BodyCapture } from '@app/telemetry';

const DAY_MS = 86_400_000;

/** Shows captured bodies, and has the audit log say to whom. Who may is decided at the door. */
@Injectable()
export class RequestBodies {
  constructor(
    private readonly capture: BodyCapture,
    private readonly requests: RequestRepository,
    private readonly changes: ControlChanges,
    private readonly settings: LiveSettings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError saying what became of them, SecretUnreadableError */
  async read(actor: Actor, requestId: string): Promise<RequestBodiesView> {
    const bodies = await this.capture.find(requestId);
    if (!bodies) throw await this.missing(requestId);
    const entry = { action: 'request.read_bodies', entity: 'request' as const, entityId: requestId };
    // Before they are shown: nobody reads what the log could not note.
    await this.changes.make(actor, async () => ({
      result: undefined,
      audit: [{ ...entry, entityName: requestId, before: null, after: null }],
    }));
    return { requestId, ...bodies };
  }

  private async missing(requestId: string): Promise<NotFoundError> {
    const row = await this.requests.findById(requestId);
    if (!row) return new NotFoundError('There is no such request, or it is kept no longer.', 'request_not_found');
    const { captureBodies, captureRetentionDays } = this.settings.current();
    const removedAt = row.startedAt + captureRetentionDays * DAY_MS;
    if (removedAt <= this.clock.now()) {
      const day = new Date(removedAt).toISOString().slice(0, 10);
      const kept = captureRetentionDays === 1 ? 'one day' : `${captureRetentionDays} days`;
      return new NotFoundError(
        `Bodies are kept for ${kept}; those of this request, if captured, were removed on ${day}.`,
        'bodies_purged',
      );
    }
    const reason = captureBodies
      ? 'capture was off then, the request is still under way, or the database was too slow to take them'
      : 'capture is off';
    return new NotFoundError(`The bodies of this request were not captured: ${reason}.`, 'bodies_not_captured');
  }
}
