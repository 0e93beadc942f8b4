import { Inject, Injectable } from '@nestjs/common';
import { AdminRequiredError, ClientService } from '@app/auth';
import { Clock, InvalidRequestError, JsonDocument, type JsonObject } from '@app/common';
import type { Actor, AuditedChange, ChatCompletionRequest, Client } from '@app/contracts';
import { ControlChanges } from '@app/persistence';
import type { ChatExchange } from '../completion/chat-exchange';

const FIELD = 'clientId';

/** Decides on whose account a request of the dashboard is. */
@Injectable()
export class Playground {
  constructor(
    private readonly clients: ClientService,
    private readonly changes: ControlChanges,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The exchange as it is to be sent: our own field is taken out, and where it names a client, that one's limits hold and the
   * audit log says who used them. @throws AdminRequiredError, InvalidRequestError, UnknownClientError
   */
  async booked(actor: Actor, exchange: ChatExchange): Promise<ChatExchange> {
    const { [FIELD]: clientId, ...request } = exchange.document.value;
    if (clientId === undefined) return exchange;
    const document = JsonDocument.parse(exchange.document.serialize(request));
    const stripped: ChatExchange = { ...exchange, document, request: requestOf(document.value) };
    if (clientId === null) return stripped;
    if (typeof clientId !== 'string')
      throw new InvalidRequestError('A client is named by its id.', FIELD, 'invalid_type');
    if (actor.role !== 'admin') throw new AdminRequiredError();
    const client = this.usable(await this.clients.find(clientId));
    const audit = [entryOf(client, stripped)];
    await this.changes.make(actor, async () => ({ result: undefined, audit }));
    return { ...stripped, client };
  }

  private usable(client: Client): Client {
    const hasExpired = client.expiresAt !== null && client.expiresAt <= this.clock.now();
    if (client.isEnabled && !hasExpired) return client;
    const state = hasExpired ? 'has expired' : 'is disabled';
    throw new InvalidRequestError(`Client "${client.name}" ${state}, so its own requests are refused too.`, FIELD);
  }
}

/** Checked when the exchange was accepted; nothing but our own field has gone since. */
function requestOf(value: JsonObject): ChatCompletionRequest {
  return value as JsonObject & ChatCompletionRequest;
}

function entryOf({ id, name }: Client, { requestId, request }: ChatExchange): AuditedChange {
  return {
    ...{ action: 'request.playground', entity: 'request', entityId: requestId, entityName: requestId, before: null },
    after: { clientId: id, clientName: name, model: request.model },
  };
}
