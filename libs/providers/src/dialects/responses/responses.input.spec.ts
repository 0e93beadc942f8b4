import type { ChatMessage } from '@app/contracts';
import { reasoningItem } from '../../testing/response-events';
import { reasoningCarrier } from './kept-reasoning';
import { inputItems } from './responses.input';

const call = { id: 'call_1', type: 'function', function: { name: 'a', arguments: '{"x":1}' } };
const custom = { id: 'call_2', type: 'custom', custom: { name: 'b', input: 'text' } };

describe('inputItems', () => {
  it.each<[string, ChatMessage, object[]]>([
    ['text', { role: 'user', content: 'Hello' }, [{ role: 'user', content: 'Hello' }]],
    ['a system message', { role: 'system', content: 'Be brief' }, [{ role: 'system', content: 'Be brief' }]],
    ['no content', { role: 'user', content: null }, [{ role: 'user', content: '' }]],
    [
      'parts',
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:x', detail: 'low' } },
          { type: 'image_url', image_url: 'data:y' },
          { type: 'file', file: { file_data: 'data:z', filename: 'z.pdf' } },
          { type: 'file' },
          { type: 'unheard_of', data: 'x' },
        ],
      },
      [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: 'data:x', detail: 'low', url: undefined },
            { type: 'input_image', image_url: 'data:y' },
            { type: 'input_file', file_data: 'data:z', filename: 'z.pdf' },
            { type: 'input_file' },
            { type: 'unheard_of', data: 'x' },
          ],
        },
      ],
    ],
    [
      'what the assistant said',
      { role: 'assistant', content: 'Hi' },
      [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi', annotations: [] }] }],
    ],
    [
      'what the assistant refused',
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No' }], refusal: 'Never' },
      [
        {
          type: 'message',
          role: 'assistant',
          content: [
            { type: 'refusal', refusal: 'No' },
            { type: 'refusal', refusal: 'Never' },
          ],
        },
      ],
    ],
    [
      'calls alone',
      { role: 'assistant', content: null, tool_calls: [call, custom] },
      [
        { type: 'function_call', call_id: 'call_1', name: 'a', arguments: '{"x":1}' },
        { type: 'custom_tool_call', call_id: 'call_2', name: 'b', input: 'text' },
      ],
    ],
    ['an empty answer', { role: 'assistant', content: '' }, []],
  ])('translates %s', (_, message, items) => {
    expect(inputItems([message])).toEqual(items);
  });

  it("matches a tool's answer with the kind of its call", () => {
    const items = inputItems([
      { role: 'assistant', tool_calls: [call, custom] },
      { role: 'tool', tool_call_id: 'call_1', content: 'Rain' },
      { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: 'Sun' }] },
      { role: 'tool', tool_call_id: 'call_9', content: null },
    ]);
    expect(items.slice(2)).toEqual([
      { type: 'function_call_output', call_id: 'call_1', output: 'Rain' },
      { type: 'custom_tool_call_output', call_id: 'call_2', output: [{ type: 'input_text', text: 'Sun' }] },
      { type: 'function_call_output', call_id: 'call_9', output: '' },
    ]);
  });
});

describe('kept reasoning', () => {
  const request = {
    model: 'm',
    messages: [
      { role: 'user', content: 'x' },
      { role: 'assistant', tool_calls: [call, custom] },
    ],
  };
  const kept = JSON.stringify([reasoningItem('rs_1'), 'no item', reasoningItem('rs_2')]);

  it('is missing for every call with an id', () => {
    expect(reasoningCarrier.missing(request)).toEqual(['call_1', 'call_2']);
    expect(reasoningCarrier.missing({ model: 'm', messages: [{ role: 'assistant', tool_calls: [{}] }] })).toEqual([]);
  });

  it('stands in front of the call it led to', () => {
    const { messages } = reasoningCarrier.restored(request, new Map([['call_2', kept]]));
    expect(messages[0]).toBe(request.messages[0]);
    expect(inputItems(messages).slice(1)).toEqual([
      expect.objectContaining({ call_id: 'call_1' }),
      reasoningItem('rs_1'),
      reasoningItem('rs_2'),
      { type: 'custom_tool_call', call_id: 'call_2', name: 'b', input: 'text' },
    ]);
  });

  it.each(['no JSON', '7', '{}', 'null', '["text"]'])('that reads %j is as good as none', (value) => {
    const { messages } = reasoningCarrier.restored(request, new Map([['call_1', value]]));
    expect(inputItems(messages)).toEqual(inputItems(request.messages));
  });

  it('of no call leaves the messages as they are', () => {
    const { messages } = reasoningCarrier.restored(request, new Map([['call_9', kept]]));
    expect(messages).toEqual(request.messages);
  });
});
