import { Get, Query } from '@nestjs/common';
import { Access } from '@app/auth';
import type { AuditEntry } from '@app/contracts';
import type { AuditPage, AuditVerification } from '@app/contracts/admin';
import { AuditRepository } from '@app/persistence';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { AuditQueryDto, AuditVerificationQueryDto } from './dto/audit-query.dto';

const AN_ENTRY: AuditEntry = {
  sequence: 17,
  at: 1_795_345_200_000,
  actor: { kind: 'user', id: '019ab2c4', name: 'admin', role: 'admin', address: '10.0.0.9', requestId: '019ab2c5' },
  ...{ action: 'group.update', entity: 'group', entityId: 'fast-flow', entityName: 'fast-flow' },
  before: { isEnabled: true },
  after: { isEnabled: false },
  hash: '5f3c0d6a4b1e8f7290c1d2e3a4b5c6d7e8f90112233445566778899aabbccdd0',
};

@AdminController('audit')
@Access('admin')
export class AuditController {
  constructor(private readonly audit: AuditRepository) {}

  @Get()
  @Documented({
    summary: 'Who changed what, newest first',
    response: 'AuditPage',
    query: {
      entity: 'Kind of object.',
      entityId: 'One object.',
      actorName: 'Only what this user did.',
      action: 'e.g. client.create.',
      from: 'First moment, epoch milliseconds.',
      to: 'Moment before which the range ends.',
      limit: '1 to 200, 50 by default.',
      cursor: 'From the page before.',
    },
    example: { response: { items: [AN_ENTRY], nextCursor: null } },
  })
  async list(@Query() { limit, cursor, ...filter }: AuditQueryDto): Promise<AuditPage> {
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const found = await this.audit.list(given, limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)?.sequence) : null };
  }

  @Get('verify')
  @Documented({
    summary: 'Works the chain of the audit log out again',
    response: 'AuditVerification',
    query: { noted: 'Hash of an entry, as it was noted before.' },
    example: { response: { entries: 17, brokenAt: null, head: AN_ENTRY.hash, holdsNoted: null } },
  })
  verify(@Query() { noted }: AuditVerificationQueryDto): Promise<AuditVerification> {
    return this.audit.check(noted);
  }
}
