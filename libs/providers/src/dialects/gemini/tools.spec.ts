import type { ChatCompletionRequest } from '@app/contracts';
import { callOf } from '../../testing/chat-call';
import { encodingOf } from './encoding';
import { toolsOf } from './tool-choice';

const PARAMETERS = { type: 'object', properties: { a: { type: 'string' } } };
const tool = (name: string, more: object = {}) => ({ type: 'function', function: { name, ...more } });
const TWO = [tool('f'), tool('g')];

function translate(request: Partial<ChatCompletionRequest>) {
  const encoding = encodingOf(callOf(request));
  const { tools, toolConfig } = toolsOf(encoding);
  return {
    declared: tools?.flatMap((each) => each.functionDeclarations),
    config: toolConfig?.functionCallingConfig,
    adjusted: [...encoding.adjusted],
  };
}

describe('tools', () => {
  it('become function declarations', () => {
    const tools = [tool('f', { description: 'Does.', parameters: PARAMETERS }), tool('g', { description: '' })];
    expect(translate({ tools })).toEqual({
      declared: [{ name: 'f', description: 'Does.', parameters: PARAMETERS }, { name: 'g' }],
      config: undefined,
      adjusted: [],
    });
  });

  it('are reported when their schema could not be kept whole', () => {
    const parameters = { type: 'object', properties: { a: { type: 'string', format: 'email' } } };
    expect(translate({ tools: [tool('f', { parameters })] }).adjusted).toEqual(['tools']);
    expect(translate({ functions: [{ name: 'f', parameters }] }).adjusted).toEqual(['functions']);
  });

  it('of another kind are left out and reported', () => {
    const tools = [{ type: 'web_search' }, tool('f'), { type: 'custom', custom: { name: 'c' } }];
    expect(translate({ tools })).toMatchObject({ declared: [{ name: 'f' }], adjusted: ['tools'] });
    expect(translate({ tools: [{ type: 'web_search' }] })).toMatchObject({ declared: undefined, adjusted: ['tools'] });
  });

  it('may come under the older name', () => {
    expect(translate({ functions: [{ name: 'f', parameters: PARAMETERS }] }).declared).toEqual([
      { name: 'f', parameters: PARAMETERS },
    ]);
  });

  it.each([[undefined], [null], [[]]])('are none when they are %j', (tools) => {
    expect(translate({ tools, tool_choice: 'auto', parallel_tool_calls: false })).toEqual({
      declared: undefined,
      config: undefined,
      adjusted: [],
    });
  });

  it('are sent under names that Google takes', () => {
    const choice = { type: 'function', function: { name: 'my tool' } };
    expect(translate({ tools: [tool('my tool')], tool_choice: choice })).toMatchObject({
      declared: [{ name: 'my_tool' }],
      config: { allowedFunctionNames: ['my_tool'] },
    });
  });

  it.each<[string, object, string]>([
    ['no list', { tools: 'x' }, 'tools'],
    ['a function without a name', { tools: [tool('f'), { type: 'function' }] }, 'tools[1].function.name'],
    ['a schema that is none', { tools: [tool('f', { parameters: 'x' })] }, 'tools[0].function.parameters'],
    ['an older function without a name', { functions: [{}] }, 'functions[0].name'],
  ])('are refused with their place: %s', (_, request, param) => {
    expect(() => translate(request)).toThrow(expect.objectContaining({ param, httpStatus: 400 }));
  });

  it('that explode are refused with their place', () => {
    const defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `d${i}`,
        i === 0 ? { type: 'string' } : { anyOf: [{ $ref: `#/$defs/d${i - 1}` }, { $ref: `#/$defs/d${i - 1}` }] },
      ]),
    );
    const parameters = { type: 'object', properties: { a: { $ref: '#/$defs/d39' } }, $defs: defs };
    expect(() => translate({ tools: [tool('f'), tool('g', { parameters })] })).toThrow(
      expect.objectContaining({ param: 'tools[1].function.parameters', httpStatus: 400 }),
    );
  });
});

describe('tool_choice', () => {
  const allowed = (mode: string, ...names: string[]) => ({
    type: 'allowed_tools',
    allowed_tools: { mode, tools: names.map((name) => ({ type: 'function', function: { name } })) },
  });

  it.each<[unknown, object | undefined]>([
    [undefined, undefined],
    [null, undefined],
    ['auto', undefined],
    ['none', { mode: 'NONE' }],
    ['required', { mode: 'ANY' }],
    [
      { type: 'function', function: { name: 'g' } },
      { mode: 'ANY', allowedFunctionNames: ['g'] },
    ],
    [allowed('required', 'f', 'g'), { mode: 'ANY', allowedFunctionNames: ['f', 'g'] }],
  ])('%j goes as %j', (choice, config) => {
    expect(translate({ tools: TWO, tool_choice: choice })).toMatchObject({ config, declared: [{}, {}], adjusted: [] });
  });

  it('offers less where the model is free to call or not', () => {
    expect(translate({ tools: TWO, tool_choice: allowed('auto', 'g') })).toEqual({
      declared: [{ name: 'g' }],
      config: undefined,
      adjusted: [],
    });
  });

  it.each<[unknown, object]>([
    ['auto', { mode: 'VALIDATED' }],
    ['required', { mode: 'ANY' }],
    ['none', { mode: 'NONE' }],
  ])('holds a strict function to its schema: %j', (choice, config) => {
    expect(translate({ tools: [tool('f'), tool('g', { strict: true })], tool_choice: choice }).config).toEqual(config);
  });

  it.each([
    ['auto', undefined],
    ['none', { mode: 'NONE' }],
    [{ name: 'f' }, { mode: 'ANY', allowedFunctionNames: ['f'] }],
  ])('may be called function_call: %j', (choice, config) => {
    expect(translate({ functions: [{ name: 'f' }], function_call: choice }).config).toEqual(config);
  });

  it.each<[string, object, string]>([
    ['an unknown function', { tools: TWO, tool_choice: { type: 'function', function: { name: 'z' } } }, 'tool_choice'],
    ['an unknown allowed one', { tools: TWO, tool_choice: allowed('auto', 'z') }, 'tool_choice'],
    ['no allowed one', { tools: TWO, tool_choice: allowed('auto') }, 'tool_choice'],
    ['an unknown word', { tools: TWO, tool_choice: 'maybe' }, 'tool_choice'],
    ['a tool of another kind', { tools: TWO, tool_choice: { type: 'custom', custom: { name: 'f' } } }, 'tool_choice'],
    ['something out of nothing', { tool_choice: 'required' }, 'tool_choice'],
    ['an unknown older function', { functions: [{ name: 'f' }], function_call: { name: 'z' } }, 'function_call'],
  ])('refuses %s', (_, request, param) => {
    expect(() => translate(request)).toThrow(expect.objectContaining({ param, httpStatus: 400 }));
  });

  it('reports that calls cannot be kept to one at a time', () => {
    expect(translate({ tools: TWO, parallel_tool_calls: false }).adjusted).toEqual(['parallel_tool_calls']);
    expect(translate({ tools: TWO, parallel_tool_calls: true }).adjusted).toEqual([]);
  });
});
