import { messageWithBothNames, withBothNames } from './reasoning-field';

describe('reasoning under another name', () => {
  it.each([
    ['of a delta', '{"delta":{"reasoning":"Hm"}}', 'Hm'],
    ['with blanks', '{"delta":{"reasoning": "Hm"}}', 'Hm'],
    ['with quotes and line ends', JSON.stringify({ delta: { reasoning: 'He said "no"\n\\' } }), 'He said "no"\n\\'],
    ['that is empty', '{"delta":{"reasoning":""}}', ''],
  ])('%s is given under both', (_, event, text) => {
    expect(JSON.parse(withBothNames(event))).toEqual({ delta: { reasoning: text, reasoning_content: text } });
  });

  it.each([
    ['no reasoning', '{"delta":{"content":"Hm"}}'],
    ['the usual name', '{"delta":{"reasoning_content":"Hm","reasoning":"Hm"}}'],
    ['null', '{"delta":{"reasoning":null}}'],
    ['a text that speaks of it', JSON.stringify({ delta: { content: 'say "reasoning":"x"' } })],
    ['a count of its tokens', '{"usage":{"reasoning_tokens":5}}'],
  ])('leaves an event with %s alone', (_, event) => {
    expect(withBothNames(event)).toBe(event);
  });

  it('of a whole message is given under both', () => {
    expect(messageWithBothNames({ role: 'assistant', reasoning: 'Hm' })).toEqual({
      role: 'assistant',
      reasoning: 'Hm',
      reasoning_content: 'Hm',
    });
    const plain = { content: 'a' };
    expect(messageWithBothNames(plain)).toBe(plain);
  });
});
