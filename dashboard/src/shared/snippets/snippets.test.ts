import { snippetsFor } from './snippets';

const FACTS = { baseUrl: 'https://gateway.example/v1', apiKey: 'sk-gg-1', model: 'fast-flow' };
const snippets = snippetsFor(FACTS);

it('has one for each kind of client, each once', () => {
  expect(snippets.map(({ name }) => name)).toEqual([
    ...['curl', 'Python', 'TypeScript', 'Responses', 'LangChain', 'Vercel AI SDK', 'Open WebUI', 'aider', 'Cursor'],
    'Environment',
  ]);
});

it.each(snippets.map(({ name, code }) => [name, code]))('%s knows address and key', (_, code) => {
  expect(code).toContain(FACTS.baseUrl);
  expect(code).toContain(FACTS.apiKey);
});

it.each(['curl', 'Python', 'TypeScript', 'LangChain', 'Vercel AI SDK', 'aider', 'Cursor'])(
  '%s asks for the model',
  (name) => {
    expect(snippets.find((snippet) => snippet.name === name)?.code).toContain(FACTS.model);
  },
);

it('sends nothing but OpenAI’s own models to the Responses API', () => {
  const code = (model: string) => snippetsFor({ ...FACTS, model }).find(({ name }) => name === 'Responses')?.code;
  expect(code('fast-flow')).toContain('model="gpt-5.4-nano"');
  expect(code('gpt-4o')).toContain('model="gpt-4o"');
});

it('calls models as aider does', () => {
  expect(snippets.find(({ name }) => name === 'aider')?.code).toContain('--model openai/fast-flow');
});

it('has a body that is JSON for curl', () => {
  const [, body = ''] = /-d '(.*)'$/.exec(snippets[0]?.code ?? '') ?? [];
  expect(JSON.parse(body)).toMatchObject({ model: 'fast-flow' });
});
