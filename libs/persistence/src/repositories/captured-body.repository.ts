import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../database/database';
import { CapturedBodyEntity } from '../entities/captured-body.entity';

/** What a client sent and got, sealed. */
export interface SealedBodies {
  readonly requestId: string;
  readonly sealedRequest: string;
  readonly sealedAnswer: string;
  readonly isCut: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

@Injectable()
export class CapturedBodyRepository {
  constructor(private readonly database: Database) {}

  /** Not on the control connection, where a locked database would hold up the look-up of client keys behind it. */
  async add(bodies: readonly SealedBodies[]): Promise<void> {
    await this.database.ledger.run((manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(CapturedBodyEntity)
        .values([...bodies])
        .orIgnore()
        .execute(),
    );
  }

  /** What clients sent, the newest first. */
  async latestRequests(limit: number, now: number): Promise<Pick<SealedBodies, 'requestId' | 'sealedRequest'>[]> {
    return this.database.reader.run((manager) =>
      manager.find(CapturedBodyEntity, {
        select: { requestId: true, sealedRequest: true },
        where: { expiresAt: MoreThan(now) },
        order: { requestId: 'DESC' },
        take: limit,
      }),
    );
  }

  /** null where nothing was captured, or no longer is. */
  async find(requestId: string, now: number): Promise<SealedBodies | null> {
    const row = await this.database.reader.run((manager) => manager.findOneBy(CapturedBodyEntity, { requestId }));
    return row === null || row.expiresAt <= now ? null : { ...row };
  }
}
