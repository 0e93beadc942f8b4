import { Module } from '@nestjs/common';
import { DoctorCommand } from '../commands/doctor.command';

/** Needs nothing that could be wrong. */
@Module({ providers: [DoctorCommand] })
export class DoctorVerbModule {}
