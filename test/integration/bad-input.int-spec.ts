import { VendorServer, type Answer as ServedAnswer } from '../../libs/providers/src/testing/vendor-server';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../apps/simulator/src/vendor';
import type { Answer } from '../support/answer';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const MB = 1_048_576;
const PNG = Buffer.from('\x89PNG\r\n\x1a\npicture', 'latin1');
const TEXT = { type: 'text', text: 'What is this?' };
const URL_PARAM = 'messages[0].content[1].image_url.url';

/** Those that do not fetch images themselves. */
const INLINED: readonly [VendorId, string][] = [
  ['gemini', 'gemini-3.6-flash'],
  ['moonshot', 'kimi-k2.6'],
  ['ollama', 'llama3.2:latest'],
];

const served: ServedAnswer = (response, { path }) => {
  switch (path) {
    case '/page':
      return response.setHeader('content-type', 'text/html').end('<p>a page</p>');
    case '/false.png':
      return response.setHeader('content-type', 'image/png').end('<p>a page</p>');
    case '/drawing.svg':
      return response.setHeader('content-type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    case '/large.png':
      return response.end(Buffer.concat([PNG, Buffer.alloc(30 * MB)]));
    case '/inside':
      return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    case '/moved.png':
      return response.writeHead(302, { location: '/a.png' }).end();
    case '/gone.png':
      return response.writeHead(404).end();
    default:
      return response.end(PNG);
  }
};

let simulator: Simulator;
let gateway: TestGateway;
let images: VendorServer;
let canary: VendorServer;

beforeAll(async () => {
  images = await VendorServer.start(served);
  canary = await VendorServer.start((response) => response.end(PNG));
  simulator = await startSimulator();
  gateway = await TestGateway.start({
    simulator,
    environment: { LLM_PROXY__REMOTE_IMAGES__ALLOWED_HOSTS: new URL(images.url).host },
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([simulator.close(), images.close(), canary.close()]);
});
beforeEach(() => {
  simulator.clear();
});

const askWith = (model: string, messages: object[], fields: object = {}): Promise<Answer> =>
  gateway.send('/v1/chat/completions', { model, messages, ...fields });
const askAbout = (model: string, url: string, fields: object = {}): Promise<Answer> =>
  askWith(model, [{ role: 'user', content: [TEXT, { type: 'image_url', image_url: { url } }] }], fields);
const posted = (): Simulator['requests'] => simulator.requests.filter(({ method }) => method === 'POST');

/** A 400 of ours that names the field, is in the ledger as a failure without cost, and reached no vendor. */
async function expectOurs(answer: Answer, param: string, code?: string): Promise<void> {
  const error = expectRefusal(answer, 400, code);
  expect(error).toMatchObject({ type: 'invalid_request_error', param });
  expect(posted()).toEqual([]);
  expect(await gateway.rowOf(answer)).toMatchObject({
    outcome: 'failed',
    httpStatus: 400,
    errorCode: error.code,
    costNanoUsd: null,
    usageSource: null,
  });
}

describe.each(INLINED)('an image for %s', (vendor, model) => {
  it.each(['/a.png', '/moved.png', '/a.png?signature=1'])(
    'trap 35: that the gateway can fetch (%s) arrives inline',
    async (path) => {
      const answer = await askAbout(model, images.url + path);
      expect(answer).toMatchObject({ status: 200 });
      expect(posted()).toHaveLength(1);
      const sent = JSON.stringify(posted()[0]?.body);
      expect(posted()[0]?.vendor).toBe(vendor);
      expect(sent).toContain(PNG.toString('base64'));
      expect(sent).not.toContain(images.url);
    },
  );

  it.each([
    ['of 30 MB', '/large.png', 'image_too_large'],
    ['that is a page', '/page', 'invalid_image'],
    ['that only claims to be one', '/false.png', 'invalid_image'],
    ['that may hold scripts', '/drawing.svg', 'invalid_image'],
    ['behind a redirect to a private address', '/inside', 'invalid_image_url'],
    ['that is gone', '/gone.png', 'invalid_image_url'],
  ])('%s is refused', async (_, path, code) => {
    await expectOurs(await askAbout(model, images.url + path), URL_PARAM, code);
  });

  it.each([
    'http://127.0.0.1/x.png',
    'http://2130706433/x.png',
    'http://[::ffff:127.0.0.1]/x.png',
    'http://localhost/x.png',
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/x.png',
    'http://user:word@example.com/x.png',
  ])('at %s is refused', async (url) => {
    await expectOurs(await askAbout(model, url), URL_PARAM, 'invalid_image_url');
  });

  it('at a private address that is not on the list is refused unseen', async () => {
    await expectOurs(await askAbout(model, canary.url), URL_PARAM, 'invalid_image_url');
    expect(canary.connections).toBe(0);
  });

  it('is refused for a stream as for an answer', async () => {
    await expectOurs(await askAbout(model, `${images.url}/page`, { stream: true }), URL_PARAM, 'invalid_image');
  });
});

describe.each([
  ['openai', 'gpt-5.4'],
  ['grok', 'grok-4.3'],
] as const)('%s', (_, model) => {
  it('fetches images itself: the address passes, and nobody here looks at it', async () => {
    const seen = images.requests.length;
    expect(await askAbout(model, `${images.url}/a.png`)).toMatchObject({ status: 200 });
    expect(JSON.stringify(posted()[0]?.body)).toContain(`${images.url}/a.png`);
    expect(images.requests).toHaveLength(seen);
  });
});

describe('what cannot be said to Gemini', () => {
  const part = (content: object): object[] => [{ role: 'user', content: [TEXT, content] }];
  const called = { id: 'call_1', type: 'function', function: { name: 'a', arguments: '{}' } };

  it.each<[string, object[], string]>([
    ['a part of an unknown kind', part({ type: 'hologram', hologram: {} }), 'messages[0].content[1].type'],
    ['a text that is none', part({ type: 'text', text: 7 }), 'messages[0].content[1].text'],
    ['an image without an address', part({ type: 'image_url', image_url: {} }), URL_PARAM],
    [
      'a data URI that is no image',
      part({ type: 'image_url', image_url: { url: 'data:text/html;base64,PGI+' } }),
      URL_PARAM,
    ],
    ['a data URI that is broken', part({ type: 'image_url', image_url: { url: 'data:image/png' } }), URL_PARAM],
    [
      'an address of another kind',
      part({ type: 'image_url', image_url: { url: 'gopher://example.com/x.png' } }),
      URL_PARAM,
    ],
    [
      'the answer of a tool that nobody called',
      [
        { role: 'user', content: 'x' },
        { role: 'assistant', tool_calls: [called] },
        { role: 'tool', tool_call_id: 'call_9', content: 'x' },
      ],
      'messages[2].tool_call_id',
    ],
  ])('%s is refused', async (_, messages, param) => {
    await expectOurs(await askWith('gemini-3.6-flash', messages), param);
  });
});

it("a vendor's own refusal of an unknown tool call passes as its own", async () => {
  simulator.control('status=400', { vendor: 'openai', times: 1 });
  const answer = await askWith('gpt-5.4', [
    { role: 'user', content: 'x' },
    { role: 'tool', tool_call_id: 'call_9', content: 'x' },
  ]);
  expectRefusal(answer, 400);
  expect(posted()).toHaveLength(1);
  expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', attempts: 1, costNanoUsd: null });
});

it('twenty-one addresses are too many, and none is fetched', async () => {
  const seen = images.requests.length;
  const content = Array.from({ length: 21 }, (_, i) => ({
    type: 'image_url',
    image_url: { url: `${images.url}/a.png?${i}` },
  }));
  await expectOurs(
    await askWith('kimi-k2.6', [{ role: 'user', content }]),
    'messages[0].content[20].image_url.url',
    'too_many_images',
  );
  expect(images.requests).toHaveLength(seen);
});

it('still answers after all this', async () => {
  expect(await gateway.chat({ model: 'gpt-5.4' })).toMatchObject({ status: 200 });
});
