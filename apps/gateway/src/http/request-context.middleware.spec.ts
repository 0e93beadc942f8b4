import type { Request, Response } from 'express';
import { rangeOf, TrustedProxies } from '@app/common';
import type { GatewayRequest } from './gateway-request';
import { requestContext } from './request-context.middleware';

const proxies = new TrustedProxies([rangeOf('10.0.0.0/8')].filter((range) => range !== undefined));

function contextOf(clientRequestId?: string | string[], more: Record<string, string> = {}) {
  const sent = new Map<string, unknown>();
  const next = jest.fn();
  const headers = { ...more, ...(clientRequestId !== undefined && { 'x-client-request-id': clientRequestId }) };
  const request = { headers, socket: { remoteAddress: '::ffff:10.0.0.1' } };
  const response = { setHeader: (name: string, value: unknown) => sent.set(name, value) };
  requestContext(proxies)(request as Request, response as never as Response, next);
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

  it('notes where it comes from', () => {
    const { context } = contextOf(undefined, { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' });
    expect(context).toMatchObject({ address: '203.0.113.5', isSecure: true, isDisguised: false });
    expect(contextOf().context).toMatchObject({ address: '10.0.0.1', isSecure: false, isDisguised: false });
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
