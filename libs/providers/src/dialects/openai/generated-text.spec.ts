import { generatedText, hasValue } from './generated-text';

const deltaOf = (delta: object): string =>
  JSON.stringify({ id: 'x', choices: [{ index: 0, delta, finish_reason: null }], usage: null });

describe('generatedText', () => {
  it.each([
    ['text', { role: 'assistant', content: 'Hello' }, 'Hello'],
    ['an empty text', { content: '' }, ''],
    ['no text', { content: null, refusal: null }, ''],
    ['escapes', { content: 'a "quote", a \\ and\na line 🐹 \\"' }, 'a "quote", a \\ and\na line 🐹 \\"'],
    ['reasoning', { reasoning_content: 'hm', content: null }, 'hm'],
    ['reasoning by its other name', { reasoning: 'hm' }, 'hm'],
    ['a refusal', { refusal: 'no' }, 'no'],
    [
      'tool arguments',
      { tool_calls: [{ function: { name: 'f', arguments: '{"content":"x"}' } }, { function: { arguments: '2' } }] },
      '{"content":"x"}2',
    ],
    ['text that looks like a field', { content: '"reasoning":"no" "content":"no"' }, '"reasoning":"no" "content":"no"'],
  ])('reads %s', (_, delta, text) => {
    expect(generatedText(deltaOf(delta))).toBe(text);
    expect(generatedText(JSON.stringify(JSON.parse(deltaOf(delta)), null, 1))).toBe(text);
  });

  it('survives an event that is cut off', () => {
    expect(generatedText('{"choices":[{"delta"')).toBe('');
    expect(generatedText('{"choices":[{"delta":{"content":"abc')).toBe('abc');
  });
});

describe('hasValue', () => {
  const event = '{"a":null,"x_usage":1,"b":{"usage" : 2,"usage": {"n":1}}}';

  it('looks at every field of the name', () => {
    expect(hasValue(event, 'usage":', '{'.charCodeAt(0))).toBe(true);
    expect(hasValue(event, 'usage":', '"'.charCodeAt(0))).toBe(false);
    expect(hasValue(event, 'cost":', '{'.charCodeAt(0))).toBe(false);
  });
});
