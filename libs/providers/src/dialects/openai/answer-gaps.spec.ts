import { UpstreamError } from '../../spi/upstream.error';
import { callOf } from '../../testing/chat-call';
import { completedAnswer } from './answer-gaps';

const message = { role: 'assistant', content: 'Hi', refusal: null };
const choice = { index: 0, message, logprobs: null, finish_reason: 'stop' };
const whole = { id: 'x', object: 'chat.completion', created: 1, model: 'real', choices: [choice] };
const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };

const complete = (answer: Record<string, unknown> & { choices: unknown[] }): Record<string, unknown> =>
  completedAnswer(answer, answer.choices, callOf(), 'acme');
const choiceOf = (given: unknown): unknown => (complete({ ...whole, choices: [given] })['choices'] as unknown[])[0];

describe('completedAnswer', () => {
  it('leaves a whole answer as it is, unknown fields too', () => {
    const answer = { ...whole, choices: [{ ...choice, extra: 1 }], usage: null, new_field: {} };
    expect(complete(answer)).toBe(answer);
  });

  it('gives an answer without a head ours', () => {
    expect(complete({ choices: [choice] })).toEqual({
      ...whole,
      id: 'chatcmpl-ours',
      created: 1_760_000_000,
      model: 'sent',
    });
  });

  it('fills in what every choice has to have', () => {
    expect(choiceOf({ message: { content: 'Hi' }, odd: true })).toEqual({ ...choice, odd: true });
    expect(choiceOf({})).toEqual({ ...choice, message: { ...message, content: null } });
  });

  it('numbers the choices', () => {
    const { choices } = complete({ ...whole, choices: [{ message }, { message }] });
    expect((choices as { index: number }[]).map(({ index }) => index)).toEqual([0, 1]);
  });

  it('completes tool calls, and the ending that goes with them', () => {
    const bare = { function: { name: 'f', arguments: '{}' } };
    expect(choiceOf({ message: { tool_calls: [bare, call, bare] } })).toMatchObject({
      message: {
        content: null,
        tool_calls: [{ ...call, id: 'call_ours0' }, call, { ...call, id: 'call_ours1' }],
      },
      finish_reason: 'tool_calls',
    });
  });

  it('gives calls of several choices different ids', () => {
    const bare = { message: { tool_calls: [{ function: { name: 'f' } }] } };
    const { choices } = complete({ ...whole, choices: [bare, bare] });
    const ids = (choices as { message: { tool_calls: { id: string }[] } }[]).map(
      ({ message: m }) => m.tool_calls[0]?.id,
    );
    expect(ids).toEqual(['call_ours0', 'call_ours1']);
  });

  it.each([
    ['load', 'stop'],
    [null, 'stop'],
    ['length', 'length'],
  ])('makes of the ending %j %s', (given, expected) => {
    expect(choiceOf({ ...choice, finish_reason: given })).toEqual({ ...choice, finish_reason: expected });
  });

  it('passes what is no choice at all', () => {
    const answer = { ...whole, choices: [null, 'x'] };
    expect(complete(answer)).toBe(answer);
  });

  it('fails where the answer was broken off', () => {
    const broken = { ...choice, finish_reason: 'insufficient_system_resource' };
    expect(() => choiceOf(broken)).toThrow(UpstreamError);
  });
});
