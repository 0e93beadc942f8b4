import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { RequestExportService } from './request-export.service';
import { RequestListService } from './request-list.service';
import { DEFAULT_READING, RequestReading } from './request-reading';

/** Reading the ledger, apart from the rest of telemetry as recounting is: a command must not start a writer. */
@Module({
  imports: [ClockModule, PersistenceModule],
  providers: [{ provide: RequestReading, useValue: DEFAULT_READING }, RequestListService, RequestExportService],
  exports: [RequestListService, RequestExportService],
})
export class RequestsModule {}
