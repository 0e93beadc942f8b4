import { countTokens } from '../answers/token-pieces';
import { numberFrom, objectFrom, textFrom, type JsonObject } from '../json-object';
import { refuse } from '../refusal';
import { TINY_PNG_BASE64 } from '../tiny-png';
import type { Reply, VendorCall } from '../vendor';
import { bareModel, knowsModel, type ChatVendor } from './openai-vendor';

/** Output tokens of one picture by quality, as gpt-image bills a square one. */
const TOKENS_BY_QUALITY: Readonly<Record<string, number>> = { low: 272, medium: 1_056, high: 4_160 };
const MOST_IMAGES = 10;

/** OpenAI's `POST /images/generations`: gpt-image, and dall-e under a `sim-` name since the real one has ended. */
export function answerImages(vendor: ChatVendor, call: VendorCall): Reply {
  const { request, model, prompt, count } = readRequest(vendor, call);
  if (!model.startsWith('gpt-image')) return dalleReply(vendor, call, request, prompt, count);
  if (request.response_format !== undefined) {
    // gpt-image always answers base64 and knows no response_format.
    refuse({
      status: 400,
      message: "Unknown parameter: 'response_format'.",
      param: 'response_format',
      code: 'unknown_parameter',
    });
  }
  const quality = textFrom(request.quality) ?? 'high';
  const inputTokens = countTokens(prompt);
  const outputTokens = (TOKENS_BY_QUALITY[quality] ?? 1_056) * count;
  const picture = {
    background: 'opaque',
    output_format: textFrom(request.output_format) ?? 'png',
    quality: quality === 'auto' ? 'high' : quality,
    size: request.size === undefined || request.size === 'auto' ? '1024x1024' : request.size,
  };
  const usage = {
    input_tokens: inputTokens,
    input_tokens_details: { text_tokens: inputTokens, image_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { image_tokens: outputTokens, text_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
  if (request.stream === true) return imageStream(vendor, picture, usage, numberFrom(request.partial_images) ?? 0);
  return reply(
    vendor,
    { created: nowSeconds(), data: times(count, () => ({ b64_json: TINY_PNG_BASE64 })), ...picture, usage },
    outputTokens,
  );
}

/** Grok's: a link or base64, and the price of the call instead of tokens. */
export function answerGrokImages(vendor: ChatVendor, call: VendorCall): Reply {
  const { request, count } = readRequest(vendor, call);
  const isBase64 = request.response_format === 'b64_json';
  const data = times(count, () => ({
    ...(isBase64 ? { b64_json: TINY_PNG_BASE64 } : { url: linkTo(call) }),
    mime_type: 'image/png',
  }));
  return reply(vendor, { data, usage: { cost_in_usd_ticks: 200_000_000 * count } }, 0);
}

function readRequest(
  vendor: ChatVendor,
  call: VendorCall,
): { request: JsonObject; model: string; prompt: string; count: number } {
  const request = objectFrom(call.body);
  const name = textFrom(request.model) ?? '';
  const model = bareModel(name);
  const prompt = textFrom(request.prompt);
  if (!knowsModel(vendor, name) || !/image|dall-e/.test(model)) {
    refuse({
      status: 400,
      message: `The model '${name}' does not exist.`,
      type: 'image_generation_user_error',
      param: 'model',
      code: vendor.id === 'openai' ? 'invalid_value' : undefined,
    });
  }
  if (!prompt)
    return refuse({
      status: 400,
      message: "Missing required parameter: 'prompt'.",
      param: 'prompt',
      code: 'missing_required_parameter',
    });
  const count = numberFrom(request.n) ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > MOST_IMAGES) {
    refuse({ status: 400, message: `Invalid 'n': expected an integer from 1 to ${MOST_IMAGES}.`, param: 'n' });
  }
  return { request, model, prompt, count };
}

function dalleReply(vendor: ChatVendor, call: VendorCall, request: JsonObject, prompt: string, count: number): Reply {
  const isBase64 = request.response_format === 'b64_json';
  const data = times(count, () => ({
    revised_prompt: `A picture of ${prompt}`,
    ...(isBase64 ? { b64_json: TINY_PNG_BASE64 } : { url: linkTo(call) }),
  }));
  return reply(vendor, { created: nowSeconds(), data }, 0);
}

function imageStream(vendor: ChatVendor, picture: JsonObject, usage: JsonObject, partials: number): Reply {
  const common = { created_at: nowSeconds(), b64_json: TINY_PNG_BASE64, ...picture };
  const events = [
    ...times(partials, (index) => ({ type: 'image_generation.partial_image', partial_image_index: index, ...common })),
    { type: 'image_generation.completed', ...common, usage },
  ];
  return {
    kind: 'stream',
    framing: 'sse',
    lineEnd: '\n',
    endsWithDone: false,
    headers: vendor.answerHeaders(),
    events: events.map((data) => ({ name: data.type, data, tokens: 0 })),
    failure: () => ({
      name: 'error',
      data: { type: 'error', ...objectFrom(vendor.errorBody(vendor.describeFault(500))) },
      tokens: 0,
    }),
  };
}

/** Vendors host pictures for an hour; this server hosts its one picture for good. */
function linkTo({ origin }: VendorCall): string {
  return `${origin}/_simulator/image.png`;
}

function reply(vendor: ChatVendor, body: unknown, tokens: number): Reply {
  return { kind: 'json', status: 200, headers: vendor.answerHeaders(), body, tokens };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
