import type { IncomingHttpHeaders } from 'node:http';
import { answerTo } from '../answers/answer';
import { countsOf } from '../answers/token-counts';
import { isJsonObject, numberFrom, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import { refuse, RefusedError, type Refusal } from '../refusal';
import { TINY_PNG_BASE64 } from '../tiny-png';
import type { JsonReply, Reply, Vendor, VendorCall } from '../vendor';
import { answerEvents, IMAGE_TOKENS, wholeAnswer } from './gemini-answer';
import type { GeminiExchange } from './gemini-exchange';
import { promptTexts, questionOf } from './gemini-question';

/** What makes a vendor of Gemini's native API itself. */
export interface GeminiVendor {
  readonly models: readonly string[];
  readonly checks: readonly ((request: JsonObject, model: string) => Refusal | undefined)[];
  /** Refuses unknown fields and gives the known ones in camelCase. */
  normalise(body: JsonObject): JsonObject;
  refuseKey(headers: IncomingHttpHeaders): Refusal | undefined;
  thoughtTokens(request: JsonObject, model: string): number;
  signatureFor(text: string, model: string): string | undefined;
  isImageModel(model: string): boolean;
  describeFault(status: number): Refusal;
  errorBody(refusal: Refusal): unknown;
}

const DEFAULT_PAGE_SIZE = 50;
const MOST_PREDICTIONS = 4;

export function geminiDialect(vendor: GeminiVendor): Vendor {
  return {
    id: 'gemini',
    basePath: '/v1beta',
    answer: (call) => {
      try {
        return route(vendor, call);
      } catch (error) {
        if (error instanceof RefusedError) return errorReply(vendor, error.refusal, isArrayStream(call));
        throw error;
      }
    },
    fault: (status, retryAfterSeconds) =>
      errorReply(vendor, { ...vendor.describeFault(status), retryAfterSeconds }, false),
  };
}

function route(vendor: GeminiVendor, call: VendorCall): Reply {
  const refusal = vendor.refuseKey(call.headers);
  if (refusal) refuse(refusal);
  const path = call.path.replace(/^\/v1(beta|alpha)?(?=\/)/, '');
  if (call.method === 'GET' && path === '/models') return modelList(vendor, call.query);
  const [, name = '', action] = /^\/models\/([^:/]+)(?::(\w+))?$/.exec(path) ?? [];
  if (name === '')
    return refuse({ status: 404, message: `The requested URL ${call.path} was not found on this server.` });
  if (!vendor.models.includes(name) && !name.startsWith('sim-')) {
    refuse({
      status: 404,
      message: `models/${name} is not found for API version v1beta, or is not supported for ${action ?? 'get'}.`,
    });
  }
  if (call.method === 'GET') return json(modelObject(name));
  switch (action) {
    case 'generateContent':
      return json(wholeAnswer(exchangeOf(vendor, call, name)), exchangeTokens);
    case 'streamGenerateContent':
      return stream(vendor, call, exchangeOf(vendor, call, name));
    case 'predict':
      return predict(call.body, name);
    default:
      return refuse({ status: 404, message: `models/${name} is not supported for ${String(action)}.` });
  }
}

/** What a plain answer cost, read from the answer itself. */
function exchangeTokens(body: JsonObject): number {
  const { totalTokenCount, promptTokenCount } = objectFrom(body.usageMetadata);
  return (numberFrom(totalTokenCount) ?? 0) - (numberFrom(promptTokenCount) ?? 0);
}

function exchangeOf(vendor: GeminiVendor, call: VendorCall, name: string): GeminiExchange {
  if (!isJsonObject(call.body))
    return refuse({ status: 400, message: 'Invalid JSON payload received. Expected an object.' });
  const model = name.replace(/^sim-/, '');
  const request = vendor.normalise(call.body);
  for (const check of vendor.checks) {
    const refusal = check(request, model);
    if (refusal) refuse(refusal);
  }
  const generation = objectFrom(request.generationConfig);
  const modalities = Array.isArray(generation.responseModalities)
    ? generation.responseModalities.map((each) => String(each).toUpperCase())
    : [];
  const withImage = vendor.isImageModel(model) && (modalities.length === 0 || modalities.includes('IMAGE'));
  const isImageOnly = withImage && modalities.length > 0 && !modalities.includes('TEXT');
  const question = questionOf(request, vendor.thoughtTokens(request, model), call.control);
  const answer = answerTo(isImageOnly ? { ...question, textTokens: 0 } : question);
  const choices = numberFrom(generation.candidateCount) ?? 1;
  const counts = countsOf(promptTexts(request), answer, choices);
  return {
    answer,
    counts: withImage ? { ...counts, visible: counts.visible + IMAGE_TOKENS * choices } : counts,
    modelVersion: name,
    showsThoughts: objectFrom(generation.thinkingConfig).includeThoughts === true || call.control.oddity === 'thoughts',
    withImage,
    choices,
    topLogprobs: generation.responseLogprobs === true ? (numberFrom(generation.logprobs) ?? 0) : undefined,
    oddity: call.control.oddity,
    sign: (text) => vendor.signatureFor(text, model),
  };
}

/** Server-sent events when asked for with `alt=sse`; else one JSON array, written as it grows. */
function stream(vendor: GeminiVendor, call: VendorCall, exchange: GeminiExchange): Reply {
  return {
    kind: 'stream',
    framing: isArrayStream(call) ? 'json-array' : 'sse',
    lineEnd: '\r\n',
    endsWithDone: false,
    events: answerEvents(exchange),
    failure: () => ({ data: vendor.errorBody(vendor.describeFault(503)), tokens: 0 }),
  };
}

function isArrayStream({ path, query, control }: VendorCall): boolean {
  return path.endsWith(':streamGenerateContent') && (control.asArray === true || query.get('alt') !== 'sse');
}

/** Imagen's old way to make pictures. */
function predict(body: unknown, name: string): Reply {
  if (!name.includes('imagen')) refuse({ status: 404, message: `models/${name} is not supported for predict.` });
  const { instances, parameters } = objectFrom(body);
  const settings = objectFrom(parameters);
  if (textFrom(objectsIn(instances)[0]?.prompt) === undefined) refuse({ status: 400, message: 'Prompt is missing.' });
  for (const field of ['negativePrompt', 'seed', 'addWatermark']) {
    // The developer API refuses these three, which the cloud product takes.
    if (field in settings) refuse({ status: 400, message: `${field} parameter is not supported in Gemini API.` });
  }
  const count = numberFrom(settings.sampleCount) ?? 1;
  if (count < 1 || count > MOST_PREDICTIONS)
    refuse({ status: 400, message: `sampleCount must be between 1 and ${MOST_PREDICTIONS}.` });
  const predictions = Array.from({ length: count }, () => ({
    mimeType: 'image/png',
    bytesBase64Encoded: TINY_PNG_BASE64,
  }));
  return json({ predictions });
}

function modelList(vendor: GeminiVendor, query: URLSearchParams): Reply {
  const size = Number(query.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  const start = Number(query.get('pageToken') ?? 0);
  const end = start + size;
  const models = vendor.models.slice(start, end).map(modelObject);
  return json({ models, ...(end < vendor.models.length ? { nextPageToken: String(end) } : {}) });
}

function modelObject(id: string): JsonObject {
  return {
    name: `models/${id}`,
    version: '001',
    displayName: id,
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  };
}

function json(body: JsonObject, tokensOf: (body: JsonObject) => number = () => 0): Reply {
  return { kind: 'json', status: 200, body, tokens: tokensOf(body) };
}

/** An array stream that fails at once answers an array of one error. */
function errorReply(vendor: GeminiVendor, refusal: Refusal, isArray: boolean): JsonReply {
  const body = vendor.errorBody(refusal);
  return { kind: 'json', status: refusal.status, body: isArray ? [body] : body, tokens: 0 };
}
