import type { ResponsesRequest } from '@app/contracts';
import { exchangeOf } from '../testing/exchange';
import type { BodyExchange } from './exchange';
import { routingOfChat, routingOfImage, routingOfResponse } from './routing-view';

const tokens = (): number => 7;
const withBody = <Body>(body: Body): BodyExchange<Body> => ({ ...exchangeOf(), request: body });

describe('routingOfChat', () => {
  it('reads the question, and what a model must be able to take in', () => {
    const content = [
      { type: 'text', text: 'Look' },
      { type: 'image_url', image_url: { url: 'https://x/y.png' } },
      { type: 'input_audio', input_audio: {} },
      { type: 'image_url', image_url: {} },
      { type: 'file', file: {} },
    ];
    const view = routingOfChat(exchangeOf({ messages: [{ role: 'user', content }] }), tokens);
    expect(view.request).toMatchObject({ model: 'asked', wanted: 'chat' });
    expect(view.prompt()).toEqual({ question: 'Look', depth: 0, chars: 4 });
    expect(view.request.needs?.inputs()).toEqual(['image', 'audio', 'pdf']);
    expect([view.request.needs?.chars(), view.request.needs?.promptTokens()]).toEqual([4, 7]);
  });

  it('looks at the messages only when it is asked to', () => {
    const messages = new Proxy([], {
      get: () => {
        throw new Error('looked at');
      },
    });
    expect(() => routingOfChat(withBody({ model: 'm', messages }), tokens)).not.toThrow();
  });

  it.each([
    [{ sessionId: 's', key: 'k', user: 'u' }, 's'],
    [{ sessionId: null, key: 'k', user: 'u' }, 'k'],
    [{ sessionId: null, key: undefined, user: 'u' }, 'u'],
    [{ sessionId: null, key: '', user: 7 }, undefined],
  ])('knows the session of %j', ({ sessionId, key, user }, session) => {
    const exchange = { ...exchangeOf({ prompt_cache_key: key, user }), sessionId };
    const expected = session === undefined ? undefined : `client-1\u0000${session}`;
    expect(routingOfChat(exchange, tokens).sessionKey).toBe(expected);
  });
});

describe('routingOfResponse', () => {
  it.each<[ResponsesRequest['input'], string]>([
    ['Hello', 'Hello'],
    [[{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }], 'Hello'],
    [undefined, ''],
  ])('reads the question of %j', (input, question) => {
    const view = routingOfResponse(withBody({ model: 'm', input }), tokens);
    expect(view.request.wanted).toBe('responses');
    expect(view.prompt().question).toBe(question);
  });

  it('sees images and files among the input', () => {
    const content = [{ type: 'input_image' }, { type: 'input_file' }];
    const input = [{ type: 'message', role: 'user', content }];
    expect(routingOfResponse(withBody({ model: 'm', input }), tokens).request.needs?.inputs()).toEqual([
      'image',
      'pdf',
    ]);
  });
});

it('an image is drawn of its prompt', () => {
  const view = routingOfImage(withBody({ model: 'm', prompt: 'A gopher' }));
  expect(view.request).toEqual({ model: 'm', wanted: 'images', allowed: null });
  expect(view.prompt().question).toBe('A gopher');
});
