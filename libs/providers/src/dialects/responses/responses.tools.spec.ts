import type { ChatCompletionRequest } from '@app/contracts';
import { responseToolChoice, responseTools } from './responses.tools';

const asking = (fields: Partial<ChatCompletionRequest>): ChatCompletionRequest => ({
  model: 'm',
  messages: [],
  ...fields,
});
const parameters = { type: 'object' };

describe('responseTools', () => {
  it.each<[string, Partial<ChatCompletionRequest>, object[]]>([
    ['no tools', {}, []],
    ['null', { tools: null }, []],
    [
      'a function, which is not strict unless it says so',
      { tools: [{ type: 'function', function: { name: 'a', description: 'd', parameters } }] },
      [{ type: 'function', name: 'a', description: 'd', parameters, strict: false }],
    ],
    [
      'a strict function',
      { tools: [{ type: 'function', function: { name: 'a', parameters, strict: true } }] },
      [{ type: 'function', name: 'a', parameters, strict: true }],
    ],
    [
      'a function without parameters',
      { tools: [{ type: 'function', function: { name: 'a' } }] },
      [{ type: 'function', name: 'a', parameters: null, strict: false }],
    ],
    [
      'a function of the old form',
      { functions: [{ name: 'a', parameters }, null] },
      [{ type: 'function', name: 'a', parameters, strict: false }],
    ],
    ['a custom tool', { tools: [{ type: 'custom', custom: { name: 'a' } }] }, [{ type: 'custom', name: 'a' }]],
    [
      'a custom tool with a grammar',
      {
        tools: [
          {
            type: 'custom',
            custom: { name: 'a', format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'x' } } },
          },
        ],
      },
      [{ type: 'custom', name: 'a', format: { type: 'grammar', syntax: 'lark', definition: 'x' } }],
    ],
    ['a tool of theirs', { tools: [{ type: 'web_search', depth: 2 }] }, [{ type: 'web_search', depth: 2 }]],
  ])('translates %s', (_, request, tools) => {
    expect(responseTools(asking(request))).toEqual(tools);
  });
});

describe('responseToolChoice', () => {
  const named = { type: 'function', function: { name: 'a' } };

  it.each<[unknown, unknown]>([
    [undefined, undefined],
    [null, undefined],
    ['auto', 'auto'],
    ['required', 'required'],
    [named, { type: 'function', name: 'a' }],
    [
      { type: 'custom', custom: { name: 'a' } },
      { type: 'custom', name: 'a' },
    ],
    [{ type: 'web_search' }, { type: 'web_search' }],
    [
      { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [named, { type: 'web_search' }, null] } },
      { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'a' }, { type: 'web_search' }] },
    ],
    [
      { type: 'allowed_tools', allowed_tools: { mode: 'auto' } },
      { type: 'allowed_tools', mode: 'auto', tools: [] },
    ],
  ])('of %j is %j', (choice, translated) => {
    expect(responseToolChoice(asking({ tool_choice: choice }))).toEqual(translated);
  });

  it('is read in its old form too', () => {
    expect(responseToolChoice(asking({ function_call: { name: 'a' } }))).toEqual({ type: 'function', name: 'a' });
    expect(responseToolChoice(asking({ function_call: 'none' }))).toBe('none');
  });
});
