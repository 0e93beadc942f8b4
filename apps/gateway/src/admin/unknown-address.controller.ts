import { All, Controller, Req } from '@nestjs/common';
import { Access } from '@app/auth';
import { UnknownAdminPathError } from './unknown-address.error';
import type { GatewayRequest } from '../http/gateway-request';

/**
 * Whatever nobody else serves below /api. It asks for an administrator first, so that a misspelt or hidden address is
 * refused to strangers as the real one is. Has to be the last of all controllers: see UnknownAddressModule.
 */
@Controller('api')
@Access('admin')
export class UnknownAddressController {
  @All(['', '*path'])
  refuse(@Req() { method, originalUrl }: GatewayRequest): never {
    throw new UnknownAdminPathError(method, originalUrl.slice(0, 200));
  }
}
