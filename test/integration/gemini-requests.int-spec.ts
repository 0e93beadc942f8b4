import { PROVIDERS } from '@app/providers';
import { refusalOf } from '../../apps/simulator/src/vendors/gemini-checks';
import { encodeGeminiRequest } from '../../libs/providers/src/dialects/gemini/gemini.request';
import type { GeminiPart, GeminiRequest } from '../../libs/providers/src/dialects/gemini/gemini.wire';
import { FunctionNames } from '../../libs/providers/src/dialects/gemini/function-names';
import { callOf } from '../../libs/providers/src/testing/chat-call';
import { randomChat, type RandomChat, type Spoken } from '../support/random-chats';

const SEEDS = 25;
const provider = PROVIDERS.find(({ id }) => id === 'gemini');
const known = (provider?.models ?? []).filter(({ mode }) => mode === 'chat');
const MODELS = [...known.map(({ id }) => id), 'gemini-9-flash', 'gemini-flash-latest', 'gemini-2.5-flash-next'];

function encoded({ request }: RandomChat, model: string): GeminiRequest {
  if (!provider) throw new Error('There is no such provider.');
  const facts = known.find(({ id }) => id === model);
  const { body } = encodeGeminiRequest({ ...callOf(request, model), facts }, provider);
  return JSON.parse(body.toString()) as GeminiRequest;
}

/** What the translated request says, in the order of the conversation; instructions have lost their place and come first. */
function readBack({ contents, systemInstruction }: GeminiRequest, names: FunctionNames): Spoken[] {
  const system = (systemInstruction?.parts ?? []).map(({ text }): Spoken => ({ as: 'system', text: text ?? '' }));
  const rest = contents.flatMap(({ role, parts }) =>
    parts.map((part) => spokenIn(part, role === 'model' ? 'assistant' : 'user', names)),
  );
  return [...system, ...rest];
}

function spokenIn(
  { text, functionCall, functionResponse }: GeminiPart,
  as: 'user' | 'assistant',
  names: FunctionNames,
): Spoken {
  if (functionCall) {
    const name = names.fromGoogle(functionCall.name ?? '');
    return { as: 'call', id: functionCall.id ?? '', name, arguments: functionCall.args };
  }
  if (!functionResponse) return { as, text: text ?? '' };
  const { id, name, response } = functionResponse;
  return { as: 'result', id: id ?? '', name: names.fromGoogle(name), result: response };
}

const isSystem = ({ as }: Spoken): boolean => as === 'system';

describe.each(MODELS)('random conversations with %s', (model) => {
  const chats = Array.from({ length: SEEDS }, (_, seed) => randomChat(seed * 7_919 + model.length, model));

  it('keep roles, texts, calls and results', () => {
    for (const chat of chats) {
      const { spoken, request } = chat;
      const kept = [...spoken.filter(isSystem), ...spoken.filter((each) => !isSystem(each))];
      expect(readBack(encoded(chat, model), FunctionNames.of(request))).toEqual(kept);
    }
  });

  it('are requests that the vendor takes', () => {
    for (const chat of chats) expect(refusalOf({ ...encoded(chat, model) }, model)).toBeUndefined();
  });
});
