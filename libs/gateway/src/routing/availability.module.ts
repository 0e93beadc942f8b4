import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { ProvidersModule } from '@app/providers';
import { LiveAvailability } from './live-availability.service';
import { TargetCooldowns } from './target-cooldowns.service';

/** Whether targets can be asked just now; shared by routing and the selector, which ask, and by the attempts, which tell. */
@Module({
  imports: [ClockModule, ProvidersModule],
  providers: [TargetCooldowns, LiveAvailability],
  exports: [TargetCooldowns, LiveAvailability],
})
export class AvailabilityModule {}
