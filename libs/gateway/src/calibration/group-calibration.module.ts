import { Module } from '@nestjs/common';
import { CapturedRequestsModule } from '@app/telemetry';
import { LiveRoutingModule } from '../routing/live-routing.module';
import { GroupCalibration } from './group-calibration.service';

@Module({
  imports: [CapturedRequestsModule, LiveRoutingModule],
  providers: [GroupCalibration],
  exports: [GroupCalibration],
})
export class GroupCalibrationModule {}
