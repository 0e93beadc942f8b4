import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';
import { readCases } from './read-cases';

const META = {
  id: 'openai/one',
  provider: 'openai',
  api: 'openai.chat',
  model: 'gpt-5',
  endpoint: '/v1/chat/completions',
  kinds: ['text'],
  stream: true,
  status: 200,
  content_type: 'text/event-stream',
  headers: { 'x-ratelimit-limit-requests': 500 },
  wire: { done_sentinel: true },
  expected: {
    text: 'Down.',
    reasoning_text: 'Hm.',
    tool_calls: [{ id: null, name: 'dig', arguments: { depth: 1 } }],
    finish_reason: null,
    usage: { prompt: 1, completion: 2, reasoning: null, total: 3 },
    images: 1,
  },
};

let home: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  home = temporaryFolder();
});
afterEach(() => home.remove());

function put(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(home.folder, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home.folder, folder, name), text);
}

it('reads a case with all its fields', () => {
  put('openai/one', {
    'meta.json': JSON.stringify(META),
    'response.sse': 'data: {}\r\n\r\n',
    'request.json': '{"n":1}',
  });
  expect(readCases(home.folder)).toEqual({
    unreadable: [],
    cases: [
      {
        id: 'openai/one',
        provider: 'openai',
        api: 'openai.chat',
        model: 'gpt-5',
        endpoint: '/v1/chat/completions',
        kinds: new Set(['text']),
        isStream: true,
        isDone: true,
        status: 200,
        headers: { 'x-ratelimit-limit-requests': '500', 'content-type': 'text/event-stream' },
        body: Buffer.from('data: {}\r\n\r\n'),
        request: { n: 1 },
        expected: {
          text: 'Down.',
          reasoningText: 'Hm.',
          toolCalls: [{ id: null, name: 'dig', arguments: { depth: 1 } }],
          finishReason: null,
          usage: { prompt: 1, completion: 2, reasoning: null, cached: null, total: 3 },
          images: 1,
        },
      },
    ],
  });
});

it('reads what is left out as not there', () => {
  const { model: _, wire, headers, content_type, ...meta } = META;
  put('one', { 'meta.json': JSON.stringify({ ...meta, expected: { usage: null } }), 'response.txt': '' });
  const [one] = readCases(home.folder).cases;
  expect(one).toMatchObject({ model: null, headers: {}, isDone: false, request: undefined });
  expect(one?.expected).toEqual({ usage: null });
  expect([wire, headers, content_type]).toHaveLength(3);
});

it('finds cases at any depth, in order', () => {
  for (const folder of ['b/two', 'a/deeper/one', 'c'])
    put(folder, { 'meta.json': JSON.stringify({ ...META, id: folder }), 'response.json': '{}' });
  expect(readCases(home.folder).cases.map(({ id }) => id)).toEqual(['a/deeper/one', 'b/two', 'c']);
});

it.each<[string, Record<string, string>, string]>([
  ['no JSON', { 'meta.json': '{', 'response.json': '{}' }, 'JSON'],
  ['no body', { 'meta.json': JSON.stringify(META) }, 'response.*'],
  ['an unheard-of surface', { 'meta.json': JSON.stringify({ ...META, api: 'smoke' }), 'response.json': '' }, 'smoke'],
  ['no expectation', { 'meta.json': JSON.stringify({ ...META, expected: 1 }), 'response.json': '' }, 'expected'],
  ['no status', { 'meta.json': JSON.stringify({ ...META, status: '200' }), 'response.json': '' }, 'status'],
])('tells of a folder with %s', (_, files, problem) => {
  put('openai/odd', files);
  expect(readCases(home.folder)).toEqual({
    cases: [],
    unreadable: [{ id: 'openai/odd', problem: expect.stringContaining(problem) }],
  });
});

it('finds nothing where there is no folder', () => {
  expect(readCases(join(home.folder, 'nowhere'))).toEqual({ cases: [], unreadable: [] });
});
