import type { ChatCompletionRequest } from '@app/contracts';
import { callOf } from '../../testing/chat-call';
import { encodingOf } from './encoding';
import { generationConfigOf } from './generation-config';

function translate(request: Partial<ChatCompletionRequest>, model = 'gemini-2.0-flash') {
  const encoding = encodingOf(callOf(request, model));
  return { config: generationConfigOf(encoding), adjusted: [...encoding.adjusted] };
}
const schema = { type: 'object', properties: { a: { type: 'string' } } };

describe('generationConfigOf', () => {
  it.each<[Partial<ChatCompletionRequest>, object]>([
    [{}, {}],
    [
      { temperature: 0, top_p: 0.5, top_k: 40 },
      { temperature: 0, topP: 0.5, topK: 40 },
    ],
    [
      { n: 2, seed: 3, presence_penalty: 0.1 },
      { candidateCount: 2, seed: 3, presencePenalty: 0.1 },
    ],
    [{ frequency_penalty: null }, {}],
    [{ max_tokens: 1 }, { maxOutputTokens: 1 }],
    [{ max_completion_tokens: 2, max_tokens: 1 }, { maxOutputTokens: 2 }],
    [{ stop: 'END' }, { stopSequences: ['END'] }],
    [{ stop: ['a', 'b'] }, { stopSequences: ['a', 'b'] }],
    [{ stop: [] }, {}],
    [{ stop: null }, {}],
    [
      { logprobs: true, top_logprobs: 3 },
      { responseLogprobs: true, logprobs: 3 },
    ],
    [{ logprobs: true, top_logprobs: 0 }, { responseLogprobs: true }],
    [{ logprobs: false, top_logprobs: 0 }, {}],
    [{ response_format: { type: 'text' } }, {}],
    [{ response_format: { type: 'json_object' } }, { responseMimeType: 'application/json' }],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } } },
      { responseMimeType: 'application/json', responseSchema: schema },
    ],
    [{ modalities: ['text', 'image'] }, { responseModalities: ['TEXT', 'IMAGE'] }],
    [
      { image_config: { aspect_ratio: '16:9', imageSize: '2K' } },
      { imageConfig: { aspectRatio: '16:9', imageSize: '2K' } },
    ],
  ])('%j goes as %j', (request, config) => {
    expect(translate(request)).toEqual({ config, adjusted: [] });
  });

  it.each<[string, Partial<ChatCompletionRequest>, object, string[]]>([
    [
      'the stops beyond five',
      { stop: ['1', '2', '3', '4', '5', '6'] },
      { stopSequences: ['1', '2', '3', '4', '5'] },
      ['stop'],
    ],
    ['top_logprobs alone', { top_logprobs: 2 }, {}, ['top_logprobs']],
    ['another modality', { modalities: ['text', 'audio'] }, { responseModalities: ['TEXT'] }, ['modalities']],
    ['an unknown image field', { image_config: { mask: 'x' } }, { imageConfig: {} }, ['image_config']],
    [
      'a rule of the answer that is only told in words',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { schema: { type: 'array', items: { type: 'string' }, uniqueItems: true } },
        },
      },
      {
        responseMimeType: 'application/json',
        responseSchema: { type: 'array', items: { type: 'string' }, description: 'No two items are equal.' },
      },
      ['response_format'],
    ],
  ])('reports %s', (_, request, config, adjusted) => {
    expect(translate(request)).toEqual({ config, adjusted });
  });

  it('asks only older models for log probabilities', () => {
    expect(translate({ logprobs: true, top_logprobs: 2 }, 'gemini-3.8-flash')).toEqual({
      config: {},
      adjusted: ['logprobs', 'top_logprobs'],
    });
  });

  it('sends sampling fields to newer models too', () => {
    expect(translate({ temperature: 0.5, top_p: 0.1 }, 'gemini-3.8-flash')).toEqual({
      config: { temperature: 0.5, topP: 0.1 },
      adjusted: [],
    });
  });

  it.each<[unknown, string]>([
    [{ type: 'xml' }, 'response_format.type'],
    ['json_object', 'response_format.type'],
    [{ type: 'json_schema' }, 'response_format.json_schema.schema'],
    [{ type: 'json_schema', json_schema: { name: 'x' } }, 'response_format.json_schema.schema'],
  ])('refuses the response format %j', (format, param) => {
    expect(() => translate({ response_format: format as ChatCompletionRequest['response_format'] })).toThrow(
      expect.objectContaining({ param, httpStatus: 400 }),
    );
  });
});
