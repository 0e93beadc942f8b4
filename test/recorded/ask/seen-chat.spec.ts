import { addCompletion, nothingSeen, type SeenChat } from './seen-chat';

function seen(...completions: unknown[]): SeenChat {
  const chat = nothingSeen();
  for (const completion of completions) addCompletion(chat, completion);
  return chat;
}

const chunk = (delta: object, more: object = {}): object => ({ model: 'm', choices: [{ index: 0, delta, ...more }] });

it('gathers a whole completion', () => {
  const message = {
    content: 'Down.',
    reasoning_content: 'Hm.',
    refusal: null,
    tool_calls: [
      { id: 'a', function: { name: 'dig', arguments: '{}' }, extra_content: { google: { thought_signature: 'c2ln' } } },
      { id: 'b', function: { name: 'dig', arguments: '{"depth":2}' } },
    ],
  };
  const usage = { prompt_tokens: 1 };
  expect(seen({ model: 'm', choices: [{ index: 0, message, finish_reason: 'tool_calls' }], usage })).toEqual({
    model: 'm',
    usage,
    choices: [
      {
        text: 'Down.',
        reasoning: 'Hm.',
        refusal: '',
        finishReason: 'tool_calls',
        toolCalls: [
          { id: 'a', name: 'dig', arguments: '{}', signature: 'c2ln' },
          { id: 'b', name: 'dig', arguments: '{"depth":2}', signature: undefined },
        ],
      },
    ],
  });
});

it('adds the pieces of a stream', () => {
  const call = (index: number, id: string | undefined, name: string | undefined, text: string) =>
    chunk({ tool_calls: [{ index, id, function: { name, arguments: text } }] });
  const { choices, usage } = seen(
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'H' }),
    chunk({ reasoning_content: 'm.', content: null }),
    chunk({ content: 'Do' }),
    chunk({ content: 'wn.' }),
    call(0, 'a', 'dig', ''),
    call(1, 'b', 'fill', '{}'),
    call(0, undefined, undefined, '{"depth"'),
    call(0, undefined, undefined, ':1}'),
    chunk({}, { finish_reason: 'tool_calls' }),
    { choices: [], usage: { prompt_tokens: 3 } },
  );
  expect(usage).toEqual({ prompt_tokens: 3 });
  expect(choices).toEqual([
    {
      text: 'Down.',
      reasoning: 'Hm.',
      refusal: '',
      finishReason: 'tool_calls',
      toolCalls: [
        { id: 'a', name: 'dig', arguments: '{"depth":1}', signature: undefined },
        { id: 'b', name: 'fill', arguments: '{}', signature: undefined },
      ],
    },
  ]);
});

it('keeps choices apart', () => {
  const { choices } = seen(
    { choices: [{ index: 1, delta: { content: 'B' } }] },
    { choices: [{ index: 0, delta: { content: 'A' } }] },
  );
  expect(choices.map(({ text }) => text)).toEqual(['A', 'B']);
});

it.each([null, 'text', {}, { choices: 'x' }, { choices: [null] }])('makes nothing of %j', (odd) => {
  expect(seen(odd).choices).toEqual([]);
});
