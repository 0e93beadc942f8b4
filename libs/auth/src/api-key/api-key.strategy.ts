import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import type { ClientIdentity } from '@app/contracts';
import { ClientKeyService } from './client-key.service';

/** The one header passport reads; the guard fills it from all the places in which clients put keys. */
export const KEY_HEADER = 'x-gophergate-key';

@Injectable()
export class ApiKeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy, 'client-key') {
  constructor(private readonly keys: ClientKeyService) {
    super({ header: KEY_HEADER, prefix: '' }, false);
  }

  /** Called by passport with the key. What it throws reaches the guard as an error, not as a refusal. */
  async validate(key: string): Promise<ClientIdentity | false> {
    return (await this.keys.identify(key)) ?? false;
  }
}
