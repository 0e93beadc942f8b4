import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { answerOf, contentOf, type Answer } from '../support/answer';
import { startAgreeableVendor, type AgreeableVendor } from '../support/agreeable-vendor';
import { randomBodies } from '../support/random-bodies';
import { rawRequest } from '../support/raw-request';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const MB = 1_048_576;
const LIMIT = 52_428_800;
const USER = { role: 'user', content: 'Hello' };

type Body = string | Buffer;
type Make = (model: string) => Body;
interface Expected {
  readonly status: number;
  readonly code: string;
  readonly param?: string;
}

const json =
  (fields: Record<string, unknown>): Make =>
  (model) =>
    JSON.stringify({ model, messages: [USER], ...fields });
const text =
  (write: (model: string) => string): Make =>
  (model) =>
    write(JSON.stringify(model));
const raw =
  (body: Body): Make =>
  () =>
    body;
const wholeWith =
  (start: Buffer): Make =>
  (model) =>
    Buffer.concat([start, Buffer.from(JSON.stringify({ model, messages: [USER] }))]);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const NO_JSON: Expected = { status: 400, code: 'invalid_json' };
const bad = (param: string): Expected => ({ status: 400, code: 'invalid_type', param });
const missing = (param: string): Expected => ({ status: 400, code: 'missing_required_parameter', param });

const REFUSED: readonly [what: string, body: Make, expected: Expected][] = [
  ['broken JSON', raw('{"model":'), NO_JSON],
  ['no JSON', raw('hello'), NO_JSON],
  ['something behind the JSON', text((model) => `{"model":${model},"messages":[]} x`), NO_JSON],
  ['NaN', text((model) => `{"model":${model},"messages":[{"role":"user"}],"temperature":NaN}`), NO_JSON],
  ['null', raw('null'), NO_JSON],
  ['an array', raw('[]'), NO_JSON],
  ['a string', raw('"hello"'), NO_JSON],
  ['a number', raw('7'), NO_JSON],
  ['a byte order mark', wholeWith(Buffer.from([0xef, 0xbb, 0xbf])), NO_JSON],
  ['UTF-16', (model) => Buffer.from(JSON.stringify({ model, messages: [USER] }), 'utf16le'), NO_JSON],
  ['nothing', raw(''), { status: 400, code: 'empty_body' }],
  ['bytes that are no UTF-8', wholeWith(Buffer.from([0xff, 0xfe])), { status: 400, code: 'invalid_utf8' }],
  [
    '10,000 levels of arrays',
    text((model) => `{"model":${model},"messages":${nested(10_000)}}`),
    { status: 400, code: 'json_too_deep' },
  ],
  [
    '10,000 levels in an unknown field',
    text((model) => `{"model":${model},"messages":[],"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`),
    { status: 400, code: 'json_too_deep' },
  ],
  ['a million levels that are never closed', raw('['.repeat(1_000_000)), { status: 400, code: 'json_too_deep' }],
  ['no model', raw(JSON.stringify({ messages: [USER] })), missing('model')],
  ['a model of another type', json({ model: 5 }), bad('model')],
  ['model null', json({ model: null }), bad('model')],
  ['a model that is an object', json({ model: { toString: 1 } }), bad('model')],
  ['an empty model', json({ model: '' }), bad('model')],
  ['a model of 1,000 characters', json({ model: 'x'.repeat(1_000) }), bad('model')],
  ['a model of a million characters', json({ model: 'x'.repeat(1_000_000) }), bad('model')],
  ['no messages', (model) => JSON.stringify({ model }), missing('messages')],
  ['messages null', json({ messages: null }), bad('messages')],
  ['messages as text', json({ messages: 'Hello' }), bad('messages')],
  ['messages as an object', json({ messages: { 0: USER, length: 1 } }), bad('messages')],
  ['an empty list of messages', json({ messages: [] }), bad('messages')],
  ['a message that is null', json({ messages: [USER, null] }), bad('messages')],
  ['a message that is text', json({ messages: ['Hello'] }), bad('messages')],
  ['a message that is a list', json({ messages: [[]] }), bad('messages')],
  ['a message without a role', json({ messages: [{ content: 'Hello' }] }), bad('messages')],
  ['a role of another type', json({ messages: [{ role: 5, content: 'Hello' }] }), bad('messages')],
  ['content that is a number', json({ messages: [{ role: 'user', content: 5 }] }), bad('messages')],
  ['content that is an object', json({ messages: [{ role: 'user', content: { text: 'Hello' } }] }), bad('messages')],
  ['a content part that is null', json({ messages: [{ role: 'user', content: [null] }] }), bad('messages')],
  ['a content part that is text', json({ messages: [{ role: 'user', content: ['Hello'] }] }), bad('messages')],
  ['tool calls that are no list', json({ messages: [USER, { role: 'assistant', tool_calls: 'x' }] }), bad('messages')],
  ['a tool call that is null', json({ messages: [USER, { role: 'assistant', tool_calls: [null] }] }), bad('messages')],
  ['stream as text', json({ stream: 'true' }), bad('stream')],
  ['stream as a number', json({ stream: 1 }), bad('stream')],
  ['stream options that are a list', json({ stream: true, stream_options: [] }), bad('stream_options')],
  ['stream options that are text', json({ stream: true, stream_options: 'usage' }), bad('stream_options')],
  ['tools that are no list', json({ tools: { type: 'function' } }), bad('tools')],
  ['a tool that is null', json({ tools: [null] }), bad('tools')],
];

/** Odd but allowed: the gateway passes it on, and whatever comes back is an answer or a refusal in the right form. */
const ODD: readonly [what: string, body: Make][] = [
  [
    '__proto__',
    text(
      (model) =>
        `{"__proto__":{"polluted":1},"model":${model},"messages":[{"role":"user","content":"x","__proto__":{"polluted":1}}]}`,
    ),
  ],
  ['constructor', json({ constructor: { prototype: { polluted: 1 } } })],
  ['a message with constructor', json({ messages: [{ ...USER, constructor: { prototype: { polluted: 1 } } }] })],
  [
    'lone surrogates',
    text((model) => `{"model":${model},"messages":[{"role":"user","content":"\\ud800 and \\udfff"}]}`),
  ],
  [
    'a field whose name is half a character',
    text((model) => `{"\\ud800":1,"model":${model},"messages":[{"role":"user","content":"x"}]}`),
  ],
  ['1e400', text((model) => `{"model":${model},"messages":[{"role":"user","content":"x"}],"temperature":1e400}`)],
  ['a field whose name holds a line break', json({ 'x\r\nx-evil': 1 })],
  ['10,000 unknown fields', json(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`field${i}`, i])))],
  [
    'text that is no text',
    json({ messages: [{ role: 'user', content: [{ type: 'text', text: { toString: 1, valueOf: 1 } }] }] }),
  ],
  [
    'a picture that is no address',
    json({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: 5 }] }] }),
  ],
  ['a part without a type', json({ messages: [{ role: 'user', content: [{}] }] })],
  ['an unknown role', json({ messages: [{ role: 'wizard', content: 'x' }] })],
  ['a tool call without a function', json({ messages: [USER, { role: 'assistant', tool_calls: [{}] }] })],
  ['options of no use', json({ stream_options: { include_usage: 'yes' } })],
];

const NAMES: readonly [what: string, model: string][] = [
  ['a line break', 'gpt-4o\r\nx-evil: 1'],
  ['a line break behind a provider', 'openai/gpt-4o\r\nx-evil: 1'],
  ['a line break behind another', 'gemini/x\r\nx-evil: 1'],
  ['NUL', 'openai/gpt\u0000x'],
  ['NUL, for Gemini', 'gemini/gpt\u0000x'],
  ['a way up', 'openai/../../x'],
  ['a way up, for Gemini', 'gemini/../../x'],
  ['nothing but a way up', 'gemini/..'],
  ['an encoded way up', 'gemini/%2e%2e/%2e%2e/x'],
  ['a query', 'gemini/x?key=1#y'],
  ['another method', 'gemini/gemini-3.6-flash:predict'],
  ['half a character', 'openai/\ud800'],
  ['half a character, for Gemini', 'gemini/\ud800'],
  ['__proto__', '__proto__'],
  ['constructor behind a provider', 'openai/constructor'],
  ['a provider alone', 'openai/'],
  ['a slash alone', '/'],
];

const MODELS: readonly [dialect: string, model: string][] = [
  ["OpenAI's dialect", 'gpt-5.4-mini'],
  ["Gemini's dialect", 'gemini-3.6-flash'],
];

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const post = async (body: Body, headers?: Record<string, string>): Promise<Answer> =>
  answerOf(await gateway.post(body as string, headers ? { headers } : {}));

/** An answer, or a refusal of the request in OpenAI's form; never a failure of ours. */
function expectAnswerOrRefusal(answer: Answer): void {
  if (answer.status === 200) expect(answer.text).not.toBe('');
  else {
    expectRefusal(answer, answer.status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect({ status: answer.status, isOurs: answer.status < 500, body: answer.body }).toMatchObject({ isOurs: true });
  }
  expect(answer.headers.get('x-evil')).toBeNull();
}

describe.each(MODELS)('in %s', (_, model) => {
  it.each(REFUSED)('refuses %s', async (_what, make, { status, code, param }) => {
    const error = expectRefusal(await post(make(model)), status, code);
    if (param !== undefined) expect(error).toMatchObject({ param, message: expect.stringContaining(param) });
  });

  it.each(ODD)('survives %s', async (_what, make) => {
    expectAnswerOrRefusal(await post(make(model)));
    const streamed = { ...(JSON.parse(String(make(model))) as object), stream: true };
    expectAnswerOrRefusal(await post(JSON.stringify(streamed)));
  });

  it('answers 100,000 messages', async () => {
    const messages = Array.from({ length: 100_000 }, (_unused, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: `m${i}`,
    }));
    expect(await post(JSON.stringify({ model, messages }))).toMatchObject({ status: 200 });
  });

  it('answers 200,000 parts behind another message of the same role', async () => {
    const content = Array.from({ length: 200_000 }, () => ({ type: 'text', text: '.' }));
    expect(await post(JSON.stringify({ model, messages: [USER, { role: 'user', content }] }))).toMatchObject({
      status: 200,
    });
  });

  it('takes the last of two fields of one name, and sends one', async () => {
    simulator.clear();
    const answer = await post(
      `{"model":"nonsense","model":"${model}","messages":[],"messages":[{"role":"user","content":"Twice"}]}`,
    );
    expect(answer.status).toBe(200);
    expect(contentOf(answer)).toContain('Twice');
    expect(simulator.requests).toHaveLength(1);
  });
});

describe('a model name with', () => {
  it.each(NAMES)('%s is unknown', async (_what, model) => {
    simulator.clear();
    const answer = await gateway.chat({ model });
    expectAnswerOrRefusal(answer);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(
      simulator.requests.every(({ path }) =>
        /^\/(?:openai\/v1\/chat\/completions|gemini\/v1beta\/models\/[^/?#]+:generateContent)$/.test(path),
      ),
    ).toBe(true);
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', httpStatus: answer.status });
  });
});

describe('headers', () => {
  const body = Buffer.from(JSON.stringify({ model: 'gpt-5.4-mini', messages: [USER] }));
  const send = (headers: Record<string, string>): Promise<Answer> =>
    rawRequest({
      url: `${gateway.url}/v1/chat/completions`,
      headers: { authorization: `Bearer ${gateway.key}`, ...headers },
      send: (outgoing) => outgoing.end(body),
    });

  it.each([
    ['no content type', {}, 400, 'missing_content_type'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media_type'],
    ['almost JSON', { 'content-type': 'application/jsonx' }, 415, 'unsupported_media_type'],
    ['an empty content type', { 'content-type': '' }, 415, 'unsupported_media_type'],
    ['gzip', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 415, 'unsupported_media_type'],
  ])('%s is refused', async (_what, headers, status, code) => {
    expectRefusal(await send(headers), status, code);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/problem+json'])(
    '%s is accepted',
    async (type) => {
      expect(await send({ 'content-type': type })).toMatchObject({ status: 200 });
    },
  );
});

describe('a body of 60 MB', () => {
  const headers = (): Record<string, string> => ({
    authorization: `Bearer ${gateway.key}`,
    'content-type': 'application/json',
  });
  const url = (): string => `${gateway.url}/v1/chat/completions`;

  it('is refused by its announced length before it is sent', async () => {
    const answer = await rawRequest({
      url: url(),
      headers: { ...headers(), 'content-length': 60 * MB },
      send: (outgoing) => outgoing.flushHeaders(),
    });
    expect(expectRefusal(answer, 413, 'request_too_large').message).toContain(String(LIMIT));
  });

  it('is refused while it comes when its length is not announced', async () => {
    const part = Buffer.alloc(MB, 0x20);
    const answer = await rawRequest({
      url: url(),
      headers: headers(),
      send: (outgoing) => {
        for (let i = 0; i < 60; i++) outgoing.write(part);
        outgoing.end();
      },
    });
    expectRefusal(answer, 413, 'request_too_large');
  });

  it('is accepted at the limit to the byte', async () => {
    const start = `{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"x"}],"metadata":"`;
    const body = Buffer.concat([Buffer.from(start), Buffer.alloc(LIMIT - start.length - 2, 0x61), Buffer.from('"}')]);
    expect(await post(body)).toMatchObject({ status: 200 });
    expectRefusal(await post(Buffer.concat([body, Buffer.from(' ')])), 413, 'request_too_large');
  });
});

it('still answers after all this', async () => {
  expect((await gateway.chat({ model: 'gpt-5.4-mini' })).body).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
  expect(await gateway.ask('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
});

describe('with a vendor that says yes to everything and tells no usage', () => {
  let vendor: AgreeableVendor;
  let lenient: TestGateway;

  beforeAll(async () => {
    vendor = await startAgreeableVendor();
    lenient = await TestGateway.start({ simulator: vendor });
  });
  const ask = async (body: string): Promise<Answer> => answerOf(await lenient.post(body));

  afterAll(async () => {
    await lenient.stop();
    await vendor.close();
  });

  describe.each(MODELS)('in %s', (_, model) => {
    it.each(ODD)('survives %s', async (_what, make) => {
      expectAnswerOrRefusal(await ask(String(make(model))));
      const streamed = await ask(JSON.stringify({ ...(JSON.parse(String(make(model))) as object), stream: true }));
      expectAnswerOrRefusal(streamed);
      expect(streamed.text).not.toContain('internal_error');
    });
  });

  it('2,000 random bodies never make the gateway fail', async () => {
    const failures: { readonly body: string; readonly status: number; readonly text: string }[] = [];
    const bodies = randomBodies({ seed: 20_261_122, count: 2_000, models: ['gpt-5.4-mini', 'gemini-3.6-flash'] });
    const work = async (): Promise<void> => {
      for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
        const { status, text } = await ask(body);
        if (status >= 500 || (status === 200 && text.includes('"error"'))) failures.push({ body, status, text });
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(failures.slice(0, 5)).toEqual([]);
  });
});
