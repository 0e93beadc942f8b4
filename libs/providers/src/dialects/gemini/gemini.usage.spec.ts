import type { GeminiUsage } from './gemini.wire';
import { tokenUsageOf } from '../../spi/chat-usage';
import { chatUsageOf } from './gemini.usage';

const count = (modality: string | number, tokenCount: number) => ({ modality, tokenCount });

describe('chatUsageOf', () => {
  // Portkey issue 1458, new-api issue 1014.
  it('trap 9: counts thoughts into the completion', () => {
    expect(chatUsageOf({ promptTokenCount: 10, candidatesTokenCount: 6, thoughtsTokenCount: 190 })).toEqual({
      prompt_tokens: 10,
      completion_tokens: 196,
      total_tokens: 206,
      completion_tokens_details: { reasoning_tokens: 190 },
    });
  });

  it("counts the results of Google's own tools into the prompt", () => {
    const usage = chatUsageOf({
      promptTokenCount: 91,
      toolUsePromptTokenCount: 574,
      promptTokensDetails: [count('TEXT', 91)],
      toolUsePromptTokensDetails: [count('TEXT', 570), count('IMAGE', 4)],
    });
    expect(usage).toEqual({
      prompt_tokens: 665,
      completion_tokens: 0,
      total_tokens: 665,
      prompt_tokens_details: { text_tokens: 661, image_tokens: 4 },
    });
  });

  it('tells kinds of tokens apart, in and out and in the cache, by name and by number', () => {
    const usage = chatUsageOf({
      promptTokenCount: 100,
      cachedContentTokenCount: 30,
      candidatesTokenCount: 1_130,
      promptTokensDetails: [count('TEXT', 10), count(4, 40), count('IMAGE', 45), count('VIDEO', 5)],
      cacheTokensDetails: [count('IMAGE', 20), count(1, 10)],
      candidatesTokensDetails: [count(2, 1_120)],
    });
    expect(usage).toMatchObject({
      prompt_tokens_details: {
        text_tokens: 10,
        audio_tokens: 40,
        image_tokens: 45,
        cached_tokens: 30,
        cached_tokens_details: { image_tokens: 20, text_tokens: 10 },
      },
      completion_tokens_details: { image_tokens: 1_120 },
    });
    expect(usage && tokenUsageOf(usage)).toEqual({
      source: 'reported',
      freshInputTokens: 70,
      cachedInputTokens: 30,
      outputTokens: 1_130,
      apart: { audioInput: 40, imageInput: 25, imageCachedInput: 20, imageOutput: 1_120 },
    });
  });

  it.each([[[null]], ['x'], [[5, { modality: 'TEXT' }]], [{}]])('survives details that are none: %j', (details) => {
    const counts = JSON.parse(
      JSON.stringify({ promptTokenCount: 5, candidatesTokensDetails: details, promptTokensDetails: details }),
    ) as GeminiUsage;
    expect(chatUsageOf(counts)).toEqual({ prompt_tokens: 5, completion_tokens: 0, total_tokens: 5 });
  });

  it.each([[undefined], [{}], [{ totalTokenCount: 5 }], [JSON.parse('{"promptTokenCount":"5"}') as object]])(
    'knows no usage in %j',
    (counts) => {
      expect(chatUsageOf(counts)).toBeUndefined();
    },
  );
});
