import type { ChatMessage } from '@app/contracts';
import { inTodaysForm } from './legacy-functions';
import { inputItems } from './responses.input';

const user: ChatMessage = { role: 'user', content: 'Hi' };
const calling = (name: string): ChatMessage => ({
  role: 'assistant',
  content: null,
  function_call: { name, arguments: '{}' },
});

describe('a conversation from before tools', () => {
  it('gives each call an id, and the id to its result', () => {
    const conversation = [user, calling('f'), { role: 'function', name: 'f', content: '1' }, calling('f')];
    const items = inputItems([...conversation, { role: 'function', name: 'f', content: '2' }]);
    expect(items).toEqual([
      { role: 'user', content: 'Hi' },
      { type: 'function_call', call_id: 'call_function_1', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_function_1', output: '1' },
      { type: 'function_call', call_id: 'call_function_3', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_function_3', output: '2' },
    ]);
  });

  it('leaves conversations of today alone', () => {
    const messages = [user, { role: 'assistant', tool_calls: [{ id: 'a' }], function_call: null }];
    expect(inTodaysForm(messages)).toBe(messages);
  });
});

describe('audio', () => {
  it('is refused, and the place is named', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'input_audio', input_audio: {} },
    ];
    expect(() => inputItems([user, { role: 'user', content }])).toThrow(
      expect.objectContaining({ httpStatus: 400, param: 'messages[1].content[1].type' }),
    );
  });
});
