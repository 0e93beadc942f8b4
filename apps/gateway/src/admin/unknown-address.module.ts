import { Module } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { UnknownAddressController } from './unknown-address.controller';

/** Express asks routes in the order in which Nest found their modules: this one has to be imported last. */
@Module({ imports: [AuthModule], controllers: [UnknownAddressController] })
export class UnknownAddressModule {}
