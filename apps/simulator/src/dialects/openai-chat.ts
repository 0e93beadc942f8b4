import { randomUUID } from 'node:crypto';
import type { ChatCompletionRequest } from '@app/contracts';
import { answerTo } from '../answers/answer';
import { countsOf } from '../answers/token-counts';
import { textOf } from '../answers/token-pieces';
import { isJsonObject, type JsonObject } from '../json-object';
import { refuse } from '../refusal';
import type { Reply, VendorCall } from '../vendor';
import type { ChatExchange } from './chat-exchange';
import { promptTexts, questionOf } from './openai-question';
import { chatStream } from './openai-stream';
import { bareModel, type ChatVendor } from './openai-vendor';

/** `POST /chat/completions`, for every vendor of the dialect. */
export function answerChat(vendor: ChatVendor, call: VendorCall): Reply {
  const request = readRequest(call.body);
  const model = bareModel(request.model);
  for (const check of vendor.checks) {
    const refusal = check(request, model);
    if (refusal) refuse(refusal);
  }
  const answer = answerTo(questionOf(request, vendor, model, call.control));
  const choices = vendor.honoursN ? (request.n ?? 1) : 1;
  const exchange: ChatExchange = {
    vendor,
    request,
    model,
    answer,
    counts: countsOf(promptTexts(request.messages), answer, choices),
    choices,
    head: {
      id: `chatcmpl-${randomUUID()}`,
      created: Math.floor(Date.now() / 1_000),
      model: request.model === model ? vendor.servedModel(model) : request.model,
    },
  };
  return request.stream ? chatStream(exchange) : completion(exchange);
}

/** Only what the simulator itself reads is checked here; the rest is the vendor's business. */
function readRequest(body: unknown): ChatCompletionRequest {
  if (!isJsonObject(body)) return refuse({ status: 400, message: 'We could not parse the JSON body of your request.' });
  const { model, messages } = body;
  if (typeof model !== 'string' || model === '') {
    return refuse({ status: 400, message: 'You must provide a model parameter.', param: 'model' });
  }
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isChatMessage)) {
    return refuse({
      status: 400,
      message: "Missing required parameter: 'messages'.",
      param: 'messages',
      code: 'missing_required_parameter',
    });
  }
  if (body.tools != null && !(Array.isArray(body.tools) && body.tools.every(isJsonObject)))
    refuse({ status: 400, message: "Invalid type for 'tools': expected an array of objects.", param: 'tools' });
  return { ...body, model, messages };
}

function isChatMessage(value: unknown): value is ChatCompletionRequest['messages'][number] {
  return isJsonObject(value) && typeof value.role === 'string';
}

function completion(exchange: ChatExchange): Reply {
  const { vendor, head, counts, choices, answer } = exchange;
  return {
    kind: 'json',
    status: 200,
    headers: vendor.answerHeaders(),
    tokens: counts.visible + counts.reasoning,
    body: {
      ...head,
      object: 'chat.completion',
      ...vendor.completionExtras,
      choices: Array.from({ length: choices }, (_, index) => ({
        index,
        message: messageOf(exchange),
        ...vendor.choiceExtras,
        finish_reason: answer.finish,
      })),
      usage: vendor.usage(counts),
    },
  };
}

function messageOf({ vendor, model, answer }: ChatExchange): JsonObject {
  const field = vendor.reasoningField(model);
  const hasCalls = answer.calls.length > 0;
  return {
    role: 'assistant',
    content: hasCalls ? null : textOf(answer.text),
    ...(field && answer.reasoning.length > 0 ? { [field]: textOf(answer.reasoning) } : {}),
    ...(hasCalls
      ? {
          tool_calls: answer.calls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: textOf(call.arguments) },
          })),
        }
      : {}),
    ...vendor.messageExtras,
  };
}
