import { startSimulator, type Simulator } from '../simulator.server';
import { vendorClient } from '../testing/vendor-client';
import { signatureFor } from './gemini-signatures';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const client = vendorClient(() => simulator, 'gemini');
const ask = (change: object, model = 'gemini-3.8-flash') =>
  client.post(`/models/${model}:generateContent`, { contents: [{ role: 'user', parts: [{ text: 'hi' }] }], ...change });
const parameters = (schema: object): object => ({
  tools: [{ functionDeclarations: [{ name: 'a', parameters: { type: 'OBJECT', properties: { p: schema } } }] }],
});
const thinking = (thinkingConfig: object): object => ({ generationConfig: { thinkingConfig } });
const loop = (call: object, results = 1): object => ({
  contents: [
    { role: 'user', parts: [{ text: 'use the tool' }] },
    { role: 'model', parts: [call] },
    {
      role: 'user',
      parts: Array.from({ length: results }, () => ({ functionResponse: { name: 'a', response: { output: 'done' } } })),
    },
  ],
});
const call = (thoughtSignature?: string, id?: string): object => ({
  functionCall: { ...(id === undefined ? {} : { id }), name: 'a', args: {} },
  ...(thoughtSignature === undefined ? {} : { thoughtSignature }),
});

describe('gemini refuses', () => {
  it.each<[string, object, RegExp]>([
    ['an unknown field at the top', { messages: [] }, /Unknown name \\"messages\\": Cannot find field/],
    [
      'an unknown field far inside',
      { contents: [{ parts: [{ text: 'hi', type: 'text' }] }] },
      /Unknown name \\"type\\" at 'contents\[0\]\.parts\[0\]'/,
    ],
    [
      'an unknown generation field',
      { generationConfig: { max_tokens: 5 } },
      /Unknown name \\"max_tokens\\" at 'generationConfig'/,
    ],
    ['no contents', { contents: [] }, /contents is not specified/],
    ['an assistant role', { contents: [{ role: 'assistant', parts: [{ text: 'hi' }] }] }, /valid role/],
    ['no parts', { contents: [{ role: 'user', parts: [] }] }, /must not be empty/],
    ['an empty part', { contents: [{ role: 'user', parts: [{}] }] }, /must not be empty/],
    [
      'a function name with a space',
      { tools: [{ functionDeclarations: [{ name: 'my tool' }] }] },
      /Invalid function name/,
    ],
    ['six stop sequences', { generationConfig: { stopSequences: ['1', '2', '3', '4', '5', '6'] } }, /stop sequences/],
    ['a picture from a text model', { generationConfig: { responseModalities: ['IMAGE'] } }, /modalities/],
    ['budget and level together', thinking({ thinkingBudget: 5, thinkingLevel: 'low' }), /only set one/],
    ['an unknown level', thinking({ thinkingLevel: 'extreme' }), /thinking_level/],
    ['level minimal on 3.8-flash', thinking({ thinkingLevel: 'minimal' }), /MINIMAL/],
    ['a call without its signature', loop(call()), /missing a `thought_signature`/],
    ['a call with another signature', loop(call('AAAA')), /Corrupted/],
    ['a call with the signature of another call', loop(call(signatureFor('call_2'), 'call_1')), /Corrupted/],
    [
      'fewer results than calls',
      {
        contents: [
          { parts: [{ text: 'hi' }] },
          { role: 'model', parts: [call(signatureFor('a')), call()] },
          { role: 'user', parts: [{ functionResponse: { name: 'a', response: {} } }] },
        ],
      },
      /number of function response parts/,
    ],
    ['more results than calls', loop(call(signatureFor('a')), 2), /number of function response parts/],
    [
      '$ref in a result',
      {
        contents: [
          { parts: [{ text: 'hi' }] },
          { role: 'model', parts: [call(signatureFor('a'))] },
          { role: 'user', parts: [{ functionResponse: { name: 'a', response: { x: { $ref: '#' } } } }] },
        ],
      },
      /\$ref/,
    ],
    ['a list of types', parameters({ type: ['string', 'null'] }), /not repeating/],
    ['an array without items', parameters({ type: 'array' }), /items/],
    ['null among the branches', parameters({ anyOf: [{ type: 'string' }, { type: 'null' }] }), /nullable/],
    ['numbers in an enum', parameters({ type: 'integer', enum: [1, 2] }), /enum/],
    [
      'an unknown schema word in a response schema',
      { generationConfig: { responseSchema: { type: 'object', additionalProperties: false } } },
      /additionalProperties/,
    ],
  ])('%s', async (_why, change, words) => {
    const { status, text, body } = await ask(change);
    expect({ status, text }).toEqual({ status: 400, text: expect.stringMatching(words) as string });
    expect(body).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } });
  });

  it.each([
    '$schema',
    '$id',
    '$ref',
    '$defs',
    'definitions',
    'additionalProperties',
    'propertyNames',
    'patternProperties',
    'uniqueItems',
    'const',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'oneOf',
    'allOf',
    'not',
    'if',
    'examples',
  ])('%s in tool parameters', async (word) => {
    const { status, text } = await ask(parameters({ type: 'STRING', [word]: 'x' }));
    expect(status).toBe(400);
    expect(text).toContain(`Unknown name \\"${word}\\" at 'tools[0].functionDeclarations[0].parameters.properties.p'`);
  });

  it.each([
    ['gemini-2.5-pro', { thinkingBudget: 0 }],
    ['gemini-2.5-pro', { thinkingBudget: 100 }],
    ['gemini-2.5-flash', { thinkingLevel: 'low' }],
    ['gemini-3.1-pro-preview', { thinkingLevel: 'minimal' }],
    ['sim-gemini-3-pro-preview', { thinkingLevel: 'medium' }],
  ])('%s with %j', async (model, config) => {
    expect((await ask(thinking(config), model)).status).toBe(400);
  });

  it.each([
    'gemini-2.0-flash',
    'gemini-3-pro-preview',
    'imagen-4.0-generate-001',
    'gemini-2.5-flash-image',
    'gemini-9',
  ])('%s, which is no more', async (model) => {
    const { status, body } = await ask({}, model);
    expect({ status, body }).toMatchObject({ status: 404, body: { error: { code: 404, status: 'NOT_FOUND' } } });
  });

  it('a missing, a wrong and a forbidden key, each in its way', async () => {
    const answers = await Promise.all(['', 'wrong', 'sim-forbidden'].map((key) => client.get('/models', { key })));
    expect(answers.map(({ status }) => status)).toEqual([403, 400, 403]);
    expect(answers[1]?.text).toContain('API_KEY_INVALID');
  });
});

describe('gemini takes', () => {
  it.each<[string, object, string?]>([
    [
      'snake_case',
      { generation_config: { max_output_tokens: 100 }, system_instruction: { parts: [{ text: 'be brief' }] } },
    ],
    [
      'real JSON Schema in parametersJsonSchema',
      {
        tools: [
          {
            functionDeclarations: [{ name: 'a', parametersJsonSchema: { $schema: 'x', additionalProperties: false } }],
          },
        ],
      },
    ],
    [
      'properties named like schema words',
      parameters({ type: 'OBJECT', properties: { $ref: { type: 'STRING' }, oneOf: { type: 'STRING' } } }),
    ],
    ['nullable branches', parameters({ anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }], nullable: true })],
    ['a numeric enum with its format', parameters({ type: 'integer', format: 'enum', enum: [1, 2] })],
    ['its own signature', loop(call(signatureFor('a')))],
    ['the signature of its id', loop(call(signatureFor('call_1'), 'call_1'))],
    ['the sentinel', loop(call('skip_thought_signature_validator'))],
    ['an unsigned call on 2.5', loop(call()), 'gemini-2.5-flash'],
    [
      'an unsigned call before the last user text',
      {
        contents: [
          { parts: [{ text: 'a' }] },
          { role: 'model', parts: [call()] },
          { role: 'user', parts: [{ functionResponse: { name: 'a', response: {} } }] },
          { role: 'model', parts: [{ text: 'b' }] },
          { role: 'user', parts: [{ text: 'c' }] },
        ],
      },
    ],
    ['level minimal on 3.5-flash', thinking({ thinkingLevel: 'minimal' }), 'gemini-3.5-flash'],
    ['budget 0 on 2.5-flash', thinking({ thinkingBudget: 0 }), 'gemini-2.5-flash'],
    ['five stop sequences', { generationConfig: { stopSequences: ['1', '2', '3', '4', '5'] } }],
  ])('%s', async (_what, change, model = 'gemini-3.8-flash') => {
    const { status, text } = await ask(change, model);
    expect({ status, text }).toMatchObject({ status: 200 });
  });
});
