import { Inject, Injectable, Module } from '@nestjs/common';
import { Clock, ClockModule, KeyRing, SecretUnreadableError } from '@app/common';
import { CapturedBodyRepository, PersistenceModule } from '@app/persistence';
import { sealContext } from './seal-context';

/** Reads what clients sent, where bodies are kept. */
@Injectable()
export class CapturedRequests {
  constructor(
    private readonly keys: KeyRing,
    private readonly repository: CapturedBodyRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Bodies as they came, the newest first; those sealed with another key are passed over. */
  async latest(limit: number): Promise<string[]> {
    const rows = await this.repository.latestRequests(limit, this.clock.now());
    return rows.flatMap(({ requestId, sealedRequest }) => {
      try {
        return [this.keys.open(sealedRequest, sealContext('sealed_request', requestId))];
      } catch (error) {
        if (error instanceof SecretUnreadableError) return [];
        throw error;
      }
    });
  }
}

/** Captured requests without what captures them, for the command line. */
@Module({ imports: [ClockModule, PersistenceModule], providers: [CapturedRequests], exports: [CapturedRequests] })
export class CapturedRequestsModule {}
