import type { FunctionCall, GeminiPart } from './gemini.wire';
import { CallLedger, CallReader, wholeCalls } from './answer-calls';
import { FunctionNames } from './function-names';

const NAMES = FunctionNames.of({
  model: 'm',
  messages: [],
  tools: [{ type: 'function', function: { name: 'my tool' } }],
});
const part = (functionCall: FunctionCall, thoughtSignature?: string): GeminiPart => ({
  functionCall,
  ...(thoughtSignature === undefined ? {} : { thoughtSignature }),
});

function read(parts: readonly GeminiPart[], ledger = new CallLedger('chatcmpl-0192-ab')) {
  const reader = new CallReader(ledger, NAMES);
  const deltas = [...parts.flatMap((each) => reader.take(each)), ...reader.close()];
  return { deltas, calls: wholeCalls(deltas), kept: ledger.kept };
}

describe('CallReader', () => {
  // hermes-agent issue 11863.
  it('trap 20: tells three parallel calls of one function apart', () => {
    const { deltas } = read([1, 2, 3].map((n) => part({ name: 'add', args: { n } })));
    expect(deltas.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(deltas.map(({ id }) => id)).size).toBe(3);
    expect(deltas.map((delta) => delta.function?.arguments)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  });

  // brainlid/langchain issue 620.
  it('trap 21: uses the id that Google gives, and makes a unique one where it gives none', () => {
    const { calls } = read([part({ id: 'own', name: 'f' }), part({ name: 'f' }), part({ id: '', name: 'f' })]);
    expect(calls.map(({ id }) => id)).toEqual(['own', 'call_0192ab_1', 'call_0192ab_2']);
  });

  it('does not give one id to two calls', () => {
    const { calls } = read([part({ id: 'same', name: 'f' }), part({ id: 'same', name: 'f' })]);
    expect(calls.map(({ id }) => id)).toEqual(['same', 'call_0192ab_1']);
  });

  it('makes ids that OpenAI takes, and that differ from answer to answer', () => {
    const idIn = (completion: string) => read([part({ name: 'f' })], new CallLedger(completion)).calls[0]?.id ?? '';
    const [one, two] = ['0', '1'].map((last) => idIn(`chatcmpl-019aaf00-1111-7000-8000-00000000000${last}`));
    expect(one).not.toBe(two);
    expect(one?.length).toBeLessThanOrEqual(40);
    expect(one).toMatch(/^call_[a-z0-9]+_0$/);
  });

  it('hands the signature on, and keeps it', () => {
    const { calls, kept } = read([part({ id: 'a', name: 'f' }, 'signature'), part({ id: 'b', name: 'f' })]);
    expect(calls).toEqual([
      {
        id: 'a',
        type: 'function',
        function: { name: 'f', arguments: '{}' },
        extra_content: { google: { thought_signature: 'signature' } },
      },
      { id: 'b', type: 'function', function: { name: 'f', arguments: '{}' } },
    ]);
    expect(kept).toEqual([{ toolCallId: 'a', value: 'signature' }]);
  });

  it('says the name that the caller gave the function', () => {
    expect(read([part({ name: 'my_tool' })]).calls[0]?.function?.name).toBe('my tool');
  });

  it.each([[part({})], [{ text: 'x' }], [JSON.parse('{"functionCall":"x"}') as GeminiPart]])(
    'sees no call in %j',
    (each) => {
      expect(read([each]).calls).toEqual([]);
    },
  );
});

describe('calls that come piece by piece', () => {
  const piece = (jsonPath: string, value: object, willContinue?: boolean) => ({ jsonPath, ...value, willContinue });
  const pieceOf = (partialArgs: unknown, willContinue = true) => part({ partialArgs, willContinue });
  const argumentsFor = (...sent: unknown[]): unknown => {
    const { calls } = read([part({ name: 'f', willContinue: true }), ...sent.map((each) => pieceOf([each])), part({})]);
    return JSON.parse(calls[0]?.function?.arguments ?? '');
  };

  it('begin with their name and end with their arguments', () => {
    const { deltas } = read([
      part({ name: 'f', willContinue: true }, 's'),
      pieceOf([piece('$.city', { stringValue: 'Bos' }, true)]),
      pieceOf([piece('$.city', { stringValue: 'ton' })]),
      part({}),
      part({ name: 'g', args: { a: 1 } }),
    ]);
    expect(deltas).toMatchObject([
      { index: 0, function: { name: 'f', arguments: '' }, extra_content: { google: { thought_signature: 's' } } },
      { index: 0, function: { arguments: '{"city":"Boston"}' } },
      { index: 1, function: { name: 'g', arguments: '{"a":1}' } },
    ]);
  });

  it.each<[string, unknown[], unknown]>([
    ['no arguments', [], {}],
    ['a number', [piece('$.a', { numberValue: 0 })], { a: 0 }],
    ['a truth', [piece('$.a', { boolValue: false })], { a: false }],
    ['null', [piece('$.a', { nullValue: 'NULL_VALUE' })], { a: null }],
    [
      'a nested field',
      [piece('$.a.b', { stringValue: 'x' }), piece('$.a.c', { numberValue: 1 })],
      { a: { b: 'x', c: 1 } },
    ],
    ['a list', [piece('$.a[0]', { numberValue: 1 }), piece('$.a[1].b', { numberValue: 2 })], { a: [1, { b: 2 }] }],
    [
      'a quoted name',
      [piece("$['a b'].c", { numberValue: 1 }), piece('$["d.e"]', { numberValue: 2 })],
      { 'a b': { c: 1 }, 'd.e': 2 },
    ],
    [
      'a text that was not to go on',
      [piece('$.a', { stringValue: 'x' }), piece('$.a', { stringValue: 'y' })],
      { a: 'y' },
    ],
    [
      'an item beyond all measure',
      [piece('$.a[0]', { numberValue: 1 }), piece('$.a[999999999]', { numberValue: 2 })],
      { a: [1] },
    ],
    ['no pieces', ['x', null, {}, { jsonPath: 5 }], {}],
  ])('put together %s', (_, sent, expected) => {
    expect(argumentsFor(...sent)).toEqual(expected);
  });

  it('reach no prototype', () => {
    argumentsFor(
      piece('$.__proto__.polluted', { boolValue: true }),
      piece('$.constructor.prototype.polluted', { boolValue: true }),
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each<[string, GeminiPart[]]>([
    ['at the next call', [part({ name: 'g' })]],
    ['at the end of the answer', []],
    ['with arguments that come whole', [part({ args: { a: 1 } })]],
  ])('are closed %s', (_, more) => {
    const { calls } = read([
      part({ name: 'f', willContinue: true, partialArgs: [piece('$.a', { numberValue: 1 })] }),
      ...more,
    ]);
    expect(calls[0]?.function).toEqual({ name: 'f', arguments: '{"a":1}' });
  });
});
