import { withReasoningInside } from './outside-reasoning';

describe('withReasoningInside', () => {
  it('adds reasoning to the completion', () => {
    const usage = withReasoningInside({
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 55,
      completion_tokens_details: { reasoning_tokens: 40 },
    });
    expect(usage).toMatchObject({ prompt_tokens: 10, completion_tokens: 45, total_tokens: 55 });
    expect(usage.completion_tokens_details?.reasoning_tokens).toBe(40);
  });

  it('counts cached tokens into a prompt that leaves them out', () => {
    const usage = withReasoningInside({
      prompt_tokens: 4,
      completion_tokens: 1,
      total_tokens: 5,
      prompt_tokens_details: { cached_tokens: 100 },
    });
    expect(usage).toMatchObject({ prompt_tokens: 104, total_tokens: 105 });
  });

  it('returns the same object when nothing lies outside', () => {
    const usage = { prompt_tokens: 4, completion_tokens: 1, total_tokens: 5 };
    expect(withReasoningInside(usage)).toBe(usage);
  });
});
