import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { IncomingMessage } from 'node:http';
import type { ClientIdentity } from '@app/contracts';
import { AddressNotAllowedError, InvalidApiKeyError } from '../access/auth.errors';
import { ClientUse } from '../clients/client-use.service';
import { mayComeFrom } from './allowed-addresses';
import { KEY_HEADER } from './api-key.strategy';
import { presentedKey } from './presented-key';

/** What the edge and passport have put on the request. */
interface IdentifiedRequest {
  readonly user: ClientIdentity;
  readonly gateway?: { readonly address: string };
}

/** Who holds the key of this request? Puts the ClientIdentity on `request.user`. */
@Injectable()
export class ApiKeyGuard extends AuthGuard('client-key') {
  constructor(private readonly use: ClientUse) {
    super();
  }

  async identify(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const key = presentedKey(headers);
    // A caller's own header of that name is no place for a key; without one passport would read it.
    if (key === undefined) throw new InvalidApiKeyError();
    headers[KEY_HEADER] = key;
    await super.canActivate(context);
    const { user, gateway } = context.switchToHttp().getRequest<IdentifiedRequest>();
    if (!mayComeFrom(gateway?.address ?? '', user.access)) throw new AddressNotAllowedError();
    this.use.note(user.id);
    return true;
  }

  /** OpenAI's envelope instead of Nest's; a store that cannot be asked is a 503, never a 401. */
  override handleRequest<T>(error: Error | null | undefined, client: T | false | undefined): T {
    if (error) throw error;
    if (!client) throw new InvalidApiKeyError();
    return client;
  }
}
