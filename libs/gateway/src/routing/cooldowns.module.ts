import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { TargetCooldowns } from './target-cooldowns.service';

/** Shared by routing, which asks, and by the attempts, which tell. */
@Module({ imports: [ClockModule], providers: [TargetCooldowns], exports: [TargetCooldowns] })
export class CooldownsModule {}
