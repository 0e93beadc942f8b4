import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { withJsonNamed, withSchemaInPrompt } from './json-mode';

const user: ChatMessage = { role: 'user', content: 'List two colours.' };
const system: ChatMessage = { role: 'system', content: 'Be brief.' };
const schema = { type: 'object', properties: { colours: { type: 'array' } } };
const ask = (format: unknown, ...messages: ChatMessage[]): ChatCompletionRequest => ({
  model: 'm',
  messages,
  response_format: format as ChatCompletionRequest['response_format'],
});

describe('withSchemaInPrompt', () => {
  const patched = withSchemaInPrompt(
    ask({ type: 'json_schema', json_schema: { name: 'palette', description: 'Two of them.', schema } }, system, user),
  );

  it('asks for JSON, and for the schema in words', () => {
    expect(patched.response_format).toEqual({ type: 'json_object' });
    expect(patched.messages[1]).toEqual({
      role: 'system',
      content: expect.stringContaining(JSON.stringify(schema)) as string,
    });
    expect(patched.messages[1]?.content).toMatch(/json.*"palette".*Two of them\./s);
  });

  it("speaks after the caller's own system messages, and before everybody else", () => {
    expect([patched.messages[0], patched.messages[2]]).toEqual([system, user]);
    const developer = { role: 'developer', content: 'x' };
    const { messages } = withSchemaInPrompt(ask({ type: 'json_schema' }, developer, system));
    expect(messages.map(({ role }) => role)).toEqual(['developer', 'system', 'system']);
  });

  it.each([undefined, null, 'x', {}, { schema: 'x' }])('makes do with the schema %j', (given) => {
    const { messages, response_format: format } = withSchemaInPrompt(
      ask({ type: 'json_schema', json_schema: given }, user),
    );
    expect(format).toEqual({ type: 'json_object' });
    expect(messages[0]?.content).toContain('json');
  });

  it.each([undefined, null, 'json_schema', { type: 'text' }, { type: 'json_object' }])('leaves %j alone', (format) => {
    const request = ask(format, user);
    expect(withSchemaInPrompt(request)).toBe(request);
  });
});

describe('withJsonNamed', () => {
  const JSON_MODE = { type: 'json_object' };

  it('names JSON where nobody did', () => {
    const { messages } = withJsonNamed(ask(JSON_MODE, system, user));
    expect(messages).toHaveLength(3);
    expect(messages[1]).toEqual({ role: 'system', content: expect.stringContaining('json') as string });
  });

  it.each<[string, ChatMessage['content']]>([
    ['a text', 'Answer in JSON'],
    ['a part', [{ type: 'image_url' }, { type: 'text', text: 'as json, please' }]],
  ])('is content with %s that names it', (_, content) => {
    const request = ask(JSON_MODE, { role: 'user', content });
    expect(withJsonNamed(request)).toBe(request);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['odd parts', [null, { text: 7 }, 'json']],
  ])('is not fooled by %s', (_, content) => {
    const request = ask(JSON_MODE, { role: 'user', content: content as ChatMessage['content'] });
    expect(withJsonNamed(request).messages).toHaveLength(2);
  });

  it.each([undefined, { type: 'text' }, { type: 'json_schema' }])('leaves %j alone', (format) => {
    const request = ask(format, user);
    expect(withJsonNamed(request)).toBe(request);
  });
});
