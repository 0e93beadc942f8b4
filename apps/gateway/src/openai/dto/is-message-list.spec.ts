import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { IsMessageList } from './is-message-list';

class Body {
  @IsMessageList()
  messages: unknown;
}

function problemsOf(messages: unknown): string[] {
  const [problem] = validateSync(Object.assign(new Body(), { messages }));
  return Object.values(problem?.constraints ?? {});
}

const user = { role: 'user', content: 'Hello' };

describe('IsMessageList', () => {
  it.each([
    ['text', user],
    ['empty text', { role: 'user', content: '' }],
    ['parts', { role: 'user', content: [{ type: 'text', text: 'Hello' }, { type: 'new_kind' }] }],
    ['no parts', { role: 'user', content: [] }],
    ['null', { role: 'assistant', content: null }],
    ['nothing but tool calls', { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: {} }] }],
    ['tool calls that are null', { role: 'assistant', content: 'x', tool_calls: null }],
    ['a role nobody knows yet', { role: 'critic', content: 'x' }],
    ['fields of a vendor', { ...user, reasoning_content: 7 }],
  ])('accepts a message of %s', (_, message) => {
    expect(problemsOf([user, message])).toEqual([]);
  });

  it.each([
    ['no list', 'Hello'],
    ['an empty list', []],
    ['nothing', undefined],
    ['null inside', [null]],
    ['text inside', ['Hello']],
    ['a list inside', [[user]]],
    ['no role', [{ content: 'x' }]],
    ['a role that is no text', [{ role: 1, content: 'x' }]],
    ['content that is a number', [{ role: 'user', content: 1 }]],
    ['content that is an object', [{ role: 'user', content: { type: 'text' } }]],
    ['a part that is text', [{ role: 'user', content: ['Hello'] }]],
    ['a part that is null', [{ role: 'user', content: [null] }]],
    ['tool calls that are no list', [{ role: 'assistant', tool_calls: {} }]],
    ['a tool call that is null', [{ role: 'assistant', tool_calls: [null] }]],
    ['one bad message among good ones', [user, { role: 'user', content: 1 }, user]],
  ])('refuses %s', (_, messages) => {
    expect(problemsOf(messages)).toEqual([expect.stringMatching(/^messages must be a non-empty array of messages/)]);
  });
});
