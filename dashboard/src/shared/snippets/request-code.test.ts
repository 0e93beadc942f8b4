import { codeOf, curlOf } from './request-code';

const REQUEST = {
  model: 'm',
  messages: [{ role: 'user', content: `It's "quoted"` }],
  stream: true,
  stop: null,
  clientId: 'c1',
};
const code = (name: string): string =>
  codeOf(REQUEST, 'http://g/v1').find((snippet) => snippet.name === name)?.code ?? '';

it('quotes for the shell', () => {
  expect(curlOf({ prompt: "it's" }, 'http://g/v1/x')).toContain(`-d '{"prompt":"it'\\''s"}'`);
  expect(code('curl')).toMatch(/^curl http:\/\/g\/v1\/chat\/completions /);
});

it('writes Python’s words', () => {
  expect(code('Python')).toContain(`"stream": True,
    "stop": None,
}`);
  expect(code('Python')).toContain(`"content": "It's \\"quoted\\"",`);
});

it('writes an object for TypeScript', () => {
  const [, body = ''] = /create\((\{[\s\S]*\})\);$/.exec(code('TypeScript')) ?? [];
  expect(JSON.parse(body)).toEqual({ model: 'm', messages: REQUEST.messages, stream: true, stop: null });
});

it.each(['curl', 'Python', 'TypeScript'])('%s has neither a key nor what is the dashboard’s own', (name) => {
  expect(code(name)).toMatch(/\$GOPHERGATE_KEY|YOUR_KEY/);
  expect(code(name)).not.toContain('clientId');
});
