import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { RecountService } from './recount.service';

/** Apart from the rest of telemetry, so that a command can recount without starting a writer beside the server's. */
@Module({ imports: [ClockModule, PersistenceModule], providers: [RecountService], exports: [RecountService] })
export class RecountModule {}
