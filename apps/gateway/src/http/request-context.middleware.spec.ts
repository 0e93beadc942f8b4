import type { Request, Response } from 'express';
import type { GatewayRequest } from './gateway-request';
import { requestContext } from './request-context.middleware';

function contextOf(clientRequestId?: string | string[]) {
  const sent = new Map<string, unknown>();
  const next = jest.fn();
  const request: Pick<Request, 'headers'> = {
    headers: clientRequestId === undefined ? {} : { 'x-client-request-id': clientRequestId },
  };
  const response = { setHeader: (name: string, value: unknown) => sent.set(name, value) };
  requestContext(request as Request, response as never as Response, next);
  return { context: (request as GatewayRequest).gateway, sent, next };
}

describe('requestContext', () => {
  it('gives every request an id of its own and says it on the answer', () => {
    const [first, second] = [contextOf(), contextOf()];
    expect(first.context.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first.context.requestId).not.toBe(second.context.requestId);
    expect(first.sent).toEqual(new Map([['x-request-id', first.context.requestId]]));
    expect(first.next).toHaveBeenCalledTimes(1);
    expect(first.next).toHaveBeenCalledWith();
  });

  it('notes the beginning on both clocks', () => {
    const before = { wall: Date.now(), monotonic: performance.now() };
    const { context } = contextOf();
    expect(context.startedAt).toBeGreaterThanOrEqual(before.wall);
    expect(context.startedAt).toBeLessThanOrEqual(Date.now());
    expect(context.startedMonotonicMs).toBeGreaterThanOrEqual(before.monotonic);
    expect(context.startedMonotonicMs).toBeLessThanOrEqual(performance.now());
  });

  it.each(['theirs-1', 'x'.repeat(512), '!~'])("keeps the caller's own id %j", (id) => {
    const { context } = contextOf(id);
    expect(context.clientRequestId).toBe(id);
    expect(context.requestId).not.toBe(id);
  });

  it.each([[undefined], [''], ['x'.repeat(513)], ['two words'], ['line\nbreak'], ['ü'], [['a', 'b']]])(
    'takes %j for none',
    (id) => {
      expect(contextOf(id).context.clientRequestId).toBeNull();
    },
  );
});
