import type { ChatChoice, ChatCompletion } from '@app/contracts';
import type { ChatAnswer, ChatCall } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { malformedAnswer } from '../../spi/upstream-failures';
import { argumentsOf, wholeCalls } from './answer-calls';
import { AnswerReader, type ChoiceEnding } from './answer-reader';
import { callFormFor, type CallForm } from '../call-form';
import type { CandidateDelta } from './candidate-reader';

/** @throws UpstreamError when the answer is none, or one that cannot be handed on */
export function decodeGeminiAnswer(bytes: Buffer, call: ChatCall, provider: ProviderDescription): ChatAnswer {
  const reader = new AnswerReader(call, provider);
  const deltas = pieces(bytes, provider.id).flatMap((piece) => reader.take(piece));
  reader.refuseMalformedCalls();
  const { head, usage, serviceTier } = reader;
  if (!head || !reader.hasChoices) throw malformedAnswer(provider.id, 'sent an answer without candidates');
  const form = callFormFor(call.request);
  const { id, created, model, ...tier } = head;
  const completion: ChatCompletion = {
    id,
    object: 'chat.completion',
    created,
    model,
    ...tier,
    choices: reader.endings().map((ending) => choiceOf(ending, deltas, form)),
    ...(usage ? { usage } : {}),
  };
  return {
    body: JSON.stringify(completion),
    model,
    usage,
    serviceTier,
    text: () => deltas.map(writtenIn).join(''),
    kept: reader.kept,
  };
}

/** What the model wrote in a piece, for counting its tokens. */
export function writtenIn({
  content,
  reasoning,
  calls,
}: Pick<CandidateDelta, 'content' | 'reasoning' | 'calls'>): string {
  return content + reasoning + calls.map(argumentsOf).join('');
}

function choiceOf(ending: ChoiceEnding, all: readonly CandidateDelta[], form: CallForm): ChatChoice {
  const deltas = all.filter(({ index }) => index === ending.index);
  const content = deltas.map((delta) => delta.content).join('');
  const reasoning = deltas.map((delta) => delta.reasoning).join('');
  const images = deltas.flatMap((delta) => delta.images);
  const calls = wholeCalls([...deltas.flatMap((delta) => delta.calls), ...ending.calls]);
  const logprobs = deltas.flatMap((delta) => delta.logprobs?.content ?? []);
  return {
    index: ending.index,
    message: {
      role: 'assistant',
      // Only an answer that ended well is one of no words; the others have none.
      content: content === '' && ending.finishReason !== 'stop' ? null : content,
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      refusal: ending.refusal ?? null,
      ...form.fields(calls),
      ...(images.length > 0 ? { images } : {}),
    },
    logprobs: logprobs.length > 0 ? { content: logprobs, refusal: null } : null,
    finish_reason: form.finishReason(ending.finishReason),
    ...(ending.extra ? { extra_content: ending.extra } : {}),
  };
}

/** One object; or the list of them that a stream would have been. */
function pieces(bytes: Buffer, providerId: string): unknown[] {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : [value];
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an answer that is not JSON', cause);
  }
}
