import { Injectable, Logger } from '@nestjs/common';
import type { GatewayRequest } from '../../http/gateway-request';

const LOOPBACK = /^(?:127\.|::1$)/;

/** Says once that passwords cross the network in the clear; within a LAN that may be meant so. */
@Injectable()
export class PlainHttpWarning {
  private readonly logger = new Logger('Access');
  private isSaid = false;

  consider({ gateway: { isSecure, address } }: Pick<GatewayRequest, 'gateway'>): void {
    if (this.isSaid || isSecure || LOOPBACK.test(address)) return;
    this.isSaid = true;
    this.logger.warn(
      'Somebody logs in over plain http, so passwords and sessions can be read on the way. Put a reverse proxy with https in front and name it in LLM_PROXY__SERVER__TRUSTED_PROXIES.',
    );
  }
}
