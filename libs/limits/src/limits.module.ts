import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { ClientLimiter } from './client-limiter.service';
import { ClientCounters } from './counters/client-counters.port';
import { MemoryCounters } from './counters/memory-counters';

/** Limits of clients. Whoever imports it supplies `Spending`, its port to the ledger. */
@Module({})
export class LimitsModule {
  static register({ imports = [], providers = [] }: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    return {
      module: LimitsModule,
      imports: [ClockModule, ...imports],
      providers: [...providers, { provide: ClientCounters, useClass: MemoryCounters }, ClientLimiter],
      exports: [ClientLimiter],
    };
  }
}
