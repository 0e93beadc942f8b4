import type { ClientService } from '@app/auth';
import { JsonDocument, PLAYGROUND_CLIENT } from '@app/common';
import type { Actor, AuditedChange, ChatCompletionRequest, Client, UserRole } from '@app/contracts';
import type { Changed, ControlChanges } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { testClient } from '../../../persistence/src/testing/client';
import type { ChatExchange } from '../completion/chat-exchange';
import { Playground } from './playground.service';

const clock = new ManualClock();
const actor = (role: UserRole): Actor => ({
  ...{ kind: 'user', id: 'u1', name: 'ann', role, address: '10.0.0.1', requestId: 'r1' },
});
function exchangeOf(text: string): ChatExchange {
  const document = JsonDocument.parse(Buffer.from(text));
  return {
    ...{ requestId: 'r1', clientRequestId: null, sessionId: null, client: PLAYGROUND_CLIENT, endpoint: '/x' },
    ...{ startedAt: 0, startedMonotonicMs: 0, abort: new AbortController(), document },
    request: document.value as ChatCompletionRequest & Record<string, unknown>,
  };
}

describe('Playground', () => {
  let audited: AuditedChange[];
  let client: Client;
  let playground: Playground;
  beforeEach(() => {
    audited = [];
    client = testClient('c1');
    const clients: Pick<ClientService, 'find'> = { find: () => Promise.resolve(client) };
    const changes: Pick<ControlChanges, 'make'> = {
      make: async <T>(_: Actor, work: (transaction: never) => Promise<Changed<T>>) => {
        const { result, audit } = await work(undefined as never);
        audited.push(...audit);
        return result;
      },
    };
    playground = new Playground(clients as ClientService, changes as ControlChanges, clock);
  });

  it('leaves a request alone that names no client', async () => {
    const exchange = exchangeOf('{"model":"m","messages":[]}');
    await expect(playground.booked(actor('viewer'), exchange)).resolves.toBe(exchange);
    expect(audited).toEqual([]);
  });

  it.each([
    ['first', '{"clientId":"c1","model":"m", "messages":[]}'],
    ['last', '{"model":"m", "messages":[],"clientId":"c1"}'],
  ])('takes our field out of the bytes and leaves the others as they came: %s', async (_, text) => {
    const { document, request, client: booked } = await playground.booked(actor('admin'), exchangeOf(text));
    expect(document.bytes.toString()).toBe('{"model":"m", "messages":[]}'.replace(', ', ','));
    expect(request).toEqual({ model: 'm', messages: [] });
    expect(booked).toBe(client);
    expect(audited).toMatchObject([{ action: 'request.playground', entityId: 'r1', after: { clientId: client.id } }]);
  });

  it('takes null for no client', async () => {
    const { client: booked, document } = await playground.booked(actor('viewer'), exchangeOf('{"clientId":null}'));
    expect(booked).toBe(PLAYGROUND_CLIENT);
    expect(document.value).toEqual({});
    expect(audited).toEqual([]);
  });

  it.each<[string, UserRole, unknown, Partial<Client>, string]>([
    ['a viewer', 'viewer', 'c1', {}, 'admin_required'],
    ['no name', 'admin', 7, {}, 'invalid_type'],
    ['a disabled client', 'admin', 'c1', { isEnabled: false }, 'invalid_request'],
    ['an expired client', 'admin', 'c1', { expiresAt: clock.now() }, 'invalid_request'],
  ])('refuses %s, and notes nothing', async (_, role, clientId, changed, code) => {
    client = { ...client, ...changed };
    const asking = playground.booked(actor(role), exchangeOf(JSON.stringify({ clientId })));
    await expect(asking).rejects.toMatchObject({ code });
    expect(audited).toEqual([]);
  });
});
