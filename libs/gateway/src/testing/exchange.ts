import { UNLIMITED } from '@app/auth';
import type { ChatCompletionRequest } from '@app/contracts';
import { JsonDocument } from '@app/common';
import type { Route } from '@app/routing';
import type { AdmissionService } from '../exchange/admission.service';
import type { ChatExchange } from '../completion/chat-exchange';

export const STARTED_AT = Date.parse('2026-11-22T10:00:00Z');
export const STARTED_MONOTONIC_MS = 5_000;

/** A request as the edge would have accepted it. Its prompt is estimated at 8 tokens. */
export function exchangeOf(fields: Partial<ChatCompletionRequest> = {}): ChatExchange {
  const body = { model: 'asked', messages: [{ role: 'user', content: 'Hello world' }], ...fields };
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(body)));
  return {
    requestId: 'request-1',
    clientRequestId: 'theirs',
    sessionId: null,
    endpoint: '/v1/chat/completions',
    client: {
      id: 'client-1',
      name: 'mobile app',
      limits: UNLIMITED,
      access: { allowedModels: null, allowedAddresses: null },
    },
    document,
    request: document.value as ChatCompletionRequest,
    startedAt: STARTED_AT,
    startedMonotonicMs: STARTED_MONOTONIC_MS,
    abort: new AbortController(),
  };
}

export function routeOf(fields: Partial<Route> = {}): Route {
  return {
    providerId: 'acme',
    model: 'sent',
    facts: undefined,
    set: {},
    path: ['fast-flow', 'sent'],
    groupName: 'fast-flow',
    adjusted: [],
    ...fields,
  };
}

/** Lets everybody in. */
export const OPEN_ADMISSION = {
  admit: (_entry: unknown, routes: readonly Route[]) => Promise.resolve(routes),
} as AdmissionService;

/** A clock that moves only when told to. */
export class ManualClock {
  private passedMs = 0;

  now(): number {
    return STARTED_AT + this.passedMs;
  }

  monotonicMs(): number {
    return STARTED_MONOTONIC_MS + this.passedMs;
  }

  advance(ms: number): void {
    this.passedMs += ms;
  }
}
