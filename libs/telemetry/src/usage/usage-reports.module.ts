import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { UsageReports } from './usage-reports.service';

/** The reports alone: whoever reads the ledger need not write it. */
@Module({ imports: [PersistenceModule], providers: [UsageReports], exports: [UsageReports] })
export class UsageReportsModule {}
