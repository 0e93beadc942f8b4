import type { ChatDialect, StreamTranslator } from '../spi/chat';
import { callOf, providerOf } from '../testing/chat-call';
import { imageCallOf } from '../testing/image-call';
import { chunkOf, deltaOf, sse } from '../testing/openai-stream';
import { eventStream, eventsOfResponse, messageItem, responseOf } from '../testing/response-events';
import { geminiDialect } from './gemini/gemini.dialect';
import { geminiImages } from './gemini/images/gemini-images.dialect';
import { openAiDialect } from './openai/openai.dialect';
import { PassedResponseStream } from './responses/passed-response.stream';
import { decodePassedResponse } from './responses/passed-response';
import { responsesDialect } from './responses/responses.dialect';

const PROVIDER = providerOf();

const choice = { index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' };
const openAiAnswer = (tier: unknown) => ({ model: 'm', choices: [choice], service_tier: tier });
const openAiStream = (tier: unknown) =>
  sse(
    chunkOf({ service_tier: tier, choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: null }] }),
    deltaOf({}, 'stop'),
    chunkOf({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } }),
    '[DONE]',
  );
const geminiAnswer = (tier: unknown) => ({
  candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, serviceTier: tier },
});
const response = (tier: unknown) => responseOf({ output: [messageItem('Hi')], service_tier: tier });
const responseStream = (tier: unknown) => eventStream(eventsOfResponse(response(tier)));

function tierOfStream(translator: Pick<StreamTranslator, 'push' | 'end'> & { summary(): { serviceTier?: string } }) {
  return (text: string): string | undefined => {
    translator.push(Buffer.from(text));
    translator.end();
    return translator.summary().serviceTier;
  };
}

const decode = (dialect: ChatDialect) => (answer: object) =>
  dialect.decode(Buffer.from(JSON.stringify(answer)), callOf(), PROVIDER).serviceTier;
const translate = (dialect: ChatDialect) => (text: string) =>
  tierOfStream(dialect.translator(callOf({ stream: true }), PROVIDER))(text);
const passed = (body: object) => decodePassedResponse(Buffer.from(JSON.stringify(body)), PROVIDER).serviceTier;

describe.each<[string, (tier: unknown) => string | undefined]>([
  ["an answer in OpenAI's dialect", (tier) => decode(openAiDialect)(openAiAnswer(tier))],
  ["a stream in OpenAI's dialect", (tier) => translate(openAiDialect)(openAiStream(tier))],
  ['an answer through the bridge', (tier) => decode(responsesDialect)(response(tier))],
  ['a stream through the bridge', (tier) => translate(responsesDialect)(responseStream(tier))],
  ['a passed response', (tier) => passed(response(tier))],
  ['a passed stream', (tier) => tierOfStream(new PassedResponseStream(PROVIDER))(responseStream(tier))],
  ["an answer in Google's dialect", (tier) => decode(geminiDialect)(geminiAnswer(tier))],
  [
    "a stream in Google's dialect",
    (tier) => translate(geminiDialect)(`data: ${JSON.stringify(geminiAnswer(tier))}\r\n\r\n`),
  ],
])('%s', (_what, tierOf) => {
  it.each(['default', 'flex', 'PRIORITY'])('tells the tier that served: %s', (tier) => {
    expect(tierOf(tier)).toBe(tier);
  });

  it.each([[undefined], [null], [''], [5], [{}]])('tells none where it says %j', (tier) => {
    expect(tierOf(tier)).toBeUndefined();
  });
});

describe('a stream that breaks off', () => {
  it('has told its tier with the first chunk', () => {
    const translator = openAiDialect.translator(callOf({ stream: true }), PROVIDER);
    const [first = ''] = openAiStream('flex').split('\n\n');
    translator.push(Buffer.from(`${first}\n\n`));
    expect(translator.summary()).toMatchObject({ serviceTier: 'flex', usage: undefined });
  });
});

describe('pictures drawn in several calls', () => {
  const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
  const answerAt = (tier: string | undefined) => ({
    candidates: [{ content: { parts: [picture] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 9, serviceTier: tier },
  });
  const usageOf = (...tiers: (string | undefined)[]) =>
    geminiImages.decode(
      tiers.map((tier) => Buffer.from(JSON.stringify(answerAt(tier)))),
      imageCallOf({}),
      PROVIDER,
    ).usage;

  it('carry the tier in their usage', () => {
    expect(usageOf('flex', 'flex')?.serviceTier).toBe('flex');
    expect(usageOf('flex', undefined)?.serviceTier).toBe('flex');
    expect(usageOf(undefined)).not.toHaveProperty('serviceTier');
  });
});
