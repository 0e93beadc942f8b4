import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TINY_PNG_BASE64 } from '../../apps/simulator/src/tiny-png';
import { expectRefusal } from '../support/answer';
import { TestGateway } from '../support/test-gateway';

const PNG = Buffer.from(TINY_PNG_BASE64, 'base64');
const PARAM = 'messages[0].content[1].image_url.url';
/** Providers that do not fetch images themselves. */
const MODELS = ['gemini-3.5-flash', 'kimi-k2.6', 'ollama/llama3.2'];

let simulator: Simulator;
let gateway: TestGateway;
let pictures: Server;
let canary: Server;
let canaryVisits = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  canary = createServer((_, response) => response.end(PNG)).on('connection', () => canaryVisits++);
  await listen(canary);
  pictures = createServer(({ url }, response) => {
    if (url === '/picture') response.setHeader('content-type', 'text/plain').end(PNG);
    else if (url === '/large') response.end(Buffer.concat([PNG, Buffer.alloc(30 * 1024 * 1024)]));
    else if (url === '/away') response.writeHead(302, { location: `${addressOf(canary)}/picture` }).end();
    else if (url === '/page') response.setHeader('content-type', 'image/png').end('<html>no picture</html>');
    else response.writeHead(404).end();
  });
  await listen(pictures);
  gateway = await TestGateway.start({
    simulator,
    environment: { LLM_PROXY__REMOTE_IMAGES__ALLOWED_HOSTS: new URL(addressOf(pictures)).host },
  });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
  for (const server of [pictures, canary]) server.close();
});
beforeEach(() => simulator.clear());

const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const withPicture = (url: string) => [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ],
  },
];

describe.each(MODELS)('an image address for %s', (model) => {
  it('trap 35: is fetched, whatever type its server claims, and sent inline', async () => {
    const answer = await gateway.chat({ model, messages: withPicture(`${addressOf(pictures)}/picture`) });
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status: 200, error: undefined });
    expect(answer.headers.get('x-gophergate-adjusted')).toContain('messages');
    const sent = JSON.stringify(simulator.requests.map(({ body }) => body));
    expect(sent).toContain(TINY_PNG_BASE64);
    expect(sent).toContain('image/png');
    expect(sent).not.toContain('/picture');
  });

  it.each([
    ['that is private', () => 'http://10.0.0.1/a.png', 'invalid_image_url'],
    ['of this machine', () => `${addressOf(canary)}/a.png`, 'invalid_image_url'],
    ['of this machine in other digits', () => addressOf(canary).replace('127.0.0.1', '0x7f.1'), 'invalid_image_url'],
    ['of this machine by name', () => addressOf(canary).replace('127.0.0.1', 'localhost'), 'invalid_image_url'],
    ['of a cloud and its secrets', () => 'http://169.254.169.254/latest/meta-data', 'invalid_image_url'],
    ['with a password', () => 'http://user:secret@example.org/a.png', 'invalid_image_url'],
    ['that leads on to a private one', () => `${addressOf(pictures)}/away`, 'invalid_image_url'],
    ['that leads nowhere', () => `${addressOf(pictures)}/missing`, 'invalid_image_url'],
    ['of 30 MB', () => `${addressOf(pictures)}/large`, 'image_too_large'],
    ['of something that is no image', () => `${addressOf(pictures)}/page`, 'invalid_image'],
  ])('%s is refused, and the place is named', async (_, url, code) => {
    const answer = await gateway.chat({ model, messages: withPicture(url()) });
    expect(expectRefusal(answer, 400, code).param).toBe(PARAM);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(canaryVisits).toBe(0);
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', attempts: 0, costNanoUsd: null });
  });
});

describe('what Gemini cannot be told', () => {
  const model = 'gemini-3.5-flash';
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };

  it.each([
    [
      'an unknown kind of part',
      [{ role: 'user', content: [{ type: 'hologram', data: 'x' }] }],
      'messages[0].content[0].type',
    ],
    [
      'a result of an unknown call',
      [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_2', content: 'x' },
      ],
      'messages[2].tool_call_id',
    ],
    ['an image in bad base64', withPicture('data:image/png;base64,*not base64*'), PARAM],
    ['an image that is a text', withPicture('data:text/plain;base64,aGVsbG8='), PARAM],
    ['an image address of no kind', withPicture('picture.png'), PARAM],
  ])('%s is refused, and the place is named', async (_, messages, param) => {
    const answer = await gateway.chat({ model, messages });
    expect(expectRefusal(answer, 400).param).toBe(param);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
