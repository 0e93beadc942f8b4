import type { LiveEvent, LiveFilter, RequestEndedEvent } from '@app/contracts';
import { isWanted, keyOf, normalized } from './live-filter';
import { NotedEvent } from './noted-event';

const begun = {
  ...{ at: 1_000, requestId: '0192-AB', clientId: 'c1', clientName: 'Mobile App', endpoint: '/v1/chat/completions' },
  ...{ askedModel: 'dispatcher', isStream: true },
};
const routed = {
  ...{ route: 'dispatcher>heavy-logic>sent', groupName: 'heavy-logic', providerId: 'acme', sentModel: 'sent' },
  attempts: 1,
};
const started: LiveEvent = { type: 'request_started', ...begun };
const firstToken: LiveEvent = { type: 'first_token', ...begun, ...routed, ttftMs: 30 };
const ended: RequestEndedEvent = {
  ...{ type: 'request_ended', ...begun, ...routed, startedAt: 900, servedModel: 'served', status: 502 },
  ...{ outcome: 'failed', errorCode: 'provider_error', ttftMs: 30, durationMs: 100, promptTokens: 3 },
  ...{ completionTokens: 4, reasoningTokens: null, costNanoUsd: 5, costState: 'priced' },
};
const breaker: LiveEvent = {
  ...{ type: 'breaker', at: 1, providerId: 'acme', model: null, from: 'closed', to: 'open', isManual: false },
};
const changed: LiveEvent = {
  ...{ type: 'config_changed', at: 1, action: 'group.update', entity: 'group', name: 'g', actorName: 'ann' },
};
const EVENTS = { started, firstToken, ended, breaker, changed };
type Name = keyof typeof EVENTS;

const wanted = (filter: LiveFilter): string[] =>
  Object.entries(EVENTS).flatMap(([name, event]) =>
    isWanted(normalized(filter), new NotedEvent(event)) ? [name] : [],
  );

describe('isWanted', () => {
  it.each<[string, LiveFilter, Name[]]>([
    ['everything without a filter', {}, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    [
      "a client's requests by its name",
      { client: 'Mobile App' },
      ['started', 'firstToken', 'ended', 'breaker', 'changed'],
    ],
    ["a client's requests by its id", { client: 'c1' }, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    ['no request of another client', { client: 'c2' }, ['breaker', 'changed']],
    ['a model that was asked for', { model: 'dispatcher' }, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    ['a model once it was chosen', { model: 'sent' }, ['firstToken', 'ended', 'breaker', 'changed']],
    ['a model once it has answered', { model: 'served' }, ['ended', 'breaker', 'changed']],
    ['no other model', { model: 'heavy-logic' }, ['breaker', 'changed']],
    ['a provider, with its breaker', { provider: 'acme' }, ['firstToken', 'ended', 'breaker', 'changed']],
    ['no other provider and no other breaker', { provider: 'other' }, ['changed']],
    ['a group on the way', { group: 'heavy-logic' }, ['firstToken', 'ended', 'breaker', 'changed']],
    ['a group that was asked for', { group: 'dispatcher' }, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    ['no model as a group', { group: 'sent' }, ['breaker', 'changed']],
    ['an outcome at the end', { outcome: 'failed' }, ['ended', 'breaker', 'changed']],
    ['no other outcome', { outcome: 'completed' }, ['breaker', 'changed']],
    ['a status and what is above it', { minStatus: 502 }, ['ended', 'breaker', 'changed']],
    ['no status below', { minStatus: 503 }, ['breaker', 'changed']],
    ['a part of a name in any case', { text: 'mobile' }, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    ['a part of an id', { text: '2-aB' }, ['started', 'firstToken', 'ended', 'breaker', 'changed']],
    ['a part of an error code', { text: 'PROVIDER_E' }, ['ended', 'breaker', 'changed']],
    ['what fits all of it', { provider: 'acme', outcome: 'failed', text: 'served' }, ['ended', 'breaker', 'changed']],
    ['nothing that fits a part of it', { provider: 'acme', outcome: 'failed', text: 'x' }, ['breaker', 'changed']],
  ])('takes %s', (_, filter, names) => {
    expect(wanted(filter)).toEqual(names);
  });
});

describe('keyOf', () => {
  it('is the same for filters that select the same', () => {
    expect(keyOf({ client: 'a', model: 'b' })).toBe(keyOf({ model: 'b', client: 'a' }));
    expect(keyOf(normalized({ text: 'A' }))).toBe(keyOf(normalized({ text: 'a' })));
  });

  it.each<[LiveFilter, LiveFilter]>([
    [{}, { client: 'a' }],
    [{ client: 'a' }, { model: 'a' }],
    [{ text: 'a' }, { text: 'b' }],
  ])('tells %j from %j', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});
