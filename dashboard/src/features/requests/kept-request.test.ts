import { bodyToRepeat, promptOf } from './kept-request';

const body = (...messages: unknown[]): string => JSON.stringify({ model: 'm', messages });

it.each([
  ['a text', body({ role: 'user', content: 'Hello' }), 'Hello'],
  [
    'the last of several',
    body({ role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }, { role: 'user', content: 'c' }),
    'c',
  ],
  [
    'parts',
    body({ role: 'user', content: [{ type: 'text', text: 'a' }, { type: 'image_url' }, { type: 'text', text: 'b' }] }),
    'a\nb',
  ],
  ['nobody asked', body({ role: 'system', content: 'a' }), ''],
  ['no messages', '{"model":"m","input":"x"}', ''],
  ['a body that was cut', '{"messages":[{"ro', ''],
  ['no body', undefined, ''],
])('finds the prompt in %s', (_, text, prompt) => {
  expect(promptOf(text)).toBe(prompt);
});

it('repeats what was kept, or something of its kind', () => {
  const record = { askedModel: 'fast-flow', isStream: true } as never;
  expect(bodyToRepeat('{"model":"m","n":1}', record)).toEqual({ model: 'm', n: 1 });
  expect(bodyToRepeat(undefined, record)).toEqual({
    ...{ model: 'fast-flow', stream: true },
    messages: [{ role: 'user', content: '…' }],
  });
  expect(bodyToRepeat('{"cut', record)).toMatchObject({ model: 'fast-flow' });
});
