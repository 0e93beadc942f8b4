import type { ChatCompletionRequest } from '@app/contracts';
import { countTokens, estimatePromptTokens } from './token-estimate';

describe('countTokens', () => {
  it("counts by OpenAI's encoding", () => {
    expect(countTokens('')).toBe(0);
    expect(countTokens('Hello world')).toBe(2);
  });

  it('counts the same in pieces as in one', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. ';
    expect(countTokens(sentence.repeat(100))).toBeGreaterThanOrEqual(1000);
    expect(countTokens(sentence.repeat(100))).toBeLessThanOrEqual(1010);
  });

  it.each(['日', 'x', '🐹'])('does not stop on a text without white space made of %s', (character) => {
    expect(countTokens(character.repeat(300_000))).toBeGreaterThan(1_000);
  });

  it('takes the names of special tokens for text', () => {
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });
});

describe('estimatePromptTokens', () => {
  it('has one allowance of work for all messages together', () => {
    // Eleven megabytes of random text, counted in full, stopped the event loop for twelve seconds once.
    const counted = 'a b '.repeat(5_000);
    const skipped = '\u0001\u0002'.repeat(50_000);
    const messages = [counted, skipped, skipped].map((content) => ({ role: 'user', content }));
    const byRatio = Math.ceil((countTokens(counted) * (counted.length + 2 * skipped.length)) / counted.length);
    expect(estimatePromptTokens({ model: 'm', messages })).toBe(3 + 3 * 3 + byRatio);
  });

  it('counts every message, part, call and tool', () => {
    const bare = { model: 'm', messages: [{ role: 'user', content: 'Hello world' }] };
    expect(estimatePromptTokens(bare)).toBe(8);
    expect(
      estimatePromptTokens({
        ...bare,
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello world' }, { type: 'image_url' }] }],
      }),
    ).toBeGreaterThanOrEqual(8);
    expect(
      estimatePromptTokens({ ...bare, tools: [{ type: 'function', function: { name: 'weather' } }] }),
    ).toBeGreaterThan(12);
    expect(
      estimatePromptTokens({
        ...bare,
        messages: [
          { role: 'assistant', content: null, tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{}' } }] },
        ],
      }),
    ).toBeGreaterThan(8);
  });

  it('takes text that is no text for nothing', () => {
    const request = JSON.parse(
      '{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":{"toString":1}}]}]}',
    ) as ChatCompletionRequest;
    expect(estimatePromptTokens(request)).toBe(6);
  });
});
